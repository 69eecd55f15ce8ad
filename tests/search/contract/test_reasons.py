"""Why a query finds a record, as people are told."""

from dataclasses import replace

import pytest

from rencai.search.lexicon import bundled
from rencai.search.query import Query
from rencai.search.reader import Reader
from support_search import Opened


def test_reasons_name_words_and_fields(filled: Opened) -> None:
    hit = filled.reader.search(Query(text="电工 朝阳")).hits[0]
    account = filled.reader.explain(hit.id, Query(text="电工 朝阳"))
    assert account is not None
    told = " ".join(reason.text for reason in account.reasons)
    assert "标题含此词" in told
    assert "区: 朝阳区相符" in told
    assert account.engine
    assert filled.reader.explain("a" * 26, Query(text="电工")) is None


def test_reasons_are_shares_and_name_the_boosts(filled: Opened) -> None:
    query = Query(text="数控车工 亦庄")
    hit = filled.reader.search(query).hits[0]
    boosted = Reader(filled.engine, lambda: replace(bundled(), boosts={"kind:job_posting": 2.0}))
    for reader, told in ((filled.reader, "查询要找的是岗位"), (boosted, "管理员加权：岗位 ×2")):
        account = reader.explain(hit.id, query)
        assert account is not None
        reasons = {reason.text: reason.weight for reason in account.reasons}
        assert told in reasons
        assert sum(reasons.values()) == pytest.approx(1, abs=0.01)
        trade = next(text for text in reasons if text.startswith("「数控车工」：标题含此词"))
        assert "职业: 车工相近" in trade
        assert reasons[trade] > 0.15
        assert any(text.startswith("「亦庄」：单位或文号含此词、区: 经开区相符") for text in reasons)


def test_a_kind_that_is_only_hinted_at_is_met_or_not(filled: Opened) -> None:
    query = Query(text="修电器")
    hit = next(hit for hit in filled.reader.search(query).hits if hit.kind == "job_posting")
    account = filled.reader.explain(hit.id, query)
    assert account is not None
    assert any("类型: 岗位相符" in reason.text for reason in account.reasons)


def test_near_hits_have_their_account_too(filled: Opened) -> None:
    query = Query(text="数控车工 顺义")
    hit = filled.reader.search(query).hits[0]
    account = filled.reader.explain(hit.id, query)
    assert account is not None
    assert account.reasons[-1].text == "不符合查询的全部条件，属于相近结果"
    assert account.engine


def test_reasons_of_a_question_name_what_a_question_wants(filled: Opened) -> None:
    query = Query(text="失业了怎么申领失业保险金")
    account = filled.reader.explain(filled.reader.search(query).hits[0].id, query)
    assert account is not None
    assert "像是在提问：政策和办事指南优先" in [reason.text for reason in account.reasons]
