"""Engines to test on, and a small index that everything is asked of."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rencai.settings import Settings
from support_judged import stored_papers
from support_search import Opened, course, fill, job, notice, open_engine_named

ENGINES = ["tantivy", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]


@pytest.fixture(params=ENGINES)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    """An empty index of one engine."""
    with _opened(request, tmp_path) as found:
        yield found


@pytest.fixture(scope="module", params=ENGINES)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """The index of RECORDS, for tests that only read it."""
    with _opened(request, tmp_path_factory.mktemp("filled")) as found:
        fill(found.writer, RECORDS)
        found.reader.refresh()
        yield found


@contextmanager
def _opened(request: pytest.FixtureRequest, data: Path) -> Iterator[Opened]:
    url = request.getfixturevalue("elasticsearch_url") if request.param == "elasticsearch" else None
    current = Settings(data=data, elasticsearch_url=url, index=f"test-{uuid.uuid4().hex[:12]}")
    found = open_engine_named(request.param, current)
    yield found
    found.reader.close()
    found.writer.close()


RECORDS = [
    job(
        "j1",
        "数控车工",
        employer="亦庄精密机械厂",
        location_text="北京经济技术开发区荣华路",
        salary_text="8000-12000元/月",
        requirements="高级工及以上,持数控车工证",
        benefits_text="五险一金,包住",
        minutes=1,
        published_text="2026-10-20",
        expires_text="2026-12-20",
    ),
    job(
        "j2",
        "CNC操机",
        employer="海淀光学仪器公司",
        location_text="海淀区上地",
        salary_text="6000-8000元/月",
        minutes=2,
        published_text="2026-10-25",
        expires_text="2026-12-01",
    ),
    job(
        "j3",
        "电工(高压)",
        employer="望京物业服务公司",
        location_text="朝阳区望京街道",
        salary_text="7千-9千",
        requirements="持高压电工证,大专以上",
        benefits_text="包吃包住",
        minutes=3,
    ),
    job(
        "j4",
        "氩弧焊工",
        employer="首都重工集团",
        location_text="大兴区黄村",
        salary_text="面议",
        minutes=4,
        description="负责不锈钢管道焊接,C++与PLC不作要求",
    ),
    job(
        "j5",
        "叉车司机",
        employer="顺义物流中心",
        location_text="顺义区天竺",
        salary_text="6500元/月",
        minutes=5,
        description="仓库装卸,驾驶叉车",
    ),
    job(
        "j6",
        "劳务派遣保洁员",
        employer="朝阳保洁公司",
        location_text="朝阳区国贸",
        minutes=6,
        employment_type_text="劳务派遣",
    ),
    job(
        "j7", "Python工程师", employer="中关村软件公司", location_text="海淀区中关村", minutes=7, salary_text="2万-3万"
    ),
    course(
        "c1",
        "数控车工高级工考证班",
        provider="北京工业技师学院",
        location_text="朝阳区",
        minutes=8,
        price_text="2800元",
    ),
    course("c2", "Python程序设计", provider="北京大学", minutes=9),
    course("c3", "电工周末班", provider="海淀职业学校", location_text="海淀区", minutes=10, timetable_text="周末"),
    notice(
        "n1",
        "关于进一步加强高技能人才工作的实施意见",
        document_number_text="京办发〔2007〕14号",
        issuer_text="中共北京市委办公厅",
        body_text="建设北京高技能人才网和高技能人才数据库。高级技师津贴由企业确定。",
        published_text="2007-05-01",
        minutes=11,
    ),
    notice(
        "n2",
        "北京市工资支付规定",
        issuer_text="北京市人民政府",
        minutes=12,
        body_text="用人单位应当按月支付工资。拖欠劳动报酬的,按京办发〔2007〕14号文件办理。",
    ),
    notice("n3", "中华人民共和国职业教育法", body_text="为了推动职业教育高质量发展,制定本法。", minutes=13),
    notice(
        "n4",
        "失业保险金申领办法",
        minutes=14,
        body_text="符合条件的失业人员可以申领失业保险金。解除劳动合同后应当及时登记。",
    ),
]


@pytest.fixture(scope="session")
def both(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Opened, Opened]]:
    """Two indexes of the judged documents."""
    folder = tmp_path_factory.mktemp("agreement")
    embedded = open_engine_named("tantivy", Settings(data=folder))
    cluster = open_engine_named(
        "elasticsearch",
        Settings(
            data=folder,
            elasticsearch_url=elasticsearch_url,
            index=f"agree-{uuid.uuid4().hex[:12]}",
        ),
    )
    records = stored_papers()
    for one in (embedded, cluster):
        fill(one.writer, records)
        one.reader.refresh()
    yield embedded, cluster
    for one in (embedded, cluster):
        one.reader.close()
        one.writer.close()
