"""Occupation of the 职业分类大典 (2022) that an advert's title names."""

import re
from collections.abc import Iterator

from rencai.records.parsers.occupation_index import Hit, best_hit, only_capacity
from rencai.records.parsers.occupation_model import NOTHING, likeliest
from rencai.records.parsers.occupation_names import (
    ambiguous,
    as_named,
    code_alone,
    code_named,
    entries,
)
from rencai.records.parsers.occupation_rules import (
    by_duties,
    by_hand,
    by_trade_of_place,
    developing,
    engineering,
    in_capacity,
    in_place,
    of_department,
    of_field,
    selling,
    shared_head,
    teaching,
    tested,
    without_place,
    without_process,
)
from rencai.records.parsers.occupation_title import Title, clean_title, parts, without_hiring, without_rank
from rencai.records.parsers.occupation_work import is_repaired, leaves_open, making, repairing, working
from rencai.records.values import Coded, Unreadable

_CODE = re.compile(r"(?<![\d-])([1-8])[-‐–—]?(\d{2})[-‐–—]?(\d{2})[-‐–—]?(\d{2})(?![\d-])")
# Chosen on titles that the weights were not learned from: tools/occupations/evaluate.py.
_SURE = 0.52
_SURE_ALONE = 0.3

# Whatever trade stands beside these is theirs: 储备干部(销售方向).
_BEGINNERS = frozenset(
    [
        "储备干部",
        "储备",
        "管培生",
        "管理培训生",
        "实习生",
        "学徒",
        "学徒工",
        "兼职",
        "专员",
        "助理",
        "技术员",
        "师傅",
        "技工",
    ]
)
_LEADERS = frozenset(["主管", "经理", "总监", "负责人", "主任", "组长", "班长", "领班"])
# Who is no more than one of all engineers, teachers or designers (技术负责人, 教研员, 设计师) has no occupation told.
_WHOLE_FIELD = re.compile("[1-8]-[0-9]{2}-00-00|4-08-08-00")
_LISTED = re.compile(r"\s*(?:[/、,，|]|兼(?!职))\s*")
_DESIGNER = re.compile("设计(?:师|人?员)")
_DEVELOPED = re.compile("(?<!系统)开发$")
_LED_DEPARTMENT = re.compile("(?<=设计)部门?(?=经理|主管|总监|主任|长)")


def read_occupation(occupation_text: str, title: str, duties: str = "") -> Coded | None:
    """The occupation `occupation_text` gives by code or name, else the one the title names.

    Which of several a name means that the title leaves open (司机), the duties may say.
    """
    given, advertised = as_named(occupation_text[:400]), as_named(title[:400])
    if not given and not advertised:
        return None
    code = _given_code(given)
    try:
        code = code or _first_readable(given, advertised)
    except Unreadable:
        names = [piece for text in (given, advertised) for piece in _pieces(_core(clean_title(text)))]
        code = by_duties(names, f"{advertised} {as_named(duties[:2000])}") or by_trade_of_place(f"{given} {advertised}")
        if code is None:
            raise
    entry = entries()[code]
    return Coded(code=entry.code, name=entry.name)


def names() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(code, official name, aliases) of every occupation."""
    yield from entries().values()


def _given_code(text: str) -> str | None:
    match = _CODE.search(text)
    code = "-".join(match.groups()) if match else None
    return code if code in entries() else None


def _first_readable(given: str, advertised: str) -> str:
    """What the occupation's own text says; where that says nothing, the title."""
    if not given:
        return _code_of(advertised, "")
    try:
        return _code_of(given, advertised)
    except Unreadable:
        if not advertised:
            raise
        return _code_of(advertised, "")


def matched(title: str) -> str | None:
    """The occupation whose name or alias stands in `title`; None where none does, or one of many occupations."""
    text = as_named(title[:400])
    cleaned = clean_title(text)
    try:
        return _from_context(cleaned, "") if _too_general(cleaned) else _named(cleaned, text)
    except Unreadable:
        return None


def titled(title: str) -> str | None:
    """The occupation whose name or alias `title` as a whole, or its first piece, is."""
    cleaned = clean_title(as_named(title[:400]))
    return None if _too_general(cleaned) else _titled(cleaned)


def _code_of(text: str, more: str) -> str:
    title = clean_title(text)
    if not _too_general(title):
        certain = _ruled(title, text) or _titled(title) or _first_listed(_core(title))
        code = in_place(certain or _weighed(title, _named(title, text)), text)
        if not _WHOLE_FIELD.fullmatch(code):
            return code
        if (narrower := _narrower(title)) is not None:
            return in_place(narrower, text)
    code = _from_context(title, more)
    if _WHOLE_FIELD.fullmatch(code):
        raise Unreadable("ambiguous")
    return code


def _narrower(title: Title) -> str | None:
    """The occupation within a whole field that the title's own words or those in brackets say: 设计总监（园林景观）."""
    core = _core(title)
    beside = (part + core for part in parts(title.context)) if len(parts(core)) == 1 else ()
    named = next((code for text in (core, *beside) if (code := _within_field(text)) is not None), None)
    return named or _designing(core)


def _designing(core: str) -> str | None:
    """The occupation of who designs what engineers work on: 自动化设计师."""
    return engineering(_DESIGNER.sub("工程师", core)) if _DESIGNER.search(core) else None


def _within_field(core: str) -> str | None:
    """The occupation of a name that the title ends in but for a capacity: UI设计总监, 技术总监/软件工程师."""
    core = _LED_DEPARTMENT.sub("", core)
    hit = best_hit(core, but_for=_WHOLE_FIELD)
    return in_capacity(hit, core) if hit and not hit.vague and only_capacity(core, hit.end) else None


