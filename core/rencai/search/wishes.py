"""Sentences that look for work: 会焊接能去哪 and 想找个食堂的活 ask nothing that a text answers.

Which of their words only say so is taken out; what is left says what the work is.
"""

import re
from dataclasses import dataclass

from rencai.search.folding import fold, mainland

LONGEST = 24
"""Characters beyond which something is told."""
_WHAT = "(?:什么|啥|甚么|哪些|哪种|点什么|点啥)"
_WHERE = "(?:哪里|哪儿|哪|什么地方|哪家|哪个(?:厂|公司|单位|工地))"
_WORK = "(?:工作|活儿?|岗位?|职位|职业|兼职|行业|差事)"
_CAN = "(?:还?能|可以|会|适合|能够)"
_LOOKING = "(?:想要?|要|求|准备|打算|帮我)?(?:找|寻|谋|换|介绍)"
_ONE = "(?:一?[个份点些]|点儿)?"
_WANTED = "(?:要人|招人|收人|缺人|用人|上班|干活|打工)"
_ANYBODY = "有(?:没有)?(?:工?厂|店|公司|单位|人家?|工地|饭店|地方|老板)(?:还|在)?(?:要|招|收|用)(?:人|工)?(?:吗|的)?"
_END = r"(?=$|[,.;!?\s吗呢吧啊])"
_PATTERNS = (
    # what can one do, what work is there
    rf"(?:{_CAN}|去|想)?(?:干|做|找|从事|打){_ONE}{_WHAT}(?:样的?|类的?)?{_WORK}?(?:好|挣钱|赚钱)?{_END}",
    rf"{_CAN}?去?{_WHAT}(?:地方|厂|公司|单位)(?:上班|干活|做工|打工)?{_END}",
    # where is somebody wanted
    rf"{_CAN}?[去到在]?{_WHERE}{_CAN}?(?:有|在|还)?(?:{_WANTED}|找(?:{_WORK})?干?|做工?|做事|干){_ONE}{_WORK}?{_END}",
    rf"{_CAN}?[去到]{_WHERE}{_END}",
    rf"(?:附近|这边|那边)?有没有{_ONE}(?:在|要)?招(?:聘|收)?",
    rf"{_WHERE}有?[在还]?(?:招(?:聘|收|人)?|要(?!多|交|给|什么|带|回|办|注意|缴|填))",
    # somebody who looks for it, and what one calls it
    rf"(?:没事|在家|家里|农闲|晚上|下班后?)?{_LOOKING}{_ONE}(?=.*?{_WORK}{_END})",
    rf"{_LOOKING}{_ONE}(?=[^,.;!?\s]{{2,}}$)",
    rf"(?:想|要)(?:去|应聘)?(?:当|做|干)(?!什么|啥){_ONE}",
    rf"(?<!晚上)(?<!夜里)(?<!白天)[去在]?上班{_END}",
    # is anybody wanted, may one be it
    rf"{_ANYBODY}",
    rf"{_CAN}(?:去)?(?:兼职)?(?:当|做|干|兼职|应聘)(?!{_WHAT}|不|主){_ONE}",
    rf"的?(?:有没有|有吗|有不有){_END}",
    rf"(?:应聘|入行|怎么当|怎么找|哪里有|好找|有吗|招不招人?|要不要人|要人|招人){_END}",
    rf"的?{_WORK}{_END}",
    rf"(?:一?个?月|一天)?{_CAN}?(?:挣|赚|拿)(?:多少|几)(?:钱|千|万)?{_END}",
    rf"要?(?:什么|啥)(?:条件|要求){_END}",
    "(?:能|可以)(?:进|去)(?=厂|工地)",
)
_WISH = re.compile("|".join(_PATTERNS))
_SURE = re.compile(
    rf"(?:{_CAN}|去|想)(?:干|做|找|从事){_ONE}{_WHAT}|{_WHERE}.{{0,3}}(?:{_WANTED}|招|找{_WORK}|做工)"
    rf"|{_CAN}[去到]{_WHERE}|有没有.{{0,2}}招|{_LOOKING}{_ONE}.*{_WORK}{_END}|{_LOOKING}[个份]|想(?:去)?(?:当|做)(?!什么)"
    rf"|{_WHERE}(?:还|在)?要(?!人|多|交|给|什么|带|回|办|注意|缴|填)|的活儿?{_END}|(?:挣|赚)(?:多少|几)|[月天]{_CAN}?拿(?:多少|几)"
    rf"|{_ANYBODY}|{_CAN}(?:去)?(?:兼职)?(?:当|兼职|应聘)(?!{_WHAT}|不|主)|的(?:工作|活儿?)?(?:有没有|有吗){_END}|进厂|(?:要人|(?<![不没])上班){_END}"
)
"""What a sentence must say to be one: a lone 工作 may stand in any."""
_TO_LEARN = (
    "(?:[找寻]|哪里?|哪儿|怎么|如何)[^,.;!?\\s]{0,5}?(?:(?<![大中小上放开])学(?![历徒过校生会员老前])"
    "|(?:培训|学习|辅导|速成|补习|兴趣|考证|取证)(?:班|课|学校|机构|$)|网课|夜校|教程)(?!的?(?:老师|教师|讲师|工作|活))"
)
"""Who looks for where to learn wants a course."""
_OF_SOMETHING_ELSE = re.compile(
    "辞退|开除|裁员|工伤|受伤|拖欠|欠薪|讨薪|不发|克扣|赔|补偿|合同|协议|社保|保险|公积金|仲裁|违法|合法|投诉|举报|起诉|加班|休假|产假|年假"
    "|押金|骗|中介|试用|档案|补贴|津贴|贷款|简历|面试|离职|辞职|跳槽|转行|失业|创业|证明|登记|政策|户口|落户|居住证|退休|养老"
    "|离婚|结婚|公务员|股东|法人|[监董]事|监护|证人|代表|党员|未成年|[买卖租购]房|房[租东产贷]|丢|补办|真假|吊销|挂靠|年审|复审"
    "|春节|国庆|法定|节假日|[双三]倍|怀孕|孕期|哺乳|疫情|迟到|早退|打卡"
    rf"|{_TO_LEARN}"
)


