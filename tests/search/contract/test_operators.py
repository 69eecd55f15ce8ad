"""What operators add to the language: synonyms, what is shown first, and what nobody shall find."""

from dataclasses import replace

from rencai.search.lexicon import bundled
from rencai.search.query import Query
from rencai.search.reader import Reader
from support_search import Opened, found


def test_a_new_synonym_works_at_once(filled: Opened) -> None:
    assert filled.reader.search(Query(text="铁疙瘩", near=False)).total == 0
    told = Reader(filled.engine, lambda: bundled().with_synonyms(["铁疙瘩 > 叉车司机"]))
    assert found(told.search(Query(text="铁疙瘩"))) == ["j5"]


def test_best_bets_come_first_once(filled: Opened) -> None:
    plain = filled.reader.search(Query(text="电工", size=10))
    last = plain.hits[-1]
    pinned = Reader(filled.engine, lambda: replace(bundled(), best_bets={"电工": (last.id,)}))
    page = pinned.search(Query(text="电工", size=10))
    assert page.hits[0].id == last.id
    assert page.hits[0].pinned
    assert len({hit.id for hit in page.hits}) == len(page.hits)
    assert page.total == plain.total


def test_a_best_bet_that_does_not_match_is_shown_once_and_not_lost_to_a_rescue(filled: Opened) -> None:
    law = filled.reader.search(Query(text="职业教育法")).hits[0].id
    for text in ("海淀 叉车", "diangong"):
        pinned = Reader(filled.engine, lambda text=text: replace(bundled(), best_bets={text: (law,)}))
        page = pinned.search(Query(text=text, size=50))
        assert [hit.id for hit in page.hits].count(law) == 1
        assert page.hits[0].id == law
        account = pinned.explain(law, Query(text=text))
        assert account is not None
        assert account.reasons[0].text == "管理员把它置顶"


def test_blocked_words_are_neither_suggested_nor_found(filled: Opened) -> None:
    kept = Reader(filled.engine, lambda: replace(bundled(), blocked=frozenset({"叉车"})))
    assert kept.suggest("叉车", Query()) == []
    page = kept.search(Query(text="叉车"))
    assert (page.total, page.hits) == (0, ())
    assert kept.search(Query(text="叉车 电工")).total == kept.search(Query(text="电工")).total
