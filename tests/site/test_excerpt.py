"""The stretch of a text that a list shows."""

import pytest

from rencai.search.highlight import marker
from rencai.search.query import Query
from rencai_site.excerpt import excerpt

LONG = "本办法自发布之日起施行，由主管部门负责解释。" * 200


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        ("20000元", "处2万元以下罚款", "<mark>2万</mark>"),
        ("2万元", "处２００００元以下罚款", "<mark>２００００</mark>"),
        ("保安 丰台", "丰台区人民政府", "<mark>丰台</mark>"),
        ("數控", "数控机床", "<mark>数控"),
        ("cnc", "ＣＮＣ机床", "<mark>ＣＮＣ"),
    ],
)
def test_a_long_text_is_shown_where_the_query_is_met_however_it_is_written(query: str, text: str, shown: str) -> None:
    found = str(excerpt([LONG + text + LONG], marker(Query(text=query)), frozenset()))
    assert shown in found
    assert len(found) < 400
