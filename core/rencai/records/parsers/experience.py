"""How much work experience is asked."""

import re
from itertools import takewhile

from rencai.records.parsers.asked import Reading
from rencai.records.parsers.text import arabic, demands, fold, plain_dashes, wishes_joined
from rencai.records.values import Experience, Unreadable

_LONGEST_YEARS = 50

# 3年后端开发, but 3年后
_LATER = "后(?![端台厨勤期])"
_YEAR = rf"(?:周?年(?!以?{_LATER}|之后|度|龄段|代|级)|years?|yrs?)"
_AMOUNT = r"(?<![0-9.])([0-9]{1,3}(?:\.5)?)"
# 2021年5月 is a date.
_MONTHS = r"(?:个月|(?<!年[0-9])(?<!年[0-9]{2})月)(?!薪|收入)|months?"
_UNIT = rf"({_YEAR}|{_MONTHS})"
_SPAN = re.compile(rf"{_AMOUNT}{_UNIT}?(?:以上|及以上|\(不?含\))?,?(?:-|至|到|~|to){_AMOUNT}{_UNIT}")
_FLOOR_AND_CEILING = re.compile(
    rf"{_AMOUNT}{_UNIT}(?:\(?含\)?|及|或)?以上[,、且]?(?:至|-)?{_AMOUNT}{_UNIT}(?:以下|以内)"
)
_CEILING = re.compile(
    rf"{_AMOUNT}{_UNIT}(?:\(?含\)?|及|或)*(?:以下|以内|之内|内)|(?:不满|不足|不超过|(?<!不)[少低]于|<=?|≤"
    rf"|lessthan){_AMOUNT}{_UNIT}"
)
_FLOOR = re.compile(rf"{_AMOUNT}(?:\+)?{_UNIT}(半)?")
_NONE_ASKED = re.compile(
    "(?:经验|年限|工作年限|工作经历|经历)(?:要求)?(?:[和、及/][一-鿿]{2,4}|(?:户籍|户口|性别|年龄|专业|学历)+)?[:为]?(?:不限|无要求|不作要求|不做要求|不要求|无|无限制)"
    "|不限制?(?:工作)?(?:经验|年限)"
    "|无(?:需|须)?(?:相关|任何|工作|从业|学历|专业|[、和及])*(?:经验|经历)|(?:不要求|不需要?|不用|无须|免)[你您]?(?:具?有)?(?:相关|工作)?经验"
    "|没有?(?:相关|工作)*(?:经验|经历)(?:要求|限制|也?可)|(?:零(?:基础|经验)|0(?:基础|经验))(?!到|至|、至|课程|入门)"
    "|(?:应届|往届|社会)(?:(?!学历)[^,;。]){0,14}(?:均可|皆可|不限)|在[校读](?:学?生)?(?:亦|也|均)?可(?!以?实习)"
    "|小白|(?:[生新]手|学徒)(?:也|亦|均)?可|不看[^,;。]{0,6}经验|有(?:无|没有)[^,;。]{0,4}经验|no(?:prior|previous|relevant)?experience|notrequired|entrylevel|经验均可|经验者?优先|经历者?优先"
    "|[无不](?:要求)?基层(?:工作)?(?:经验|经历)|生熟手|[生新]手[、和]?熟手"
    "|(?:(?<!只)接[受收]|欢迎)[^,;。]{1,14}应届"
    "|熟[手练]工?优先|(?:可|也|欢迎|(?<!只)接受|(?<!只)接收)(?:接受|考虑|招)?应届|freshgraduates?(?:are)?welcome|welcome[a-z]{0,12}graduates?|应届[毕业生]*(?:亦可|也可|均可|可|优先|欢迎)"
)
_WHOLE_NONE = re.compile(
    r"^不限(?=[,;(])|^(?:不限|无|[无没]有?(?:硬性|特殊|特别|具体|任何)?要求|均可|都可以?|无限制|不要求|不作要求|不做要求|无需|无须|不需要?|不用|none|any)$"
)
_MAY_GRADUATE = re.compile("应届[毕业生者]*(?:[或、及][一-鿿]{2,3})?(?:亦|也|均|皆)可")
_GRADUATE = re.compile(
    "(?<!不招)(?<!不要)(?<!不收)(?<!不接受)(?<!不考虑)应届|在校|在读|(?:[0-9]{2}|[0-9]{4})届|毕业生|freshgraduate"
)
_UNQUANTIFIED = re.compile("熟手|熟练|有(?:相关|一定|丰富|工作)*(?:经验|经历)|经验丰富|工作经验|从业经验")
_CERTIFICATE = re.compile(
    "持[^,;。]{0,6}[证照]|(?:取得|聘任?|获得?)[^,;。]{0,10}(?:职称|职务|医师)[满后]|医师满|职称满|社保|居住|取证|(?<!驾驶)(?<!行驶)证书?满?(?=[0-9])|取得[^,;。]{0,12}证"
)
_WISHED = re.compile("优先|preferred|aplus|加分|[更尤为最者]佳|最好(?!的)")
_WISHED_OR_GRADUATE = re.compile(f"{_WISHED.pattern}|应届")
_WORK_WISHED = re.compile("经验|experience|经历|从业|从事|工作|熟|年|应届")
_CLAUSE = re.compile(r"[,;。!?\n]|(?<=[一-鿿])(?<![年月])-(?=[0-9一二两三四五六七八九十]{1,2}(?:-[0-9]{1,2})?年)")
_CELL = re.compile(r"[,;。!?|\n]")
_BARE = re.compile(
    "(?:中专|大专|专科|本科|学士|硕士|研究生|博士|学历|学位|要求|相关|工作|经[验历]"
    rf"|[需满至少约及或含以上下内不限到/()-]|{_AMOUNT}|{_UNIT})+"
)
# Terms of a contract, of service after being taken on, of an internship: 4天/周 3个月.
_OTHER_YEARS = re.compile(
    f"(?:合同|试用期|保修期?|质保期?|服务期限?|服务年限|学制|[1-7]天/周|司龄|实习(?:期|时间)?)[^,;]{{0,6}}?{_AMOUNT}{_UNIT}(?:以上)?"
    f"|(?:录用|聘用|录取|入职)后[^,;]{{0,16}}?{_AMOUNT}{_UNIT}|实习{_AMOUNT}{_UNIT}|实习[^,;]{{0,4}},{_AMOUNT}{_UNIT}(?:以上)?"
    f"|(?:可以?|能够?|保证)(?:连续|持续)?(?:工作|上班|在岗)(?:至少|不少于|满|达)?{_AMOUNT}个?月"
    f"|满{_AMOUNT}年[者的后]?(?:可|享)|工作(?:周期|时长)[:为]?{_AMOUNT}{_UNIT}"
    f"|(?:最近|近){_AMOUNT}年(?:以?[内来](?=[从担在])|(?:内|来)?[的有无未没])|离校[^,;]{{0,3}}{_AMOUNT}年(?:以内|之内|内)"
)
# 1.三年 and 2.3年 are an item's number and its years; 1.5年 is one and a half.
_ITEM_WITHIN = re.compile(
    r"(?<![0-9.])[0-9]{1,2}(?:[.、](?=[一二两三四五六七八九十])"
    r"|\.(?=(?!5(?![0-9-]))[0-9]{1,2}(?:[-至到][0-9]{1,2})?(?:周?年|个月))|、(?=[0-9]{1,2}(?:周?年|个月)(?:及|或)?以上))"
)
# 2、3年 is two or three.
_EITHER = re.compile("(?<![0-9])([1-9])、([2-9])(?=年(?!以上|及以上))")
# (经验丰富者可放宽) excuses from a demand, it is none.
_EXCUSE = re.compile(
    r"\((?![^()]*(?:[0-9一二两三四五六七八九十]年|应届))[^()]*(?:放宽|优先|[更尤为最]佳|加分|适当|可不|勿[投扰试])[^()]*\)"
    r"|\([^()]{0,12}放宽[至到]?[^()]{1,8}年[^()]{0,6}\)"
)
_LOOSE_PAIR = re.compile("(?<![一二三四五六七八九十])([一二两三四五六七八])([二三四五六七八九])(?=年|个月)")
# 应届-3年 begins with no year at all.
_FROM_GRADUATION = re.compile("应届(?:毕业)?[生者]?(?=(?:-|至|到)[0-9一二两三四五六七八九十]{1,2}年)")
_RUN_ON = re.compile("(?<=优先)(?=[0-9一二两三四五六七八九十]{1,2}(?:-[0-9]{1,2})?年)")
# 大专学历,3年工作经验,本科学历,1年 are the years of each.
_OF_ITS_DEGREE = re.compile("(?<=学历),(?=[0-9一二两三四五六七八九十]{1,2}年)")
_ENGLISH = {
    word: str(number)
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1
    )
}
_ENGLISH_NUMBER = re.compile(f"({'|'.join(_ENGLISH)})(?=[+]?(?:ormore)?(?:years?|yrs?|months?|to))")
_DIGITS = str.maketrans("一二两三四五六七八九", "1223456789")
_ANSWERED_NO = re.compile("(?:是否|有无)[^:?]{0,30}[:?](?:否|无|不要求)$")
_OR_GRADUATE = re.compile(
    rf"应届[毕业生者]*(?:也|亦|均|皆)可|可?接[收受]应届|(?:或者?|/)(?:优秀|重点|本科|硕士|大学|985)*(?:的)?应届|应届(?:[本专]科|大学|高校)?(?:毕业)?生?(?:或者?|/|、|及)(?:具?有|者)?(?={_AMOUNT})"
)
_BY_DEGREE = re.compile(
    rf"(?:中专|大专|专科|本科|学士|硕士|研究生|博士)(?:及以上|以上)?(?:学历|学位|毕业生?|人员|者|生)?[:(,]?"
    rf"(?:需|须|应|为|要求|具备?有?|有|满|从事|相关|专业|工作|经验|经历|行业|岗位)*{_AMOUNT}{_UNIT}"
)
_OF_DEGREE = re.compile(
    "(?:中专|大专|专科|本科|学士|硕士|研究生|博士)[^0-9一二两三四五六七八九十]{0,12}[0-9一二两三四五六七八九十.]{1,3}年"
)
_DEGREE_ALONE = re.compile(
    "(?:本科|硕士|研究生|博士)(?:及以上)?(?:学历)?(?:工作)?(?:经验|年限)?(?:不限(?!专业)|无要求)"
)
_MOST_DEGREES = 3
_TIME = re.compile("年|月|years?|yrs?|months?")
_WORK = re.compile(
    "经验|经历|工作|年以上工龄|从业|从事|任职|[0-9]年以上[^,;。]{0,16}(?:经理|主管|总监|工程师|专员|师傅)|years?(?:in|of)[a-z]|(?:做|干|担任)过[0-9.]+个?[年月]|做[^,;。]{2,16}满[0-9]年$|(?:做过?|担任|干过?)[^,;。]{2,20}[0-9一二两三四五六七八九十]{1,2}年以上|experience|(?:具?有|具备|至少|不少于)[0-9一二两三四五六七八九十]{1,2}年(?:及|或)?(?:以上)?(?!合同|有效|驾龄)[一-鿿]{4}"
)
# 实际操作两年以上: years that are demanded of anything are of work, where nothing else is named.
_OF_SOMETHING = re.compile("(?<!第)[0-9]年(?:及|或)?(?:以上|起)")
# 2年电工经验 and 经验:2年 ask without a word that does; 从业近30年 and 3年来 tell how long somebody was in a trade.
_ASKED = re.compile(
    rf"(?:^|[、;])(?:[0-9]{{1,2}}[、.])?[^0-9,;。]{{0,8}}(?<![近从几数])(?<!长达)(?<!过去)(?<![均都拥]有)[0-9.]+(?:个月|年(?!间|多|来(?!料)|{_LATER}|前(?![端台厅])))"
    rf"(?!大学)[^,;。]{{0,24}}经[验历](?!了)|经[验历](?:要求)?[:为][0-9.]+(?:年|个月)|经验[0-9.]+年(?!的)|年限(?:要求)?[:为][0-9.]+年|^从事[^,;。]{{0,12}}工作[0-9.]+年$"
)
_DEMANDS = re.compile(
    "[0-9]年?[^,;。]{0,4}(?:以上|以下|至|-)|(?<!第)[0-9]年起|[0-9]年?到[0-9]|至少|不少于|不低于|要求|需要?|须|应有|应具|具[有备]|优先|minimum|atleast|ormore|over[0-9]|[0-9]to[0-9]|required|[+]|(?<!资格)满[0-9]"
)
# 我们成立于2010年,拥有10年以上的行业经验: what the employer tells of itself, up to where it says whom it wants.
_CALLS = "(?:现|特|诚|急|面向|因[^,。;\\n]{0,8})*(?:招|聘|要求|须|需)"
_OF_EMPLOYER = re.compile(
    r"(?:^|(?<=[。;\n]))(?:我们|我司|本?公司|本?企业|集团)(?:成立|创立|创办|创建|拥?有|是|专注|深耕|自|已|现)"
    rf"(?!{_CALLS})(?:(?!,{_CALLS})[^。;\n]){{0,200}}"
)
# What is welcome, promised, told of others or excused from.
_NOT_WORK = re.compile(
    "优先|preferred|aplus|在校期间|学生干部(?![^,;]*经[历验])|驾龄|[更为]佳|[0-9]年[^,;]{0,30}[尤最者]佳|加分|(?:不到|不足|不满|少于|以下)[^,;]{0,12}勿|专业毕业[0-9]年|合同|签约|服务期|社保|居住|成立|晋升|调薪|工龄(?:工资|奖|补|津)|补贴|年终|带薪|放宽"
    "|(?:我们|我司|公司|团队|导师|讲师|老师|顾问|[设程][计序]师)的?[^,;]{0,10}(?:均|都在|都有|平均)"
    "|工作满[0-9]年的?[员职]工|做满|满[0-9.]+年[者的后]?(?:可|享|成为)|^(?:[^:]{0,10}:)?(?:员工)?(?:在公司|入职)?工作满?[12]年(?:者|的|后)?$"
)


