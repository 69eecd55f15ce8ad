"""The shapes that numbers and addresses of persons have in adverts and notices.

Every repetition is bounded, so that a search is linear in its text.
"""

import re
from collections.abc import Iterable

D = "[0-9０-９]"
NUMERALS_OF_A_NUMBER = "〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺①-⑨⓪"
_DASHES = "\\-‐-―−－"
_BLANKS = " \u00a0\u2000-\u200a\u202f\u205f\u3000"
_GAP = f"[{_BLANKS}{_DASHES}.．·]?"
GAP = _GAP
_ANY_GAP = f"[{_BLANKS}{_DASHES}.．·()（）_/，,]{{0,3}}"
_NO_DIGIT_AHEAD = "(?![0-9０-９])"
_APART = "(?<![0-9０-９A-Za-z])"
_LAST = "[0-9０-９XxＸｘ]"
_IDENTITY = f"{D}{{6}}{_GAP}{D}{{4}}{_GAP}{D}{{2}}{_GAP}{D}{{2}}{_GAP}{D}{{3}}{_GAP}{_LAST}"
# Between a label and its number.
_BETWEEN = "[^0-9０-９A-Za-z\\n]{0,6}"

IDENTITY = re.compile(f"(?<![0-9０-９A-SU-Za-su-z])[TtＴ]?(?P<number>{_IDENTITY})(?![0-9０-９A-Za-z])")
LABELLED_IDENTITY = re.compile(
    f"(?:身份证|证件|社保卡|驾驶证|驾照|[Ii][Dd] ?[Cc]ard)(?:证?号码?|编号)?{_BETWEEN}"
    f"(?P<number>{_IDENTITY}|{D}{{15}})(?![0-9０-９A-Za-z])"
    f"|护照(?:证?号码?)?{_BETWEEN}(?P<passport>[A-Za-z]{{1,2}}{D}{{7,8}})(?![0-9０-９A-Za-z])"
    f"|(?:通行证|回乡证|台胞证|[军警]官证|士兵证)(?:证?号码?)?{_BETWEEN}(?P<permit>[A-Za-z]?{D}{{7,11}})(?![0-9０-９A-Za-z])"
)
# 对公账户 have other lengths and beginnings: an organisation's account is no person's.
CARD = re.compile(
    "(?:卡号?|[账帐] {0,2}[号户]|开户|转[账帐]|收款|汇|银行)[^0-9０-９\\n]{0,20}"
    f"(?P<number>[3-69３-６９]{D}{{3}}(?:[ \\-]?{D}{{4}}){{3}}(?:[ \\-]?{D}{{1,3}})?){_NO_DIGIT_AHEAD}"
)
_COUNTRY = f"(?:(?:[+＋]|00|[（(][+＋]?)?[8８][6６][）)]?{_GAP})?"
_NO_AMOUNT = "(?!\\s?[元万亿股])"
MOBILE = re.compile(
    f"{_APART}{_COUNTRY}[（(]?(?P<number>[1１][3-9３-９]{D}"
    f"(?:[）)]?{_GAP}{D}{{4}}{_GAP}{D}{{4}}|{D}{_GAP}{D}{{3}}{_GAP}{D}{{4}})){_NO_DIGIT_AHEAD}{_NO_AMOUNT}"
)
SPACED_MOBILE = re.compile(
    f"{_APART}(?P<number>[1１](?P<gap>[ \\-.·])[3-9３-９](?:(?P=gap){D}){{9}})(?![ \\-.·]?[0-9０-９])"
)
_CALL = (
    "(?:电\\s?话|手\\s?机|联系方式|热线|座机|固\\s?话|致电|拨打|短信|微信|传\\s?真|TEL|Tel|tel|[Mm]obile|联系人|速联)"
    "(?:号码?)?"
)
# However it is cut, behind what calls it a telephone.
LABELLED_MOBILE = re.compile(
    f"{_CALL}[^0-9０-９\\n]{{0,8}}[0０]?(?P<number>[1１]{_ANY_GAP}[3-9３-９](?:{_ANY_GAP}{D}){{9}}){_NO_DIGIT_AHEAD}{_NO_AMOUNT}"
)
_N = NUMERALS_OF_A_NUMBER
_SECOND = "3-9３-９三四五六七八九叁肆伍陆柒捌玖③-⑨"
WRITTEN_MOBILE = re.compile(
    f"(?<![0-9０-９{_N}])(?P<number>[1１一壹幺①]{_GAP}[{_SECOND}](?:{_GAP}[0-9０-９{_N}]){{9}})(?!{_GAP}[0-9０-９{_N}])"
)
_AREA = f"[0０](?:[1１][0０]|[2２]{D}|[3-9３-９]{D}{{2}})"
_FROM_ABROAD = "(?:00)?86[ \\-]?(?:10|2[0-9]|[3-9][0-9]{2})[ \\-]"
OFFICE_PHONE = re.compile(
    f"{_APART}(?P<number>(?:[（(]?{_AREA}[）)]?|{_FROM_ABROAD})[{_BLANKS}{_DASHES}/.]{{0,3}}{D}{{4}}[{_BLANKS}{_DASHES}.]?{D}{{3,4}}"
    f"(?:[{_BLANKS}{_DASHES}转]{{1,2}}{D}{{1,5}})?"
    f"|[48][0０][0０][{_BLANKS}{_DASHES}]?(?:{D}{{3}}[{_BLANKS}{_DASHES}]?{D}{{4}}|{D}{{4}}[{_BLANKS}{_DASHES}]?{D}{{3}})){_NO_DIGIT_AHEAD}"
)
_WITHOUT_AREA = f"[2-8２-８]{D}{{3}}[{_BLANKS}{_DASHES}]?{D}{{3,4}}"
LABELLED_PHONE = re.compile(
    f"(?:电\\s?话|联系方式|热线|座机|固\\s?话|致电|拨打|传\\s?真|总机|联系人|TEL|Tel|tel)[^0-9０-９\\n]{{0,8}}"
    f"(?!20[0-3][0-9][01][0-9][0-3][0-9])(?P<number>{_WITHOUT_AREA})(?![0-9０-９年月元])"
)
ONE_MORE_PHONE = re.compile(f"(?P<number>{_WITHOUT_AREA}){_NO_DIGIT_AHEAD}")
NEXT_PHONES = re.compile(f"(?<=\\*\\*\\*)(?P<number>(?:[、/,，或 ]{{1,3}}{_WITHOUT_AREA}{_NO_DIGIT_AHEAD}){{1,9}})")

