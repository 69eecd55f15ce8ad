"""How many people are wanted."""

import re
from itertools import takewhile

from rencai.records.parsers.headcount_posts import COUNTERS
from rencai.records.parsers.headcount_subjects import Kept, of_the_wanted
from rencai.records.parsers.text import arabic, chinese_number, compact, plain_dashes, traditional
from rencai.records.values import Headcount, Unreadable

_MOST = 99_999
_CEILINGS = ("以内", "以下", "内", "封顶", "为限")
_COUNTER = rf"(?:\(?(?:{COUNTERS})\)?)"
_NUMBER = r"(?<![0-9.])([0-9]{1,6})(?:\.0+)?"
_WANTED = re.compile("招|聘|录|需|名额|计划|岗|职位|用[工人]|拟|缺|不限")
_BOTH_SEXES = re.compile(rf"男女各{_NUMBER}{_COUNTER}?")
_ONE_SEX = re.compile(rf"[男女](?:工|士|性|生)?[:]?{_NUMBER}(?![0-9]|-[0-9]|周?岁){_COUNTER}?")
# Who works there already, has applied or takes part: 现有职工40余人, 公司规模：50-100人, 报名人数20人.
_STAFF = re.compile("^[^,;。]{0,8}规模|^(?!本?次?[共合总]?计?人数)[^,;。:0-9]{0,10}(?:总?人数|总数|从业人员[0-9])")
_COUPLES = re.compile(rf"{_NUMBER}对(?=夫妻|$|[,;。()])")
_SPAN = re.compile(rf"{_NUMBER}{_COUNTER}?(?:-|至|到|、|/|或){_NUMBER}{_COUNTER}")
_BARE_SPAN = re.compile(rf"{_NUMBER}(?:-|至|到){_NUMBER}$")
_COUNT = re.compile(rf"{_NUMBER}(余|多|\+)?{_COUNTER}(以上|及以上|起|\+|以内|以下|内|余|封顶|为限)?")
_LABELLED = re.compile(
    rf"(?:人数:|名额:?|岗位数:?|数量:?|计划数?:?|(?:人数|[合总共]计|招聘|招|需[要求]?)[:为]?(?=[0-9]+(?:$|[,;。(、|+])))"
    rf"{_NUMBER}(\+|以上|以内|以下)?(?![0-9.]|-[0-9]|岁|年|月|元|天|[亿万%家台套所项间平]|小时|人次)"
)
_BARE = re.compile(rf"^(?:约|共|急招|小计|[<>≤≥]=?)?{_NUMBER}(\+|以上|以内|以下|余|多)?(?:\(.*\))?$")
# 15(其中女性4人), 2+3人: the value is a number, whatever is said of a part of it.
_ALONE = re.compile(r"[0-9]{1,6}\([^()]*\)|[0-9]{1,3}(?:\+[0-9]{1,3})+(?:人|名)?")
_POSTS = re.compile(r"^(.+?)各" + _NUMBER + _COUNTER + "?(?:[,;。][^0-9]*)?$")
_PAIR = re.compile(r"([一二两三四五六七八])([二两三四五六七八九])(?=个?人|名|位)")
_ENGLISH = re.compile(rf"^{_NUMBER}(?:openings?|positions?|people|persons?|hires?|vacanc(?:y|ies))$", re.IGNORECASE)
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
    r"(?<=[一-鿿a-z])(?:\((?!(?:19|20)[0-9]{2}\))(?=[0-9]{1,4}\))|(?<![需乘])[×x*](?=[0-9]))([0-9]{1,4})\)?(?=$|[,;、])"
)
_SOME = re.compile("(?<=[0-9十])来(?=个?人|名)")
_IN_THOUSANDS = re.compile(r"(?<![0-9.])([0-9]{1,3}(?:\.[0-9]{1,2})?)([千万])(?=[余多]?(?:人|名))")
_SCALES = {"千": 1_000, "万": 10_000}
_VAGUE = re.compile("[数几上][十百千拾佰]|(?<!男)女不限|男不限|第[0-9一二三四五六七八九十]{1,3}[人名位]")
_LISTED = re.compile(rf"^(?:[^0-9()]{{1,20}}{_NUMBER}{_COUNTER}|{_NUMBER}{_COUNTER}[^0-9()]{{1,12}})$")
_POST_WITH_SPAN = re.compile(rf"[^0-9]{{1,24}}{_NUMBER}(?:(?:-|至|到){_NUMBER})?{_COUNTER}")
# 第四中学1人、第一小学(2人): the number of each school is at the end of its item, whatever its name is written with.
_ITEM = re.compile(
    r".{1,30}?(?:招聘?)?\(?(?P<count>[0-9]{1,4}|[一二两三四五六七八九十]{1,3})(?:人|名|位|个)\)?(?:\([^()]*\))?"
)
_NUMBER_OF_PEOPLE = re.compile("[0-9一二两三四五六七八九十](?:人|名|位)")
_ASIDE = re.compile(r"\((?![0-9一二两三四五六七八九十]{1,4}(?:人|名|位)\))[^()]*\)")
# A mark belongs to the piece before it, else a long list could be cut in as many ways as it has marks.
_RUN_TOGETHER = re.compile(r"(?:[^0-9(),;、][^0-9()]{0,11}[0-9]{1,4}(?:人|名)[,;、]?){2,}")
# 焊工3、电工：2
_POSTS_LISTED = re.compile(
    r"(?:(?!第|年|月|满|周|共|总|合计|现|身高|体重|面积)(?![一-鿿]{0,9}(?:[岁龄薪资休楼级周月年]|班(?!长|组|主任)))[一-鿿]{2,10}:?[0-9]{1,3}(?:人|名)?(?:[,;、+]|$)){2,}"
)
_ADDED = re.compile(r"[0-9]{1,3}(?:\+[0-9]{1,3})+(?:人|名)?")
# 8人；4人；3人: of which posts is not said.
_SEVERAL = re.compile(r"[0-9]{1,3}(?:人|名)(?:[,;、][0-9]{1,3}(?:人|名))+")
_WITHIN = re.compile("其中|含|包括|男女")
_TOTAL = re.compile("[共合总]计?|至|到|-|或")
_FEWEST = 2
_BRACKETS = re.compile(r"\([^()]*\)")
_SUM = re.compile(rf"(?<=[,;、(。])(?:一?共计?|合计|总计)[:为]?{_NUMBER}{_COUNTER}")
_AT_LEAST = re.compile("(?:至少|不少于|不低于|最少|(?<!不)(?:超过|大于|高于|多于)|≥|>=?)(?:招聘?|录用|聘用)?$")
_AT_MOST = re.compile("(?:最多|至多|不超过?|不多于|(?<!不)(?:少于|小于)|不足|低于|≤|<=?)(?:招聘?|录用|聘用)?$")
_UNBOUNDED = re.compile("若干|数名|数人|多名|多人|不限|大量|批量|长期|不等|[数几百]十?[人名位]|[数几上][十百千]")


