"""How many people are wanted."""

import re

from rencai.records.parsers.headcount_lists import COUNTER, NUMBER, added, exactly, states_sum, tells_of_a_part
from rencai.records.parsers.headcount_posts import ASIDE, LABELS
from rencai.records.parsers.headcount_subjects import Kept, of_the_wanted
from rencai.records.parsers.text import CHINESE_NUMERAL, arabic, compact, fields_apart, plain_dashes, traditional
from rencai.records.values import Headcount, Unreadable

_MOST = 99_999
_CEILINGS = ("以内", "以下", "内", "封顶", "为限")
_WANTED = re.compile("招|聘|录|需|名额|计划|岗|职位|用[工人]|拟|缺|不限")
# Who works there already, has applied or takes part: 现有职工40余人, 公司规模：50-100人, 报名人数20人.
_STAFF = re.compile("^[^,;。]{0,8}规模|^(?!本?次?[共合总]?计?人数)[^,;。:0-9]{0,10}(?:总?人数|总数|从业人员[0-9])")
# 拟录用人员名单(共9人)公示如下
_CHOSEN = re.compile("^(?!.*(?:招|报名)).*(?:名单|公示)")
_SPAN = re.compile(rf"{NUMBER}{COUNTER}?(?:-|至|到|、|/|或){NUMBER}{COUNTER}")
_BARE_SPAN = re.compile(rf"{NUMBER}(?:-|至|到){NUMBER}$")
_COUNT = re.compile(rf"{NUMBER}(余|多|\+)?{COUNTER}(以上|及以上|起|\+|以内|以下|内|余|封顶|为限)?")
_LABELLED = re.compile(
    rf"(?:人数:|(?:{LABELS}):?|(?:人数|[合总共]计|招聘|招|需[要求]?)[:为]?(?=[0-9]+(?:$|[,;。(、|+])))"
    rf"{NUMBER}(\+|以上|以内|以下)?(?![0-9.]|-[0-9]|岁|年|月|元|天|[亿万%倍家台套所项间平]|小时|人次)"
)
_BARE = re.compile(
    rf"^(?:约|共|急招|小计|[<>≤≥]=?|不[少低多超][于过]|至[少多]|最[少多])?{NUMBER}(\+|以上|以内|以下|余|多)?(?:\(.*\))?$"
)
# 15(其中女性4人), 2+3人: the value is a number, whatever is said of a part of it.
_ALONE = re.compile(r"[0-9]{1,6}\([^()]*\)|[0-9]{1,3}(?:\+[0-9]{1,3})+(?:人|名)?")
_PAIR = re.compile(r"([一二两三四五六七八])([二两三四五六七八九])(?=个?人|名|位)")
# 港二2名: the numeral is of a name.
_OF_A_NAME = re.compile(f"({CHINESE_NUMERAL})(?=[0-9])")
_ENGLISH = re.compile(
    rf"^{NUMBER}(?:openings?|positions?|people|persons?|hires?|vacanc(?:y|ies))$"
    rf"|(?:lookingfor|hiring|recruiting|seeking){NUMBER}(?=[a-z])"
)
_EACH = re.compile(
    "/(?:年(?!薪)|班|店|站|组|天|项目|门店|部门|校)|^各|每(?:个)?(?:岗|店|班|点|站|项目|门店|区|校|院)"
    "|每(?![天日周月年时])[^,;。0-9]{1,8}[0-9一二两三四五]{1,3}(?:人|名|位)"
)
# 职位20个、计划20名: what there are 20 of are posts.
_POSTS_COUNTED = re.compile("(?:职位|岗位|职数)(?:共|计)*[0-9]{1,4}个")
_THOUSANDS = re.compile("(?<=[0-9]),(?=[0-9]{3}(?![0-9-]))")
# What stands in another cell or line, or behind 3名 and a blank, is said for itself.
_APART = re.compile(
    r"(?<![\s、:：])(?:[\t\r\n]|\s{2})\s*(?=[^\s0-9０-９一二两三四五六七八九十(（])|(?<=[人名位])\s(?=(?!数|及?以[上下内]|左右|[至到或])[一-鿿·])"
)
# 招聘人数(人):2; 司机(3), 普工×30; 2千人, 1.5万人
_UNIT_OF_LABEL = re.compile("(?<![0-9一二两三四五六七八九十])\\((?:人|名|位|个)数?\\)")
_MARKED_COUNT = re.compile(
    r"(?<=[一-鿿a-z])(?:\((?!0|(?:19|20)[0-9]{2}\))(?=[0-9]{1,4}\))|(?<![需乘])[×x*](?=[0-9]))([0-9]{1,4})\)?(?=$|[,;、])"
)
_SOME = re.compile("(?<=[0-9十])来(?=个?人|名)")
# 岗位一:研究员,2人
_POST_NUMBER = re.compile("(?<=岗位|职位)[0-9]{1,2}(?=:)")
_POST_AND_COUNT = re.compile(
    r"((?:岗位|职位)[^,;。:]{0,6}:[^,;。:0-9]{2,16}),(?=[0-9一二两三四五六七八九十]{1,4}[人名位])"
)
_IN_THOUSANDS = re.compile(r"(?<![0-9.])([0-9]{1,3}(?:\.[0-9]{1,2})?)([千万])(?=[余多]?(?:人|名))")
_SCALES = {"千": 1_000, "万": 10_000}
_VAGUE = re.compile("[数几上][十百千拾佰]|(?<!男)女不限|男不限|第[0-9一二三四五六七八九十]{1,3}[人名位]")
_AT_LEAST = re.compile("(?:至少|不少于|不低于|最少|(?<!不)(?:超过|大于|高于|多于)|≥|>=?)(?:招聘?|录用|聘用)?$")
_AT_MOST = re.compile("(?:最多|至多|不超过?|不多于|(?<!不)(?:少于|小于)|不足|低于|≤|<=?)(?:招聘?|录用|聘用)?$")
_UNBOUNDED = re.compile("若干|数名|数人|多名|多人|不限|大量|批量|长期|不等|[数几百]十?[人名位]|[数几上][十百千]")


