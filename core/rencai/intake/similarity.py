"""When two payloads of vacancies are the same vacancy.

They must not contradict each other: another title, place, post number, shift or group of candidates is another
vacancy, however alike the texts. Then the same address of the advert, or the same employer, place and pay, is enough;
else the texts must be alike, the more so the less is known of the employer.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from rencai.intake.addresses import address, names_an_advert
from rencai.intake.employers import (
    core_name,
    is_brand_of,
    is_hidden,
    is_short_for,
    key_name,
    letters,
    other_unit,
    posts_for_others,
)
from rencai.intake.pay_units import same_in_another_unit
from rencai.intake.places import Place, elsewhere, read_place, same_area
from rencai.intake.plain import tight
from rencai.intake.post_numbers import licences_of, vehicles_of
from rencai.intake.retitled import Told, says_more
from rencai.intake.shingles import bands, likeness, shingles
from rencai.intake.titles import ON_THE_MARKET, ON_THE_STAFF, Title, groups_of, read_title, shifts_of
from rencai.intake.worksites import worksites

Payload = Mapping[str, Any]
Keys = Mapping[str, int]

ALIKE = 0.28
"""Jaccard likeness of an edited advert of the same employer in the same district."""
ALIKE_ANYWHERE = 0.45
"""The same where a district is not told."""
ALIKE_ABBREVIATED = 0.6
"""The same where one name of the employer is contained in the other."""
ALIKE_RETITLED = 0.45, 0.7
"""The same, and the contained part, where pay is told and equal but one title says more than the other."""
ALIKE_UNNAMED = 0.8
"""The same where an employer is not named or an agency stands in its place."""
CONTAINED = 0.85
"""Part of the shorter text that is in the longer, where one site shows a part only."""
CONDENSED = 0.5
"""The same of the same employer in the same district."""
REWORDED = 0.1, 0.2
"""Jaccard likeness and contained part, by runs of two characters, of an advert told anew in other words.

Two texts of different trades had 0.1 and 0.18 at most, of 63 that were reworded throughout four in five had more.
"""
ALIKE_PAID = 0.6, 0.75
"""The same, by runs of four, of an advert and an agency's that agree in title, district and told pay."""
BROAD = "pay "
"""What those keys begin with that adverts of many employers share."""
_BY_ANOTHER_NAME = ("abbreviated", "branded")
_TOLD_BY_BOTH = frozenset({"night", "live_in"})
_AT_HOME = frozenset({"day", "live_out"})
"""Shifts of who does not live where he works."""
_IN_HOMES = re.compile("月嫂|育[婴儿]|保姆|阿姨|家政|母婴")
"""Work that is mostly done by who lives there, whether the title says so or not."""
_ORDINAL = 2
_FURTHER_NAMES = 3
"""Of a title that gives several names (行政前台/行政助理): each finds an advert that gives but one."""

_POST = re.compile(r"(?:岗位|职位|招聘岗位|职务)(?:代码|编号|编码)[:：\s]*([a-z0-9][a-z0-9-]{1,24})")
_SCOPE = re.compile(
    r"(?:招聘(?:范围|对象)|报考范围|面向(?:对象)?|仅限|限招|只招|限(?=应届|社会|[2残退])"
    r"|人员范围)[:：\s]*([^\n。;；,，]{2,24})"
)
_SITE = re.compile(r"(?:工作|上班|办公)(?:地点|地址)[:：\s]*([^\n。;；]{2,40})")
_SAYS_WHERE = re.compile("[区县镇乡路街号站桥园座楼]|大厦|广场|中心")
_CLIENT = re.compile(
    "(?:客户|用工|用人|派驻|派往|派遣至|服务|驻场|实际|入职|合作|甲方|雇主)(?:单位|公司|企业|客户|名称|方)+[为是:：\\s]+"
    "([一-鿿a-z0-9()（）]{2,24})"
    "|(?<=为)([一-鿿a-z0-9()（）]{2,16}?)(?:提供|做)[一-鿿]{0,6}(?:外包|派遣|驻场|代招)"
)