def read_headcount(headcount_text: str) -> Headcount | None:
    """The stated number or span; a number for each of two sexes or of listed posts is added up."""
    parted = _APART.sub(";", headcount_text.strip())
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
    if total := _listed(text):
        return _exactly(total)
    text = arabic(_PAIR.sub(r"\1-\2", text))
    if _SEVERAL.fullmatch(text):
        raise Unreadable("several")
    found = _spans_listed(text) or _summed(text) or _span(text) or _one(text)
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
    text = _SOME.sub("", text)
    text = _MARKED_COUNT.sub(r"\1人", text)
    return _IN_THOUSANDS.sub(lambda match: str(round(float(match[1]) * _SCALES[match[2]])), text)


def _of_others(text: str) -> str | None:
    """Why what a text numbers are not the people wanted, if it does not number them."""
    if _VAGUE.search(text):
        return "unbounded"
    if _STAFF.search(text) and not _WANTED.search(text):
        return "staff"
    return "per_unit" if _EACH.search(text) and not _SUM.search(text) else None


def _listed(text: str) -> int:
    """The sum of a list of places or posts with a number each, else 0."""
    text = _ASIDE.sub("", text)
    clauses = [clause for clause in re.split("[,;、。]", text) if clause]
    items = list(takewhile(bool, map(_ITEM.fullmatch, clauses)))
    listed, behind = ",".join(clauses[: len(items)]), clauses[len(items) :]
    apart = _WITHIN.search(listed) or _TOTAL.search(listed) or any(map(_NUMBER_OF_PEOPLE.search, behind))
    if len(items) < _FEWEST or apart:
        return 0
    counts = [match["count"] for match in items if match]
    return sum(int(count) if count.isdecimal() else chinese_number(count) or 0 for count in counts)