def read_headcount(headcount_text: str) -> Headcount | None:
    """The stated number or span; a number for each of two sexes or of listed posts is added up."""
    parted = _APART.sub(";", fields_apart(headcount_text.strip()))
    folded = plain_dashes(compact(parted)).translate(traditional()).lower()
    if not folded:
        return None
    whole = _tidied(folded)
    kept = Kept(whole, False) if _ALONE.fullmatch(whole) else of_the_wanted(whole)
    text = kept.text
    if kept.others and _BARE.search(text):
        raise Unreadable("not_wanted")
    if reason := _of_others(text):
        raise Unreadable(reason)
    text = arabic(_OF_A_NAME.sub(r"\1·", _PAIR.sub(r"\1-\2", text)))
    found = added(text) or _span(text) or _one(text)
    if found is None:
        if kept.others:
            raise Unreadable("not_wanted")
        raise Unreadable("unbounded" if _UNBOUNDED.search(text) else "no_number")
    if max(found.min or 0, found.max or 0) > _MOST:
        raise Unreadable("implausible")
    if 0 in (found.min, found.max):
        raise Unreadable("zero")
    return found


def _tidied(text: str) -> str:
    """Without what stands beside a number: thousands, a label's (人), a count in brackets or behind a × as such."""
    text = _POSTS_COUNTED.sub("", _THOUSANDS.sub("", text.strip("[]'\"")))
    text = _UNIT_OF_LABEL.sub("", text)
    text = _POST_AND_COUNT.sub(r"\1", _POST_NUMBER.sub("", _SOME.sub("", text)))
    text = _MARKED_COUNT.sub(r"\1人", text)
    return _IN_THOUSANDS.sub(lambda match: str(round(float(match[1]) * _SCALES[match[2]])), text)


def _of_others(text: str) -> str | None:
    """Why what a text numbers are not the people wanted, if it does not number them."""
    if _VAGUE.search(text):
        return "unbounded"
    if _CHOSEN.search(text):
        return "chosen"
    if _STAFF.search(text) and not _WANTED.search(text):
        return "staff"
    return "per_unit" if _EACH.search(text) and not states_sum(text) else None


def _span(text: str) -> Headcount | None:
    match = _SPAN.search(text) or (None if _COUNT.search(text) else _BARE_SPAN.search(text))
    if match is None:
        return None
    low, high = sorted((int(match[1]), int(match[2])))
    return Headcount(min=low, max=high)


def _one(text: str) -> Headcount | None:
    """The number, unless there are several of which none is said to be the whole."""
    several = len(_COUNT.findall(ASIDE.sub("", text))) > 1
    if several and not _WANTED.search(text) and not tells_of_a_part(text):
        raise Unreadable("several")
    return _single(text)


def _single(text: str) -> Headcount | None:
    if match := _BARE.search(text):
        return _bounded(int(match[1]), _limit(text[: match.start(1)]) or match[2] or "")
    if match := _COUNT.search(text):
        return _bounded(int(match[1]), _limit(text[: match.start()]) or match[2] or match[3] or "")
    if match := _LABELLED.search(text):
        return _bounded(int(match[1]), match[2] or "")
    if match := _ENGLISH.search(text):
        return exactly(int(match[1] or match[2]))
    return None


def _limit(before: str) -> str:
    """What words before a number say as 以上 and 以内 behind it do."""
    return "以上" if _AT_LEAST.search(before) else "以内" if _AT_MOST.search(before) else ""


def _bounded(number: int, qualifier: str) -> Headcount:
    if qualifier in _CEILINGS:
        return Headcount(min=None, max=number)
    return Headcount(min=number, max=None) if qualifier else exactly(number)