def read_experience(experience_text: str, requirements: str = "") -> Experience | None:
    """Months asked, from its own text, else from the requirements' clauses about work."""
    return _READING.read(experience_text, requirements)


def _plain(text: str) -> str:
    folded = wishes_joined(plain_dashes(fold(text)).lower().replace(" ", ""))
    folded = _ITEM_WITHIN.sub(";", folded)
    folded = _FROM_GRADUATION.sub("0", _EITHER.sub(_either, folded))
    folded = _LOOSE_PAIR.sub(_spread, folded)
    folded = _ENGLISH_NUMBER.sub(lambda match: _ENGLISH[match[0]], folded)
    return arabic(folded.replace("半年", "6个月").replace("一年半", "1.5年").replace("两年半", "2.5年"))


def _either(match: re.Match[str]) -> str:
    """2、3年 as 2-3年, but 1、3年 as an item's number and its years."""
    low, high = int(match[1]), int(match[2])
    return f"{low}-{high}" if high - low == 1 or (low, high) == (3, 5) else f";{high}"


def _spread(match: re.Match[str]) -> str:
    """三五年 as 3-5年, but 两三年以上 as 2年以上."""
    floor = match.string.startswith(("年以上", "年及以上"), match.end())
    return (match[1] if floor else f"{match[1]}-{match[2]}").translate(_DIGITS)


