"""schema.org: `JobPosting` and `Course` in JSON-LD, read without parsing the page around it, else in its markup."""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from rencai.records.parsers.body import plain_text
from rencai_crawler.pages.marked_up import marked_up
from rencai_crawler.pages.page import Page, RawItem

_SCRIPT = re.compile(
    r"""<script\b[^>]*type\s*=\s*["']?\s*application/ld\+json[^>]*>(.*?)</script\s*>""", re.IGNORECASE | re.DOTALL
)
_WRAPPED = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|"
    r"\]\]>)\s*;?\s*$"
)
# A string, kept as it is; else a comment, or a comma before a closing bracket, which are dropped.
_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*")|/\*.*?\*/|//[^\n]*|<!--.*?-->', re.DOTALL)
_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.DOTALL)
_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]', re.DOTALL)
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
_DEEPEST = 8
_UNITS = {"HOUR": "小时", "DAY": "天", "WEEK": "周", "MONTH": "月", "YEAR": "年"}
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")


def read_json_ld(page: Page) -> list[RawItem]:
    """One item for each JobPosting and Course the page declares; those beside its own text are links to others."""
    items = _items(nodes(page.text)) or _items(marked_up(page))
    told = [item for item in items if item.kind != "job_posting" or item.fields.get("description")]
    return told or items


def _items(declared: Iterable[dict[str, Any]]) -> list[RawItem]:
    items: list[RawItem] = []
    for node in declared:
        types = _types(node)
        if "JobPosting" in types:
            items.append(RawItem("job_posting", _filled(_job(node))))
        elif "Course" in types:
            items.append(RawItem("training_course", _filled(_course(node))))
    return [item for item in items if item.fields.get("title")]


def listed_in(page: Page) -> Iterator[tuple[str, str]]:
    """Address and name of each entry that a page's JSON-LD lists (`ItemList`)."""
    for node in nodes(page.text) if "ItemList" in page.text else ():
        for entry in _many(node.get("itemListElement")) if "ItemList" in _types(node) else ():
            inner, item = _one(entry), _one(_one(entry).get("item"))
            told = (entry, inner.get("url"), inner.get("item"), item.get("url"), item.get("@id"))
            if url := next((each for each in told if isinstance(each, str) and each), ""):
                yield url, _words(item.get("title") or item.get("name") or inner.get("name"))


def nodes(text: str) -> Iterator[dict[str, Any]]:
    """Every object of every JSON-LD script, those inside @graph, lists and mainEntity included."""
    if "ld+json" not in text:
        return
    for match in _SCRIPT.finditer(text):
        yield from _objects(loads(match[1]), _DEEPEST)


def loads(script: str) -> Any:
    """The value of a script, mended where it is broken in the usual ways; None where it cannot be."""
    script = script.strip().lstrip("\ufeff")
    for mended in (lambda text: text, _unwrapped, _mended, lambda text: _mended(unescape(text))):
        try:
            return json.loads(mended(script), strict=False)
        except (ValueError, RecursionError):
            continue
    return _first_value(_mended(script))


def _mended(script: str) -> str:
    script = _unwrapped(script)
    for wrong in (_COMMENT, _COMMA):
        script = wrong.sub(lambda match: match[1] or "", script)
    return _closed(_BAD_ESCAPE.sub(r"\\\\", script))


def _unwrapped(script: str) -> str:
    """Without the comment or CDATA marks around it; a comment that ends before the value begins is no wrapping."""
    opened, closed = script.find("<!--"), script.find("-->")
    if opened == 0 and closed > 0 and "{" not in script[:closed]:
        script = script[closed + 3 :]
    return _WRAPPED.sub("", _WRAPPED.sub("", script)).strip().rstrip(";")


def _closed(script: str) -> str:
    """A script that was cut off, with the brackets it lacks."""
    open_ones: list[str] = []
    for match in _BRACKET.finditer(script):
        if match[0] in "{[":
            open_ones.append("}" if match[0] == "{" else "]")
        elif match[0] in "}]" and open_ones:
            open_ones.pop()
    return script.rstrip().rstrip(",") + "".join(reversed(open_ones)) if open_ones else script


def _first_value(script: str) -> Any:
    """The first complete value of a script with something behind it."""
    try:
        return json.JSONDecoder(strict=False).raw_decode(script)[0]
    except (ValueError, RecursionError):
        return None


