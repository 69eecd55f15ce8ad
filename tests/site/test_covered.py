"""Personal data that stands where nobody expects it: no page, list, feed or answer of the API tells it."""

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

import support_site
from rencai.intake.intake import Intake
from rencai.settings import Settings
from rencai_site.state import PATHS

SECRET = ("13812345678", "12345678", "王建国", "建国", "zhang.san", "abc_12345")
TOLD = "联系人：{b}王建国{e}，电话{b}138{e}{b}12345678{e}，zhang{b}.san{e}@example.com，微信{b}：abc_12345{e}"
BARE = TOLD.format(b="", e="")
MARKED = "<p>" + TOLD.format(b="<b>", e="</b>") + "</p>"
RECORDS = {
    "job_posting": {
        "title": "盾构机操作工 " + BARE + MARKED,
        "employer": "北京示范隧道公司（" + BARE + "）",
        "requirements": MARKED,
        "salary_text": "详询 " + BARE,
        "location_text": "北京市 " + BARE,
        "education_text": BARE,
        "description": BARE,
    },
    "training_course": {"title": "盾构机操作", "provider": BARE, "price_text": "详询 " + BARE, "description": BARE},
    "policy_notice": {
        "title": "盾构机操作工招聘公告",
        "body_html": MARKED * 3,
        "issuer_text": BARE,
        "attachments": [{"name": BARE + ".doc", "url": "https://example.org/1.doc"}],
        "attachment_text": BARE,
    },
}


@pytest.mark.parametrize("kind", RECORDS)
def test_it_is_told_nowhere(client: TestClient, store: Engine, configured: Settings, kind: str) -> None:
    raw = {"source_id": "1", "url": "https://example.org/1", **RECORDS[kind]}
    (taken,) = Intake(store, "told", "import", rest=0).take(kind, [raw])
    support_site.index(configured)
    path = PATHS[kind]
    for address in (
        f"{path}/{taken.id}",
        f"{path}?q=盾构机",
        f"{path}?q=盾构机&why={taken.id}",
        "/search?q=盾构机",
        f"{path}/feed.atom?q=盾构机",
        "/",
        f"/api/v1/records/{taken.id}",
        "/api/v1/search?q=盾构机",
        "/api/v1/suggest?q=盾构机",
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert taken.id in answer.text or address == "/" or "suggest" in address
        assert not [one for one in SECRET if one in answer.text], address


def test_nobody_finds_by_it(client: TestClient, store: Engine, configured: Settings) -> None:
    for kind, raw in RECORDS.items():
        Intake(store, "told", "import", rest=0).take(kind, [{"source_id": kind, **raw}])
    support_site.index(configured)
    for secret in SECRET:
        assert client.get("/api/v1/search", params={"q": secret, "verbatim": "1"}).json()["total"] == 0
        assert not client.get("/api/v1/suggest", params={"q": secret}).json()["suggestions"]