def _is_value(text: str) -> bool:
    return bool(_BARE.fullmatch(_CELL.split(text, maxsplit=1)[0]) or _ANSWERED_NO.search(text))


def _said_alone(text: str) -> str:
    """The clauses that hold nothing but years, a wish or graduates."""
    return ",".join(
        clause for clause in _CELL.split(text) if _BARE.fullmatch(clause) or _WISHED_OR_GRADUATE.search(clause)
    )


def _from_field(text: str) -> Experience:
    if _ANSWERED_NO.search(text):
        return Experience(min_months=0)
    text = _OTHER_YEARS.sub("", text)
    years = _years(",".join(clause for clause in _CLAUSE.split(text) if not _WISHED.search(clause)))
    if years is not None and _CERTIFICATE.search(text) and not re.search("经验|经历|从[业事]满", text):
        raise Unreadable("certificate_years")
    if years is not None:
        return years
    if _NONE_ASKED.search(text) or _WHOLE_NONE.match(text):
        return Experience(min_months=0)
    if _WISHED.search(text) and _WORK_WISHED.search(text):
        return Experience(min_months=0)
    if _GRADUATE.search(text):
        return Experience(min_months=0, max_months=0)
    raise Unreadable("unquantified" if _UNQUANTIFIED.search(text) else "no_years")


