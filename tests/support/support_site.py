"""Content for the site's tests, and what a person does in the office."""

import re
from html import unescape
from importlib.resources import files
from typing import Any

from starlette.testclient import TestClient

from rencai.console import Console
from rencai.intake.intake import Intake
from rencai.intake.service_guides import import_guides
from rencai.records.canonical import record_id
from rencai.search.open import open_engine, open_writer
from rencai.settings import Settings
from rencai.store.migrate import prepare
from rencai.words import lexicon_of
from rencai_indexer.follow import Follower

MARKUP = "<script>alert(1)</script><b onmouseover=alert(2)>粗</b>"
DISTRICTS = ("海淀区", "朝阳区", "通州区")
LEVELS = ("初级工", "中级工", "高级工", "技师")
POLICY = record_id("policies", "14")
WELDER = record_id("board", "welder")
HOSTILE = record_id("board", "hostile")

VACANCIES = [
    {
        "source_id": str(number),
        "url": f"https://board.example/jobs/{number}",
        "title": f"{'数控车工' if number % 2 else '维修电工'}（{LEVELS[number % 4]}）",
        "employer": f"北京第{number}机械厂",
        "salary_text": f"{5 + number % 9}000-{7 + number % 9}000元/月",
        "location_text": f"北京市{DISTRICTS[number % 3]}示范路{number}号",
        "description": "操作数控机床，包住。",
        "requirements": f"持{LEVELS[number % 4]}证书，大专以上学历，3年以上经验",
        "employment_type_text": "劳务派遣" if number % 5 == 0 else "全职",
        "headcount_text": "3人",
        "published_text": "2026-11-01",
    }
    for number in range(1, 61)
] + [
    {
        "source_id": "welder",
        "url": "https://board.example/jobs/welder",
        "title": "焊工",
        "employer": "北京示范焊接有限公司",
        "salary_text": "300元/天",
        "location_text": "北京市大兴区黄村",
        "requirements": "持高级工证书。联系人：王先生 13812345678",
        "employment_type_text": "CONTRACTOR",
        "published_text": "2026-10-20",
    },
    {
        "source_id": "hostile",
        "url": "javascript:alert(3)",
        "title": f"钳工{MARKUP}",
        "employer": MARKUP,
        "description": MARKUP,
        "requirements": MARKUP,
        "salary_text": MARKUP,
        "location_text": MARKUP,
    },
]
COURSES = [
    {
        "source_id": f"c{number}",
        "title": f"{'车工' if number % 2 else '焊工'}技能提升（{level}）",
        "provider": "北京示范技校",
        "price_text": "2980元",
        "mode_text": "线下",
        "timetable_text": "周末",
        "location_text": "北京市海淀区",
        "description": "理论与实操。",
    }
    for number, level in enumerate(LEVELS * 2)
]


def policy_text() -> str:
    """The full text of 京办发〔2007〕14号."""
    return files("rencai_sample").joinpath("content/京办发-2007-14.txt").read_text("utf-8")


def notices() -> list[dict[str, str]]:
    """The policy, and a notice whose markup is not to be trusted."""
    return [
        {
            "source_id": "14",
            "url": "https://policies.example/14.html",
            "title": "关于进一步加强高技能人才工作的实施意见",
            "document_number_text": "京办发〔2007〕14号",
            "issuer_text": "中共北京市委办公厅;北京市人民政府办公厅",
            "written_text": "2007年4月29日",
            "body_text": policy_text(),
        },
        {"source_id": "hostile", "title": "通知", "body_html": f"<p onclick=x()>一、{MARKUP}</p><iframe src=//evil>"},
    ]


def fill(settings: Settings) -> None:
    """Put records of every kind into the store, and index them."""
    engine = prepare(settings)
    import_guides(engine)
    for source, kind, raws in (
        ("board", "job_posting", VACANCIES),
        ("school", "training_course", COURSES),
        ("policies", "policy_notice", notices()),
    ):
        taken = Intake(engine, source, "import", flags=("sample",) if source == "board" else (), rest=0).take(
            kind, raws
        )
        assert {one.outcome for one in taken} == {"added"}
    index(settings)
    engine.dispose()


def index(settings: Settings) -> None:
    """Let the index catch up with the store, as `rencai index follow --once` does."""
    store, writer, search = prepare(settings), open_writer(settings), open_engine(settings)
    Follower(store, writer, search, lexicon_of(store), Console(quiet=True)).once()
    search.close()
    writer.close()
    store.dispose()


def token_of(page: str) -> str:
    """The token in the form of a page."""
    found = re.search(r'name="form_token" value="([^"]+)"', page)
    assert found, "the page has no form"
    return found[1]


def post(client: TestClient, path: str, **fields: str) -> Any:
    """Fill in the form of a page and send it."""
    token = token_of(client.get(path).text)
    return client.post(path, data={"form_token": token, **fields})


def log_in(client: TestClient, name: str, password: str) -> int:
    """Log in as a person would; gives the status of the answer."""
    token = token_of(client.get("/admin/login").text)
    return client.post("/admin/login", data={"form_token": token, "name": name, "password": password}).status_code


def links(page: str) -> list[str]:
    """The addresses a page links to."""
    return [unescape(found) for found in re.findall(r'href="([^"]+)"', page)]


def total(page: str) -> int:
    """How many records a list says there are."""
    found = re.search(r"<strong>([\d,]+)</strong> 条", page)
    assert found
    return int(found[1].replace(",", ""))