def keys(payload: Payload) -> Keys:
    """Texts that two payloads of the same vacancy share at least one of, each with the employer's letters.

    Only the address finds an advert of whatever employer.
    """
    title, area, pay = _title(payload), _area(payload), _pay(payload)
    url, employer = _address(payload), key_name(str(payload.get("employer") or ""))
    texts = [f"text {title.head} {band}" for band in bands(_text(payload))]
    for name in [employer, *sorted(_stated(_text(payload))[3])][:2]:
        if name:
            texts += [f"advert {name} {title.trade}", f"advert {name} {title.head} {area}"]
    texts += [f"advert {employer} {trade}" for trade in title.names[:_FURTHER_NAMES] if employer]
    if employer:
        # One shop of a chain among hundreds whose texts are one.
        texts.append(f"shop {employer} {title.core} {area} {_place(payload).detail} {pay}")
    if employer and pay:
        # A short name mostly begins as the long one does.
        texts += [f"{BROAD}{employer[:2]} {trade} {area} {pay}" for trade in {title.trade, *title.names[:1]}]
    found = dict.fromkeys(texts, _letters(payload))
    return found | {f"url {url}": 0} if url else found


def _letters(payload: Payload) -> int:
    """Those of the employer's name; none where a code tells who it is, however it is called."""
    return 0 if payload.get("employer_credit_code") else letters(str(payload.get("employer") or ""))


def same(one: Payload, other: Payload) -> bool:
    """Whether two payloads are one vacancy."""
    if contradict(one, other):
        return False
    if _address(one) and _address(one) == _address(other):
        return True
    relation = _relation(one, other)
    if _title(one).core != _title(other).core:
        return _same_but_for_the_title(one, other, relation)
    placed = _same_place(one, other)
    if _equal_pay(one, other) and _is_enough(relation, bool(_pay(one)), placed) and not _for_others(one, other):
        return True
    if relation == "same" and placed and _agreed(one, other) and not _both_tell(one, other):
        return True
    return _alike(one, other, relation)


def _same_but_for_the_title(one: Payload, other: Payload, relation: str) -> bool:
    """Whether all else agrees where one title says more than the other: employer, place, told pay and text."""
    if relation not in ("same", *_BY_ANOTHER_NAME) or not _says_more(one, other):
        return False
    if not _same_place(one, other) or not _agreed(one, other):
        return False
    paid = bool(_pay(one)) and _equal_pay(one, other)
    if not _both_tell(one, other):
        return paid and relation != "branded"
    jaccard, contained = likeness(shingles(_text(one)), shingles(_text(other)))
    least = ALIKE_RETITLED if paid else (ALIKE_ABBREVIATED, CONTAINED)
    return jaccard >= least[0] or contained >= least[1] or (paid and relation != "branded" and _reworded(one, other))


def _both_tell(one: Payload, other: Payload) -> bool:
    """Whether both have a text that is long enough to be compared."""
    return bool(shingles(_text(one)) and shingles(_text(other)))


def _one_advert(one: Payload, other: Payload) -> bool:
    """Whether both were read at an address that names one advert, not a list of them."""
    return _address(one) == _address(other) and names_an_advert(_address(one))


def _is_enough(relation: str, told: bool, placed: bool) -> bool:
    """Whether equal pay of one employer settles it: told pay, or untold at a place that both name."""
    return (relation == "same" and (told or placed)) or (relation == "abbreviated" and told and placed)


def _for_others(one: Payload, other: Payload) -> bool:
    """Whether one agency posts for two employers, as far as their texts show: its name and the pay settle nothing."""
    agency = any(posts_for_others(str(advert.get("employer") or "")) for advert in (one, other))
    return agency and bool(_text(one) and _text(other)) and not _reworded(one, other)