def _from_requirements(requirements: str) -> Experience | None:
    text = _by_degrees(_EXCUSE.sub("", _OF_EMPLOYER.sub("", demands(requirements))))
    clauses = _CLAUSE.split(_ITEM_WITHIN.sub(";", _RUN_ON.sub(";", text)))
    for place, clause in enumerate(clauses):
        behind = clauses[place + 1 : place + 1 + _MOST_DEGREES]
        if _TIME.search(clause):
            whole = _whole(clause, behind)
            years = _demanded(_plain(whole))
            if years is not None and any(map(_MAY_GRADUATE.search, behind[:1])):
                return Experience(min_months=0, max_months=years.max_months)
            if years is not None:
                return years
    if _MAY_GRADUATE.search(text) or any(
        "优先" not in clause and "勿" not in clause and _NONE_ASKED.search(plain_dashes(clause)) for clause in clauses
    ):
        return Experience(min_months=0)
    return None


def _by_degrees(text: str) -> str:
    """The text with the years of each degree beside it, where there are several."""
    joined = _OF_ITS_DEGREE.sub("", text)
    return joined if len(_OF_DEGREE.findall(joined)) > 1 else text


def _whole(clause: str, behind: list[str]) -> str:
    """A clause with the years of other degrees behind it: 本科3年,硕士2年."""
    if not _OF_DEGREE.search(clause):
        return clause
    return ",".join([clause, *takewhile(_OF_DEGREE.search, behind)])