def _objects(value: Any, deeper: int) -> Iterator[dict[str, Any]]:
    if deeper <= 0:
        return
    if isinstance(value, list):
        for each in value:
            yield from _objects(each, deeper - 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            yield from _objects(value.get(name), deeper - 1)


def _types(node: dict[str, Any]) -> set[str]:
    declared = node.get("@type", node.get("type", ()))
    names = declared if isinstance(declared, list) else [declared]
    return {str(name).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in names}


def _job(node: dict[str, Any]) -> dict[str, Any]:
    employer = _one(node.get("hiringOrganization"))
    description = markup_text(node.get("description"))
    for part in (markup_text(node.get("responsibilities")),):
        if part and part not in description:
            description = f"{description}\n{part}".strip()
    return {
        "source_id": _identifier(node.get("identifier")),
        "title": _words(node.get("title") or node.get("name")),
        "url": _words(node.get("url")),
        "employer": _name(employer),
        "employer_code": _credit_code(employer),
        "description": description,
        "requirements": "\n".join(filter(None, (markup_text(node.get("qualifications")), _listed(node.get("skills"))))),
        "salary_text": _salary(node),
        "location_text": "；".join(dict.fromkeys(filter(None, map(_place, _many(node.get("jobLocation"))))))
        or _remote(node),
        "occupation_text": _listed(node.get("occupationalCategory")),
        "education_text": _credential(node.get("educationRequirements")),
        "experience_text": _experience(node.get("experienceRequirements")),
        "employment_type_text": _listed(node.get("employmentType")),
        "headcount_text": _words(node.get("totalJobOpenings")),
        "benefits_text": markup_text(node.get("jobBenefits")),
        "published_text": _words(node.get("datePosted")),
        "expires_text": _words(node.get("validThrough")),
    }


def _course(node: dict[str, Any]) -> dict[str, Any]:
    instance = _one(node.get("hasCourseInstance"))
    offer = _one(node.get("offers") or instance.get("offers"))
    return {
        "source_id": _words(node.get("courseCode")) or _identifier(node.get("identifier")),
        "title": _words(node.get("name")),
        "url": _words(node.get("url")),
        "provider": _name(_one(node.get("provider"))) or _words(node.get("provider")),
        "description": markup_text(node.get("description")),
        "occupation_text": _listed(node.get("about")),
        "skill_level_text": _listed(node.get("educationalLevel")),
        "certificate_text": _credential(
            node.get("educationalCredentialAwarded") or node.get("occupationalCredentialAwarded")
        ),
        "mode_text": _listed(instance.get("courseMode")),
        "timetable_text": _schedule(instance.get("courseSchedule")),
        "hours_text": _words(instance.get("courseWorkload") or node.get("timeRequired")),
        "price_text": _price(offer),
        "start_text": _words(instance.get("startDate")),
        "location_text": _place(instance.get("location")),
        "published_text": _words(node.get("datePublished")),
    }


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _one(value: Any) -> dict[str, Any]:
    """The first object of a value; a bare text becomes an object with that name."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        return value
    return {"name": value} if isinstance(value, str) else {}


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _words(value: Any) -> str:
    """A scalar as one line of text, entities resolved; a value object's value or name."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, list):
        return _words(value[0]) if value else ""
    if isinstance(value, dict):
        return _words(value.get("@value") or value.get("value") or value.get("name"))
    return " ".join(unescape(_TAG.sub(" ", unescape(str(value)))).split())


def _name(value: dict[str, Any]) -> str:
    return _words(value.get("name") or value.get("legalName"))


def _listed(value: Any) -> str:
    if isinstance(value, str) and _TAG.search(value):
        return markup_text(value)
    return "、".join(filter(None, map(_words, _many(value))))


def markup_text(value: Any) -> str:
    """The plain text of a description, whether it is text, markup, escaped markup, or a list of these."""
    if isinstance(value, list):
        return "\n".join(filter(None, map(markup_text, value)))
    if isinstance(value, dict):
        return markup_text(value.get("@value") or value.get("description") or value.get("name"))
    if not isinstance(value, str):
        return _words(value)
    if "\\n" in value:
        value = value.replace("\\r", "").replace("\\n", "\n").replace("\\t", " ")
    if not _TAG.search(value) and ("&lt;" in value or "&amp;lt;" in value):
        value = unescape(unescape(value)) if "&amp;lt;" in value else unescape(value)
    if _TAG.search(value):
        return plain_text(value)
    return plain_text(value.replace("\r\n", "\n").replace("\r", "\n").replace("<", "&lt;").replace("\n", "<br>"))


def _identifier(value: Any) -> str:
    found = _one(value)
    return (
        _words(found.get("value") or found.get("@value") or found.get("name"))
        if isinstance(value, dict | list)
        else _words(value)
    )


def _credit_code(employer: dict[str, Any]) -> str:
    for name in ("taxID", "identifier", "vatID", "leiCode"):
        code = _identifier(employer.get(name))
        if code and (name == "taxID" or _CREDIT_CODE.fullmatch(code)):
            return code
    return ""


def _salary(node: dict[str, Any]) -> str:
    value = node.get("baseSalary") or node.get("estimatedSalary") or node.get("salary")
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, dict):
        currency = _words(node.get("salaryCurrency"))
        return f"{_words(value)} {currency}".strip() if currency not in ("", "CNY", "RMB") else _words(value)
    inner = value.get("value")
    amounts = inner if isinstance(inner, dict) else value
    unit = _words(amounts.get("unitText") or value.get("unitText")).upper()
    low, high = _words(amounts.get("minValue")), _words(amounts.get("maxValue"))
    one = _words(inner) if not isinstance(inner, dict) else _words(inner.get("value"))
    told = f"{low}-{high}" if low and high else (low and f"{low}以上") or (high and f"{high}以下") or one
    if not told or not re.search(r"\d", told) or not re.sub(r"[0.\-]", "", told):
        return told if told and not re.search(r"\d", told) else ""
    currency = _words(value.get("currency") or value.get("currencyCode") or node.get("salaryCurrency")) or "CNY"
    money = "元" if currency.upper() in ("CNY", "RMB", "元", "人民币") else f" {currency}"
    if not re.fullmatch(r"[\d.,-]+(?:以上|以下)?", told):
        return told
    told = re.sub(r"(以上|以下)$", rf"{money}\1", told) if told[-1] in "上下" else told + money
    return f"{told}/{_UNITS.get(unit, unit.lower())}" if unit else told