def _summed(text: str) -> Headcount | None:
    if match := _BOTH_SEXES.search(text):
        return _exactly(2 * int(match[1]))
    sexes = [int(match[1]) for match in _ONE_SEX.finditer(text)]
    if len(sexes) == 2 and any(sexes):
        return _exactly(sum(sexes))
    if match := _COUPLES.search(text):
        return _exactly(2 * int(match[1]))
    if (match := _POSTS.match(text)) and not _COUNT.search(match[1]):
        posts = re.split("招聘?|聘|:|;|。", match[1])[-1]
        return _exactly(int(match[2]) * len(re.split("[、,和及/+]", posts)))
    if _ADDED.fullmatch(text) or (_POSTS_LISTED.fullmatch(text) and not _WITHIN.search(text)):
        return _exactly(sum(int(number) for number in re.findall("[0-9]+", text)))
    if _RUN_TOGETHER.fullmatch(text) and "各" not in text and not _WITHIN.search(text) and not _TOTAL.search(text):
        return _exactly(sum(int(number) for number in re.findall("[0-9]+", text)))
    if match := _SUM.search(text):
        return _exactly(int(match[1]))
    added = [list(_COUNT.finditer(part)) for part in text.split("+")]
    if len(added) > 1 and all(len(found) == 1 for found in added):
        return _exactly(sum(int(found[0][1]) for found in added))
    parts = [_LISTED.match(part) for part in re.split("[,;、]", text)]
    if len(parts) > 1 and all(parts) and not _WITHIN.search(text):
        return _exactly(sum(int(match[1] or match[2]) for match in parts if match))
    return None


def _spans_listed(text: str) -> Headcount | None:
    """The sum of posts of which some have a span: 焊工1-2名、钳工3名."""
    parts = [part for part in re.split("[,;、]", text) if _COUNT.search(part)]
    found = [_POST_WITH_SPAN.fullmatch(part) for part in parts]
    if len(parts) < _FEWEST or not all(found) or not _SPAN.search(text) or _WITHIN.search(text):
        return None
    low = sum(int(match[1]) for match in found if match)
    return Headcount(min=low, max=sum(int(match[2] or match[1]) for match in found if match))


def _span(text: str) -> Headcount | None:
    match = _SPAN.search(text) or (None if _COUNT.search(text) else _BARE_SPAN.search(text))
    if match is None:
        return None
    low, high = sorted((int(match[1]), int(match[2])))
    return Headcount(min=low, max=high)


def _one(text: str) -> Headcount | None:
    """The number, unless there are several of which none is said to be the whole."""
    if (
        not _WANTED.search(text)
        and not _WITHIN.search(text)
        and len(_COUNT.findall(_BRACKETS.sub("", text))) >= _FEWEST
    ):
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
        return _exactly(int(match[1]))
    return None


def _limit(before: str) -> str:
    """What words before a number say as 以上 and 以内 behind it do."""
    return "以上" if _AT_LEAST.search(before) else "以内" if _AT_MOST.search(before) else ""


def _bounded(number: int, qualifier: str) -> Headcount:
    if qualifier in _CEILINGS:
        return Headcount(min=None, max=number)
    return Headcount(min=number, max=None) if qualifier else _exactly(number)


def _exactly(number: int) -> Headcount:
    return Headcount(min=number, max=number)