def _alike(one: Payload, other: Payload, relation: str) -> bool:
    jaccard, contained = likeness(shingles(_text(one)), shingles(_text(other)))
    placed, agreed = _same_place(one, other), _agreed(one, other)
    if relation == "same" and placed:
        return jaccard >= ALIKE or contained >= CONDENSED or (agreed and _reworded(one, other))
    if relation == "same":
        return jaccard >= ALIKE_ANYWHERE or contained >= CONTAINED
    if relation in _BY_ANOTHER_NAME:
        return jaccard >= ALIKE_ABBREVIATED or contained >= CONTAINED
    if _pay(one) and _equal_pay(one, other) and placed and _district(one):
        return jaccard >= ALIKE_PAID[0] or contained >= ALIKE_PAID[1]
    return agreed and placed and (jaccard >= ALIKE_UNNAMED or contained >= CONTAINED)


def _reworded(one: Payload, other: Payload) -> bool:
    """Whether one text tells in other words what the other does."""
    jaccard, contained = likeness(shingles(_text(one), 2), shingles(_text(other), 2))
    return jaccard >= REWORDED[0] or contained >= REWORDED[1]


def contradict(one: Payload, other: Payload) -> bool:
    """Whether two payloads cannot be one vacancy, however alike: two that do are never put together by a third."""
    notice = one.get("notice_id")
    if notice and notice == other.get("notice_id"):
        return True
    if _relation(one, other) == "different" and not _one_advert(one, other):
        return True
    first, second = _title(one), _title(other)
    if _other_work(one, other) or (first.groups ^ second.groups) - ON_THE_MARKET or _other_form(one, other):
        return True
    return (
        _other_post(first, second)
        or _apart(first.shifts, second.shifts)
        or elsewhere(_place(one), _place(other))
        or _only_one_offers(one, other)
        or _drives_another(one, other)
        or _drives_another(other, one)
        or any(map(_apart, _stated(_text(one)), _stated(_text(other))))
    )


def _other_form(one: Payload, other: Payload) -> bool:
    """Whether titles offer other employment; that pay is settled daily tells none apart whose pay is the same."""
    first, second = _title(one).forms, _title(other).forms
    if _apart(first & ON_THE_STAFF, second & ON_THE_STAFF):
        return True
    differing = (first ^ second) - ON_THE_STAFF
    return bool(differing - {"daily"}) or (bool(differing) and not _equal_pay(one, other))


def _other_work(one: Payload, other: Payload) -> bool:
    """Whether titles name other work. Where one works is none, if one title alone tells it: 酒店前台, 前台."""
    if _other_site(one, other):
        return True
    first, second = _title(one), _title(other)
    return first.core != second.core and first.trade != second.trade and not _says_more(one, other)


def _other_site(one: Payload, other: Payload) -> bool:
    """Whether titles name two sorts of workplaces (地铁安检员, 机场安检员), unless both adverts tell of both."""
    first, second = _title(one).sites, _title(other).sites
    if not _apart(first, second):
        return False
    told = [worksites(tight(f"{_text(advert)} {_employer(advert)}")) for advert in (one, other)]
    return not (first <= told[1] and second <= told[0])


def _says_more(one: Payload, other: Payload) -> bool:
    return says_more(_told(one), _told(other))


def _told(payload: Payload) -> Told:
    employer, place = str(payload.get("employer") or ""), str(payload.get("location_text") or "")
    return Told(_title(payload), str(payload.get("title") or ""), _text(payload), employer, place)


def _other_post(one: Title, other: Title) -> bool:
    """A board's code may be missing from the other; an ordinal (一, 2, A) that only one has sets it apart."""
    ordinals = [{number for number in title.posts if len(number) <= _ORDINAL} for title in (one, other)]
    return ordinals[0] != ordinals[1] or _apart(one.posts, other.posts) or _apart(one.codes, other.codes)


def _only_one_offers(one: Payload, other: Payload) -> bool:
    """Whether one title offers work at night, or living where one works or elsewhere, and the other advert does not."""
    for offering, silent in ((one, other), (other, one)):
        offered = _title(offering).shifts & _TOLD_BY_BOTH
        if offered and not _title(silent).shifts and not _IN_HOMES.search(_title(silent).name):
            return not offered & _stated(_text(silent))[2]
        told = _stated(_text(silent))[2]
        if _title(offering).shifts & _AT_HOME and "live_in" in told and not told & _AT_HOME:
            return True
    return False