def _place(value: Any) -> str:
    """An address from the widest part to the narrowest, parts that repeat left out."""
    place = _one(value)
    address = place.get("address", place)
    if isinstance(address, list):
        address = address[0] if address else {}
    if not isinstance(address, dict):
        return _words(address)
    parts: list[str] = []
    for name in ("addressRegion", "addressLocality", "streetAddress"):
        part = _words(address.get(name))
        if part and not any(part in other for other in parts):
            parts = [each for each in parts if each not in part] + [part]
    if not parts:
        return _name(address) or _name(place)
    chinese = any("\u4e00" <= character <= "\u9fff" for part in parts for character in part)
    return "".join(parts) if chinese else ", ".join(reversed(parts))


def _remote(node: dict[str, Any]) -> str:
    return "远程" if "TELECOMMUTE" in _listed(node.get("jobLocationType")) else ""


def _credential(value: Any) -> str:
    return "、".join(
        filter(
            None,
            (
                _words(each.get("credentialCategory") or each.get("name")) if isinstance(each, dict) else _words(each)
                for each in _many(value)
            ),
        )
    )


def _experience(value: Any) -> str:
    found = value[0] if isinstance(value, list) and value else value
    if isinstance(found, dict):
        months = _words(found.get("monthsOfExperience"))
        return f"{months}个月" if months.isdecimal() else _words(found.get("description") or found.get("name"))
    return markup_text(found)


def _schedule(value: Any) -> str:
    parts = []
    for each in _many(value):
        if isinstance(each, dict):
            days = "、".join(_words(day).rsplit("/", 1)[-1] for day in _many(each.get("byDay")))
            hours = "-".join(filter(None, (_words(each.get("startTime")), _words(each.get("endTime")))))
            parts.append(" ".join(filter(None, (_words(each.get("name") or each.get("description")), days, hours))))
        else:
            parts.append(_words(each))
    return "；".join(filter(None, parts))


def _price(offer: dict[str, Any]) -> str:
    price = _words(offer.get("price") or offer.get("lowPrice"))
    if offer.get("price") == 0:
        price = "0"
    currency = _words(offer.get("priceCurrency")) or "CNY"
    return (
        f"{price}元"
        if price and currency in ("CNY", "RMB")
        else f"{price} {currency}"
        if price
        else _words(offer.get("category"))
    )