def _demanded(clause: str) -> Experience | None:
    clause = _OTHER_YEARS.sub("", clause)
    if "、" in clause and _CERTIFICATE.search(clause):
        clause = "、".join(part for part in clause.split("、") if not _CERTIFICATE.search(part))
    if not _DEMANDS.search(clause) and not _ASKED.search(clause):
        return None
    asks = (
        (_WORK.search(clause) or _OF_SOMETHING.search(clause))
        and not _NOT_WORK.search(clause)
        and not _CERTIFICATE.search(clause)
    )
    return _years(clause) if asks else None


def _years(text: str) -> Experience | None:
    found = _stated(text)
    if found is not None and _OR_GRADUATE.search(text):
        return Experience(min_months=0, max_months=found.max_months)
    by_degree = [_in_months(match[1], match[2]) for match in _BY_DEGREE.finditer(text)]
    if found is not None and _DEGREE_ALONE.search(text):
        return Experience(min_months=0)
    if found is not None and len(by_degree) > 1:
        return Experience(min_months=min(by_degree))
    return found


def _stated(text: str) -> Experience | None:
    if match := _FLOOR_AND_CEILING.search(text) or _SPAN.search(text):
        low, high = _in_months(match[1], match[2] or match[4]), _in_months(match[3], match[4])
        return _checked(min(low, high), max(low, high))
    if match := _CEILING.search(text):
        number, unit = (match[1], match[2]) if match[1] else (match[3], match[4])
        return _checked(0, _in_months(number, unit))
    for match in _FLOOR.finditer(text):
        months = _in_months(match[1], match[2]) + (6 if match[3] else 0)
        if months <= _LONGEST_YEARS * 12:
            return Experience(min_months=months)
    return None


def _in_months(number: str, unit: str) -> int:
    return round(float(number) * (1 if "月" in unit or "month" in unit else 12))


def _checked(low: int, high: int) -> Experience | None:
    return Experience(min_months=low, max_months=high) if high <= _LONGEST_YEARS * 12 else None


_READING = Reading(_plain, _is_value, _from_field, _from_requirements, _said_alone)
