"""What a topic is about: any long law holds all words of 古树保护, and one that is called after 古树 may lack 保护."""

import re
from collections.abc import Iterator, Sequence

from rencai.search.analysis import Analyzer
from rencai.search.clauses import NOTHING, Clause, OneOf, all_of, any_of, phrase_in
from rencai.search.meanings import table
from rencai.search.parts import Part
from rencai.search.questions import is_question
from rencai.search.syntax import Form

_RULES = ("policy_notice", "service_guide")
"""Kinds whose titles say what matter they are about."""
_JOINING = ("和", "与", "及", "以及", "或", "的")
"""Function words of a topic; with others it is something that is told."""
_LONGEST_SHORT = 4
"""Letters of the longest Latin word that names a matter by itself, as ai and wifi do."""
_NAME = re.compile(
    r"(?:法|决定|意见|方案|计划|解释|目录|标准|制度|规则|指引|条例|清单|通告|须知|问答|第\w+[条章]|[班课])$"
)
"""With such an ending one rule, one of its articles or a course is named."""
_OF_ANY_MATTER = re.compile(
    # what rules do to their matter
    "管理|保护|保障|监督|检查|监管|执法|促进|发展|建设|防治|治理|预防|处理|处置|实施|规划|使用|利用|开发"
    "|改革|推进|加强|完善|提升|支持"
    # what is done about it at a desk
    "|申请|申报|申领|登记|注册|登记注册|审批|审核|许可|备案|认定|评定|评审|鉴定|查询|变更|注销|补办|转移|缴纳"
    "|缴费|支付|报名|考试|成绩|招生"
    # what a paper on it is called
    "|意见|方案|决定|计划|行动|纲要|目录|指引|解释|规则|规程|准则|章程|通告|批复|答复"
    # what is part of it
    "|活动|项目|事项|资金|经费|权益|权利|义务|责任|纠纷|争议|制度|措施|机制|体系|安全|标准|安排|要求|流程"
    "|手续|材料|条件|待遇|资格|培养"
    # who has to do with it, and where
    "|经营|生产|运营|职业|执业|从业|工作|服务|单位|企业|机构|组织|公司|个人|社会|公共|国家|全国|城市|农村"
    "|城乡|地方|部门|行业"
)
"""Words that stand in the titles of rules about anything: by them alone a title does not say what it is about."""


def titled(text: str, parts: Sequence[Part], analyzer: Analyzer) -> Clause:
    """Rules and guides whose title holds a telling word of a topic, or a synonym of one; nothing for other queries."""
    if not _is_topic(text, parts, analyzer):
        return NOTHING
    named = any_of(phrase_in("title_c", analyzer.characters(word)) for word in dict.fromkeys(_telling(parts)))
    return all_of([OneOf("kind", _RULES), named])


def _is_topic(text: str, parts: Sequence[Part], analyzer: Analyzer) -> bool:
    """Whether two known words or more are said in one go, as no name of a rule, and mean no value of any field.

    With blanks between them they are wishes, each for itself; and what nobody knows may be a slip.
    """
    wanted = [part for part in parts if part.required]
    if (
        any(part.wish for part in parts)
        or len(wanted) < 2
        or len(text.split()) > 1
        or _NAME.search(wanted[-1].text)
        or is_question(parts)
    ):
        return False
    return all(_is_known(part, analyzer) if part.required else part.text in _JOINING for part in parts)


def _is_known(part: Part, analyzer: Analyzer) -> bool:
    meant = any(not meaning.likely for meaning in part.meanings)
    if part.form is not Form.PLAIN or meant or part.span or any(map(_is_a_trade, part.also)):
        return False
    if part.text.isalpha() and part.text.isascii() and len(part.text) > _LONGEST_SHORT:
        # It may be how a Chinese word is spelled.
        return bool(part.also)
    return bool(part.also) or len(part.tokens) == 1 or analyzer.is_one(part.text)


def _is_a_trade(word: str) -> bool:
    return any(meaning.field == "occupation" for meaning in table().get(word, ()))


def _telling(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        if part.required and len(part.tokens) > 1 and not _OF_ANY_MATTER.fullmatch(part.text):
            yield from (part.text, *part.also)