def _drives_another(named: Payload, told: Payload) -> bool:
    """Whether a title names a lorry by its size (13米) or a driving licence, and the other's text another one."""
    posts, others = _title(named).posts, _title(told).posts
    lorries = frozenset(post for post in posts if post.startswith("vehicle"))
    licences = frozenset(post for post in posts - others if post.startswith("licence"))
    return _apart(lorries, vehicles_of(_text(told))) or _apart(licences, licences_of(_text(told)))


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)


def _employer(payload: Payload) -> str:
    return core_name(str(payload.get("employer") or ""))


def _title(payload: Payload) -> Title:
    return read_title(str(payload.get("title") or ""), _employer(payload))


@lru_cache(maxsize=1024)
def _stated(text: str) -> tuple[frozenset[str], ...]:
    """Post codes, groups of candidates, shifts and an agency's clients that the text of an advert states."""
    clients = frozenset(core_name(match[1] or match[2]) for match in _CLIENT.finditer(text.lower()))
    posts = frozenset(match[1] for match in _POST.finditer(text.lower()))
    return posts, groups_of(" ".join(match[1] for match in _SCOPE.finditer(text))), shifts_of(text) - {"turns"}, clients


def _place(payload: Payload) -> Place:
    stated = _SITE.search(_text(payload))
    inside = stated[1] if stated and _SAYS_WHERE.search(stated[1]) else ""
    written = str(payload.get("location_text") or "") or inside
    district, employer = payload.get("district") or {}, str(payload.get("employer") or "")
    return read_place(written, district, _title(payload).places, employer, _text(payload))


def _area(payload: Payload) -> str:
    return _district(payload) or tight(str(payload.get("location_text") or ""))


def _same_place(one: Payload, other: Payload) -> bool:
    """Places that do not contradict are the same where as much is known of both: both name the district or neither."""
    return bool(_district(one)) == bool(_district(other)) or same_area(_place(one), _place(other))


def _relation(one: Payload, other: Payload) -> str:
    codes = one.get("employer_credit_code"), other.get("employer_credit_code")
    if codes[0] and codes[0] == codes[1]:
        return "same"
    names = str(one.get("employer") or ""), str(other.get("employer") or "")
    if not all(map(core_name, names)):
        return "unnamed"
    if core_name(names[0]) == core_name(names[1]):
        return "different" if other_unit(*names) else "same"
    if is_short_for(*names):
        return "different" if other_unit(*names) else "abbreviated"
    if is_brand_of(*names):
        return "different" if other_unit(*names) else "branded"
    if posts_for_others(names[0]) != posts_for_others(names[1]) or any(map(is_hidden, names)):
        return "abbreviated" if _posted_for(one, other) or _posted_for(other, one) else "unnamed"
    return "different"


def _posted_for(agency: Payload, other: Payload) -> bool:
    """Whether an agency's text names the other's employer as its client."""
    return _employer(other) in _stated(_text(agency))[3]


def _district(payload: Payload) -> str:
    return str((payload.get("district") or {}).get("code") or "")


def _pay(payload: Payload) -> tuple[object, ...]:
    """By the month; nothing for pay that is not told."""
    salary = payload.get("salary") or {}
    monthly = salary.get("monthly_min"), salary.get("monthly_max")
    return () if monthly == (None, None) else monthly


def _agreed(one: Payload, other: Payload) -> bool:
    return not _pay(one) or not _pay(other) or _equal_pay(one, other)


def _equal_pay(one: Payload, other: Payload) -> bool:
    """Whether pay is the same, by the month as it is estimated or as the other source has turned it into its unit."""
    return _pay(one) == _pay(other) or same_in_another_unit(one.get("salary") or {}, other.get("salary") or {})


def _text(payload: Payload) -> str:
    description, requirements = str(payload.get("description") or ""), str(payload.get("requirements") or "")
    return description if requirements in description else f"{description}\n{requirements}"


def _address(payload: Payload) -> str:
    return address(str(payload.get("url") or ""))