_TOP = "(?:com|cn|net|org|edu|vip|top|cc|info)(?![A-Za-z0-9])"
_DOT = f"(?:[.．]| ?[.．,，点] ?(?={_TOP})|。(?={_TOP})|[(（\\[【]dot[)）\\]】])"
_LABEL_OF_HOST = "[A-Za-z0-9０-９\\-]{1,63}"
_LOCAL = "[A-Za-z0-9０-９._%+\\-]{1,64}"
EMAIL = re.compile(
    f"(?P<number>(?P<local>{_LOCAL}) ?(?:[@＠]|艾特|圈[aA]|[(（\\[【{{<] ?(?:[aA][tT]|艾特|@) ?[)）\\]】}}>]) ?"
    f"(?P<host>{_LABEL_OF_HOST}(?:{_DOT}{_LABEL_OF_HOST}){{1,4}}|[A-Za-z0-9一-鿿\\-]{{1,40}}\\.(?:中国|公司|网络|com|cn)))"
)
HIDDEN_EMAIL = re.compile(
    # The hash sign for the other one, and all of it in words.
    f"(?P<number>[A-Za-z0-9._%+\\-]{{2,64}}(?:[#＃](?P<host>(?:{_LABEL_OF_HOST}\\.){{1,3}}{_TOP})"
    f"| at (?P<spoken>[A-Za-z0-9\\-]{{2,63}} (?:dot|点) {_TOP})))"
)
OFFICE_ADDRESS = re.compile(
    "(?:rs(?:c|k|b|rc|cb)|rlzy[a-z]{0,3}|hr[a-z]?|zhaopin[a-z]{0,6}|zp|rczp|rencai[a-z]{0,6}|jobs?|recruit(?:ment|ing)?|careers?"
    "|talents?|office|bgs|dbgs|dzb|xzb|zsb|yzb|jyzx|jiuye|info|contact|service|kefu|admin|webmaster)(?:[._\\-]?[0-9]{0,4})"
)
"""The part before the @ of an office's address. At a school or an academy it is nobody's own."""

_UNSEEN = "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0f\u20e3\ufeff]"
UNSEEN = re.compile(f"{_UNSEEN}(?<=[\\w@＠#.:：()（）/／,，、*+＋{_BLANKS}{_DASHES}].){_UNSEEN}*")
"""What nobody sees between characters, and what makes a digit an emoji; not within other emoji."""

# Without these a text has none of the above: most texts are looked through for them alone, in a tenth of the time.
SEVEN_DIGITS = re.compile(f"{D}(?:[{_BLANKS}{_DASHES}.．·()（）转_/，,]{{0,3}}{D}){{6}}")
NUMERALS = re.compile(f"[0-9０-９{_N}](?:{_GAP}[0-9０-９{_N}]){{10}}")
# Each begins with a set of characters, which is what makes looking for it quick.
AT = re.compile(
    "[@＠#＃(（\\[【{< 艾圈](?:(?<=[@＠])|(?<=[A-Za-z0-9][#＃])[A-Za-z0-9]|(?<![ #＃艾圈]) ?(?:[aA][tT]|艾特)|(?<= )at "
    "|(?<=艾)特|(?<=圈)[aA])"
)


_BEGINNING = re.compile(r"\[(?P<set>(?:\\.|[^\]\\])+)\](?P<rest>.*)", re.DOTALL)


def any_of(tells: Iterable[re.Pattern[str]]) -> re.Pattern[str]:
    """What finds something where one of some patterns does, each of which begins with a set of characters.

    So does this one, and a text with nothing is seen to have nothing in half the time that asking each takes.
    """
    begun = [_begun(tell) for tell in tells]
    every = "|".join(f"(?<=[{beginning}])(?:{rest})" for beginning, rest in begun)
    return re.compile(f"[{''.join(beginning for beginning, _ in begun)}](?:{every})")


def _begun(tell: re.Pattern[str]) -> tuple[str, str]:
    found = _BEGINNING.fullmatch(tell.pattern)
    if found is None:
        raise ValueError(f"{tell.pattern} does not begin with a set of characters")
    return found["set"], found["rest"]
