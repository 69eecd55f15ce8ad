"""What is offered while somebody types."""

from dataclasses import replace

import pytest

from rencai.search import completions
from rencai.search.query import Query
from support_search import Opened, fill, notice


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, what is counted behind other words is waited for."""
    monkeypatch.setattr(completions, "PATIENT", 30.0)


@pytest.mark.parametrize("typed", ["数控", "shuk", "skcg", "数kong", "shukong车", "ＳＨＵＫ"])
def test_completions_by_character_sound_and_initials(filled: Opened, typed: str) -> None:
    assert "数控车工" in [item.text for item in filled.reader.suggest(typed, Query())]


@pytest.mark.parametrize(
    ("name", "typings"),
    [
        ("北京大学", ("北", "北京", "北京大", "北京大学", "b", "beij", "beijing", "beijingda", "bj", "bjdx", "daxue")),
        ("北京市工资支付规定", ("北京市", "北京市工", "北京工资", "beijingshigongzi", "工资")),
        (
            "中华人民共和国职业教育法",
            ("中", "中华人民", "中华人民共和国职", "职业教育法", "zhiyejiaoyu", "zhonghua", "zyjyf"),
        ),
    ],
)
def test_completions_with_and_without_what_stands_in_front(filled: Opened, name: str, typings: tuple[str, ...]) -> None:
    for typed in typings:
        found = [item.text for item in filled.reader.suggest(typed, Query(), 40)]
        assert name in found, typed
        assert len(found) == len(set(found)), typed


def test_completions_have_results_in_the_filters(filled: Opened) -> None:
    everywhere = {item.text: item.count for item in filled.reader.suggest("叉车", Query())}
    assert everywhere["叉车司机"] == 1
    assert filled.reader.suggest("叉车", Query(filters={"district": ("海淀区",)})) == []
    for item in filled.reader.suggest("dian", Query(kind="training_course")):
        assert item.count == filled.reader.search(Query(text=item.text, kind="training_course")).total


@pytest.mark.parametrize(
    "query",
    [
        Query(filters={"district": ("海淀区", "大兴区")}),
        Query(kind="job_posting", filters={"district": ("朝阳区",)}),
        Query(filters={"district": ("海淀区",), "education": ("未注明",)}),
        Query(exclude={"district": ("海淀区",)}),
        Query(kind="policy_notice"),
        Query(ranges={"salary": (8000, None)}),
    ],
)
def test_completions_are_counted_as_a_search_counts(filled: Opened, query: Query) -> None:
    for typed in ("d", "s", "c", "h", "电", "数", "叉", "机", "朝"):
        for item in filled.reader.suggest(typed, query):
            if item.field in ("occupation", "district"):
                assert item.count == filled.reader.search(replace(query, text=item.text)).total


@pytest.mark.parametrize(
    ("typed", "name"),
    [("高级", "高级工"), ("gjg", "高级工"), ("望", "望京"), ("wangj", "望京"), ("上地", "上地"), ("亦", "亦庄")],
)
def test_levels_and_everyday_places_are_completed(filled: Opened, typed: str, name: str) -> None:
    assert name in [item.text for item in filled.reader.suggest(typed, Query(), 40)]


@pytest.mark.parametrize("typed", ["京人社能发", "京人社能发〔2026", "京人社能发[2026]1", "京人社能发2026"])
def test_numbers_of_papers_are_completed_the_newest_first(opened: Opened, typed: str) -> None:
    numbers = ["京人社能发〔2026〕12号", "京人社能发〔2026〕101号", "京人社能发〔2019〕17号", "京财社〔2026〕1号"]
    fill(opened.writer, [notice(one, "关于补贴的通知", document_number_text=one, body_text=one) for one in numbers])
    opened.reader.refresh()
    found = [item.text for item in opened.reader.suggest(typed, Query())]
    assert found[:2] == [numbers[1], numbers[0]]
    assert numbers[3] not in found


def test_of_more_numbers_than_are_looked_at_the_latest_are(opened: Opened) -> None:
    numbers = [f"京人社能发〔{year}〕1号" for year in (2019, 2026, 2021)]
    papers = [
        notice(one, "关于补贴的通知", document_number_text=one, published_text=f"{one[6:10]}-05-01") for one in numbers
    ]
    fill(opened.writer, papers)
    opened.reader.refresh()
    assert opened.engine.numbers("京人社能发", 1) == [numbers[1]]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("电工 朝", "电工 朝阳区"),
        ("电工 cy", "电工 朝阳区"),
        ("电工 望j", "电工 望京"),
        ("包吃包住 diang", "包吃包住 电工"),
    ],
)
def test_the_last_word_is_completed_within_what_is_said_before(filled: Opened, typed: str, text: str) -> None:
    found = {item.text: item.count for item in filled.reader.suggest(typed, Query(), 40)}
    assert found[text] == filled.reader.search(Query(text=text)).total > 0


def test_behind_a_known_name_no_blank_is_needed(filled: Opened) -> None:
    assert "电工 朝阳区" in [item.text for item in filled.reader.suggest("电工chao", Query())]


def test_what_is_not_found_with_the_words_before_is_not_offered(filled: Opened) -> None:
    assert filled.reader.suggest("叉车司机 朝阳", Query()) == []
    assert filled.reader.suggest("电工 朝", Query(kind="policy_notice")) == []
    assert filled.reader.suggest("电工 ", Query()) == filled.reader.suggest("电工", Query())