_CERTIFICATE = re.compile(
    rf"(?:需?要|得)(?:去|先)?(?:考|有|持|拿)?(?:{_WHAT}|哪个|几个)(?:样的)?(?:资格|上岗|操作)?(?:证书?|本儿?|执照){_END}"
)
"""Who asks for the certificate of what he does wants the courses for it."""


_LICENSED = re.compile("[医护药]|律师|教师|老师|公证")
"""Whom a law gives a licence, and no course a certificate."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A sentence that looks for work, or for the certificate of some."""

    kind: str
    said: str
    """The words that say so, folded."""
    rest: str
    """The others: what kind of work."""


def is_licensed(text: str) -> bool:
    """Whether a law gives whom a text names a licence."""
    return bool(_LICENSED.search(text))


def wish_in(text: str) -> Wish | None:
    """The wish in a text; None where it is something else, or says nothing but that work is wanted."""
    folded = fold(mainland(text)).strip()
    asked = _CERTIFICATE.search(folded)
    if asked and (rest := folded[: asked.start()].strip()) and not is_licensed(rest):
        return Wish("training_course", asked[0], rest)
    if len(folded) > LONGEST:
        return None
    if not _SURE.search(folded) or _OF_SOMETHING_ELSE.search(folded):
        return None
    said: list[str] = []

    def take(match: re.Match[str]) -> str:
        said.append(match[0])
        return " "

    rest = " ".join(_WISH.sub(take, folded).split())
    return Wish("job_posting", "".join(said), rest) if said and rest else None
