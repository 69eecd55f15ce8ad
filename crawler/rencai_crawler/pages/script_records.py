"""The vacancy or article among a page's data: the object that has a title and a long text, as the page's own."""

import re
from collections.abc import Iterator
from typing import Any

from rencai_crawler.pages.days import beijing_day
from rencai_crawler.pages.employer import EMPLOYER
from rencai_crawler.pages.json_ld import markup_text
from rencai_crawler.pages.lines import squeeze
from rencai_crawler.pages.page import Page, RawItem
from rencai_crawler.pages.script_values import script_values
from rencai_crawler.pages.wordlists import word_groups

_KEYS = {name: {key: place for place, key in enumerate(keys)} for name, keys in word_groups("script_keys").items()}
_PLAIN = re.compile(r"[\W_]")
_HAN = re.compile("[\u4e00-\u9fff]")
_NAMES = ("name", "fullname", "companyname", "title", "label", "text", "value", "zh", "display", "desc")
_SECONDS = (946_684_800, 4_102_444_800)  # the years 2000 and 2100
_LONG = 60
_ENOUGH = 4.0
_MOST_OBJECTS = 20_000
_OF_JOBS = ("employer", "salary", "lowest", "education", "experience", "headcount", "type")
_NUMBERS = frozenset({"headcount", "salary", "published", "expires"})
_FIELDS = {
    "employer": "employer",
    "salary": "salary_text",
    "place": "location_text",
    "published": "published_text",
    "expires": "expires_text",
    "education": "education_text",
    "experience": "experience_text",
    "headcount": "headcount_text",
    "type": "employment_type_text",
    "benefits": "benefits_text",
}
_JOB = re.compile("岗位|职位|招聘|任职|职责|应聘|薪")
Node = dict[str, Any]


def script_record(page: Page) -> RawItem | None:
    """The vacancy or article that a page's scripts bring along, where one of their objects is surely the page's."""
    told = _plain(page.tree.xpath("string(//title)"))
    best: tuple[float, RawItem] | None = None
    for value in script_values(page.text):
        for node, around, listed in _objects(value):
            likely = _likeness(node, told, listed=listed)
            if likely >= _ENOUGH and (best is None or likely > best[0]):
                best = (likely, _item(node, around))
    return best[1] if best else None


def _objects(value: Any) -> Iterator[tuple[Node, tuple[Node, ...], bool]]:
    """Every object with those around it, nearest first, and whether it is one of several of a list."""
    left = _MOST_OBJECTS
    waiting: list[tuple[Any, tuple[Node, ...], bool]] = [(value, (), False)]
    while waiting and left:
        each, around, listed = waiting.pop()
        left -= 1
        if isinstance(each, dict):
            yield each, around, listed
            inner = [member for member in each.values() if isinstance(member, dict | list)]
            waiting += [(member, (each, *around[:2]), listed) for member in inner]
        elif isinstance(each, list):
            several = listed or sum(isinstance(member, dict) for member in each) > 1
            waiting += [(member, around, several) for member in each[:200] if isinstance(member, dict | list)]


def _likeness(node: Node, told: str, *, listed: bool) -> float:
    """How much an object is a page's vacancy or article; `told` is what the page's title says."""
    title = _title(node)
    if not title or EMPLOYER.fullmatch(title):
        return 0
    bare = _plain(title)
    named = len(bare) >= 2 and (bare in told or (len(told) > 6 and told in bare))
    # Markup is made text only where there is enough of it: a state may hold thousands of objects.
    if (listed and not named) or max(map(len, _texts(node)), default=0) < _LONG:
        return 0
    text = _text(node)
    length = len(text)
    if length < _LONG:
        return 0
    others = sum(1 for name in _FIELDS if _first(node, name))
    first = 5.0 - told.find(bare) / max(1, len(told)) if named else 2.0 if _is_job(node, text) else 0.0
    return first + min(length, 1500) / 500 + min(others, 6) * 0.6


