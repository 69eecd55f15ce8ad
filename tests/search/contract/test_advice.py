"""What a search without results says: what else to search, and what is near."""

import pytest

from rencai.search.query import Query
from support_search import Opened, course, fill, found


@pytest.mark.parametrize(
    ("text", "action", "instead"),
    [
        ("dgzz", "spelling", "电工"),
        ("点工", "spelling", "电工"),
        ("磨工", "near_occupation", "车工"),
        ("磨工 包住", "near_occupation", "车工 包住"),
        ("电工 顺义", "wider_place", "电工"),
        ("叉车司机 课程", "drop_words", "叉车司机"),
        ("叉车司机 顺义 双休", "drop_words", "叉车司机 顺义"),
        ("叉车司机 海淀 双休", "drop_words", "叉车司机"),
        ('叉车司机 双休 -夜班 单位:"物流 中心"', "drop_words", '单位:"物流 中心" 叉车司机 -夜班'),
    ],
)
def test_without_results_it_says_what_else_to_search(filled: Opened, text: str, action: str, instead: str) -> None:
    rescue = filled.reader.search(Query(text=text)).rescue
    assert rescue is not None
    assert rescue.action == action
    assert sorted(rescue.text.split()) == sorted(instead.split())
    assert filled.reader.search(Query(text=rescue.text)).total


def test_what_conditions_keep_out_is_not_said_to_be_nowhere(filled: Opened) -> None:
    for narrowed in ({"filters": {"district": ("大兴区",)}}, {"exclude": {"district": ("海淀区",)}}, {}):
        rescue = filled.reader.search(Query(text="hangong", **narrowed)).rescue
        assert rescue is not None
        assert rescue.message.startswith("在所选条件下，") == bool(narrowed)


def test_letters_that_together_match_nothing_show_what_is_near_to_their_words(filled: Opened) -> None:
    page = filled.reader.search(Query(text="hangong miyun"))
    assert (page.total, {hit.near for hit in page.hits}) == (0, {True})
    assert page.rescue is not None
    assert (page.rescue.action, page.rescue.text) == ("spelling", "焊工 密云")
    assert not filled.reader.search(Query(text="hangong miyun", verbatim=True)).hits


def test_a_word_that_means_something_is_no_slip_of_one_that_sounds_alike(opened: Opened) -> None:
    fill(opened.writer, [course("a", "除湿技术入门培训")])
    opened.reader.refresh()
    rescue = opened.reader.search(Query(text="厨师培训")).rescue
    assert rescue is None or rescue.action != "spelling"


@pytest.mark.parametrize(("text", "meant"), [("电gong", "电工"), ("han工", "焊工"), ("数控che工", "数控车工")])
def test_characters_and_letters_are_read_together(filled: Opened, text: str, meant: str) -> None:
    page = filled.reader.search(Query(text=text, near=True))
    assert page.rescue is not None
    assert (page.rescue.action, page.rescue.text) == ("spelling", meant)
    assert found(page) == found(filled.reader.search(Query(text=meant)))


def test_beside_a_place_letters_of_nothing_are_read_before_they_are_dropped(filled: Opened) -> None:
    page = filled.reader.search(Query(text="skcg 密云"))
    assert page.rescue is not None
    assert (page.rescue.action, page.rescue.text) == ("spelling", "数控车工 密云")
    assert page.hits
    assert page.hits[0].near