def _titled(title: Title) -> str | None:
    """What the whole title names, or its first piece that says a trade where that alone is a name: 会计/出纳."""
    core = _core(title)
    if title.context and (hit := best_hit(core)) and hit.vague:
        return None
    pieces = without_place(_pieces(core))
    trades = [piece for piece in pieces if piece not in ambiguous()]
    return (
        _name_alone(_whole(title))
        or _not_of_the_process(core)
        or (code_named(shared_head(pieces)) if _LISTED.split(core, 1)[0] in pieces else None)
        or next((_name_alone(piece) for piece in trades[:1]), None)
    )


def _first_listed(core: str) -> str | None:
    """The occupation that the first of several trades ends in: 法语文案/法语客服."""
    first, *others = _LISTED.split(core)
    hit = best_hit(first) if others and first else None
    return in_capacity(hit, first) if hit and not hit.vague and only_capacity(first, hit.end) else None


def _not_of_the_process(core: str) -> str | None:
    """The occupation of who is no worker of the process that the title begins with: 注塑 模具设计员."""
    code = _name_alone(without_process(core))
    return code if code and not code.startswith("6-") else None


def _name_alone(text: str) -> str | None:
    """The occupation of a text that is a name, or a name and a capacity: 行政专员."""
    known = code_named(text)
    if known is not None:
        return known
    hit = best_hit(text)
    if hit is None:
        return code_alone(text)
    if hit.end != len(hit.alias) or hit.vague or not only_capacity(text, hit.end) or by_hand(hit, text):
        return None
    return in_capacity(hit, text)


def _ruled(title: Title, text: str) -> str | None:
    """The occupation of who sells, teaches or works in a factory, by what or where."""
    core = _core(title)
    made = making(core)
    if made is not None:
        return code_named(core) or made
    hit = best_hit(core)
    return (selling(hit, f"{title.core} {title.context}", text) or teaching(hit, text)) if hit else None


def _weighed(title: Title, named: str | None) -> str:
    """The occupation that the title's wording speaks for, unless it says too little against the name in it."""
    code, score = likeliest(title, named) or ("", 0.0)
    if named is not None:
        chosen = code if score >= _SURE else named
        if chosen == NOTHING:
            raise Unreadable("unknown_occupation")
        return chosen
    if code == NOTHING or score < _SURE_ALONE or not any(len(piece) > 1 for piece in _pieces(_core(title))):
        code = engineering(_DEVELOPED.sub("工程师", _core(title))) or ""
    if not code:
        raise Unreadable("ambiguous" if any(word in title.core for word in ambiguous()) else "unknown_occupation")
    return code


def _pieces(core: str) -> list[str]:
    pieces = [piece if code_named(piece) or piece in ambiguous() else without_rank(piece) for piece in parts(core)]
    return [piece for piece in pieces if piece]


def _too_general(title: Title) -> bool:
    pieces = _pieces(_core(title))
    return bool(pieces) and all(piece in ambiguous() for piece in pieces)


def _whole(title: Title) -> str:
    """The title in one piece, without ranks unless they belong to several trades: 行政助理/前台 is no 行政前台."""
    pieces = parts(_core(title))
    joined = "".join(pieces)
    several = len(pieces) > 1 and all(_name_alone(piece) for piece in pieces)
    return joined if several or code_named(joined) else without_rank(joined)


def _core(title: Title) -> str:
    return title.core if parts(title.core) else title.context


def _named(title: Title, text: str) -> str | None:
    core = _core(title)
    if not parts(core):
        return None
    hit = best_hit(core)
    beside = _by_what_stands_beside(hit, title, core)
    if beside is not None:
        return beside
    if hit is not None and not (hit.vague and title.context and best_hit(title.context)):
        return in_capacity(hit, core)
    for candidate in (title.context, core.replace("驾驶员", "司机"), without_hiring(text)):
        hit = best_hit(candidate) if candidate else None
        if hit is not None:
            return in_capacity(hit, candidate)
    return None


def _by_what_stands_beside(hit: Hit | None, title: Title, core: str) -> str | None:
    """The occupation of a name that leaves open its field, or what is worked on."""
    if hit is not None and (hit.vague or hit.leads_engineers):
        return of_field(hit, f"{title.context} {core}")
    if hit is not None and (code := tested(hit, core) or developing(hit, core)) is not None:
        return code
    if hit is not None and (code := of_department(hit, f"{core} {title.context}")) is not None:
        return code
    hands = hit is not None and by_hand(hit, core)
    repaired = hit is not None and is_repaired(hit, core)
    open_or_thing = hit is None or hands or leaves_open(hit) or repaired
    code = working(core) if open_or_thing else None
    if hands and code is None:
        raise Unreadable("ambiguous")
    return code or (repairing(hit) if hit is not None and repaired else None)


def _from_context(title: Title, more: str) -> str:
    """司机(货车) → 货车司机; the bracket names the kind of what is too general alone."""
    for context in (title.context, clean_title(more).core if more else ""):
        for piece in _pieces(_core(title)):
            for part in parts(context):
                hit = best_hit(without_rank(part) + piece)
                if hit is not None and len(hit.alias) > len(piece):
                    return hit.code
    ranks = _pieces(_core(title))
    hit = best_hit(title.context) if (_BEGINNERS | _LEADERS).issuperset(ranks) else None
    if hit is not None and only_capacity(title.context, hit.end):
        return in_capacity(hit, title.context + "".join(ranks))
    raise Unreadable("ambiguous")