def _item(node: Node, around: tuple[Node, ...]) -> RawItem:
    description = _text(node)
    demands = _words(_first(node, "demands"))
    if demands and demands not in description:
        description = f"{description}\n{demands}".strip()
    told = {name: _field(node, around, name) for name in _FIELDS}
    told["published"], told["expires"] = _day(told["published"]), _day(told["expires"])
    told["salary"] = told["salary"] if re.search(r"\d.*[^\d]|面议", told["salary"]) else _pay(node, told["salary"])
    title = _title(node)
    if _is_job(node, description):
        fields = {_FIELDS[name]: value for name, value in told.items() if value}
        fields |= {"title": title, "description": description, "requirements": demands}
        return RawItem("job_posting", {name: value for name, value in fields.items() if value})
    markup = next((value for value in _texts(node) if "</" in value or "<p" in value), "")
    fields = {
        "title": title,
        "body_text": description,
        "body_html": markup,
        "published_text": told["published"],
        "issuer_text": _field(node, around, "source"),
    }
    return RawItem("policy_notice", {name: value for name, value in fields.items() if value})


def _is_job(node: Node, description: str) -> bool:
    told = sum(1 for name in _OF_JOBS if _first(node, name))
    return told >= 2 and bool(_JOB.search(description) or _first(node, "demands"))


def _title(node: Node) -> str:
    value = _first(node, "title")
    title = squeeze(markup_text(value)) if isinstance(value, str) else ""
    return title if 2 <= len(title) <= 120 and not title.isdecimal() else ""


def _text(node: Node) -> str:
    """The longest of an object's texts; where duties stand apart from a description, both."""
    texts = [markup_text(value) for value in _texts(node)]
    texts = [text for text in texts if _HAN.search(text) or len(text) > _LONG]
    longest = max(texts, key=len, default="")
    demands = _words(_first(node, "demands"))
    return longest if len(longest) >= len(demands) else longest or demands


def _texts(node: Node) -> list[str]:
    found = [value for key, value in node.items() if _plain(key) in _KEYS["text"]]
    return [text for value in found if (text := _joined(value))]


def _joined(value: Any) -> str:
    """A text as it stands, or the texts of its pieces."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n".join(filter(None, map(_joined, value)))
    if isinstance(value, dict):
        return next((text for name in ("html", "text", "content", "value") if (text := _joined(value.get(name)))), "")
    return ""


def _first(node: Node, name: str) -> Any:
    """The value of the key that comes first in the list of those names."""
    known = _KEYS[name]
    found = [(known[plain], value) for key, value in node.items() if (plain := _plain(key)) in known and value]
    return min(found, key=lambda each: each[0])[1] if found else None


def _field(node: Node, around: tuple[Node, ...], name: str) -> str:
    """A field of an object; the employer may stand in an object beside it."""
    if own := _told(node, name):
        return own
    if name not in ("employer", "published", "source", "salary", "place"):
        return ""
    for outer in around:
        beside = [outer, *(value for value in outer.values() if isinstance(value, dict) and value is not node)]
        found = next((text for each in beside if (text := _told(each, name))), "")
        if found:
            return found
    return ""


def _told(node: Node, name: str) -> str:
    """The first value of a field that says something: 4 may be a code of an education."""
    known = _KEYS[name]
    found = [(known[plain], value) for key, value in node.items() if (plain := _plain(key)) in known and value]
    told = (_words(value) for _, value in sorted(found, key=lambda each: each[0]))
    return next((text for text in told if text and (name in _NUMBERS or not text.isdecimal())), "")


def _words(value: Any) -> str:
    """A value as text: of an object its name, of a list its members."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, list):
        return "、".join(dict.fromkeys(filter(None, map(_words, value[:12]))))
    if isinstance(value, dict):
        plain = {_plain(key): each for key, each in value.items()}
        return next((text for name in _NAMES if isinstance(plain.get(name), str) and (text := plain[name].strip())), "")
    return markup_text(value).strip() if isinstance(value, str) else str(value)


def _pay(node: Node, told: str) -> str:
    low, high = _words(_first(node, "lowest")), _words(_first(node, "highest"))
    if not any(re.fullmatch(r"[\d.]+", each) and float(each) > 0 for each in (low, high)):
        return told if told.strip("0") else ""
    return f"{low}-{high}" if low and high and low != high else low or high


def _day(text: str) -> str:
    """A day; seconds or thousandths since 1970 as the day they are in Beijing."""
    if not re.fullmatch(r"\d{10}(?:\d{3})?", text):
        return text
    seconds = int(text[:10])
    if not _SECONDS[0] <= seconds <= _SECONDS[1]:
        return ""
    return beijing_day(seconds)


def _plain(text: Any) -> str:
    return _PLAIN.sub("", str(text)).lower()
