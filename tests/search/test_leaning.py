"""What words without a known meaning speak of."""

import pytest

from rencai.search.analysis import Analyzer
from rencai.search.leaning import speaks_of_work
from rencai.search.lexicon import bundled
from rencai.search.understanding import understand

LEXICON = bundled()
WORDS = Analyzer(LEXICON.words)


@pytest.mark.parametrize("text", ["爬高擦玻璃", "开铲车装货", "车间里捆扎成品"])
def test_what_is_done_at_work(text: str) -> None:
    assert speaks_of_work(text)


@pytest.mark.parametrize("text", ["砍树审批", "噪声扰民", "数学建模", "红楼梦", "环境保护税", "", "zzq", "犇"])
def test_what_is_of_rules_or_courses_or_of_nothing_known(text: str) -> None:
    assert not speaks_of_work(text)


@pytest.mark.parametrize(("text", "wanted"), [("爬高擦玻璃", True), ("噪声扰民", False), ("玻璃补贴政策", False)])
def test_unknown_work_wants_vacancies(text: str, wanted: bool) -> None:
    meant = [meaning.values for part in understand(text, LEXICON, WORDS).parts for meaning in part.meanings]
    assert (("job_posting",) in meant) == wanted
