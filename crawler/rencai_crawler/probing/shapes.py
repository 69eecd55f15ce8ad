"""Which links of a page lead to details: those that are many, look alike, and are called by a title. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from rencai_crawler.pages import Link

NUMBER, WORD, KEY = "\0#", "\0*", "\0x"
"""Stand for a number, a changing word and a key (of hexadecimal digits) in a shape; no address holds NUL."""
_KEY = re.compile(r"(?=[0-9a-f-]*\d)[0-9a-f]{8}[0-9a-f-]{8,32}", re.IGNORECASE)
_NUMBERED = re.compile(r"[A-Za-z]{0,12}[_-]?\d+(?:[_-]\d+)*")
_PAGING = re.compile(
    r"^\W*(?:\d+|首页|上一?页|下一?页|尾页|末页|更多|more|next|prev(?:ious)?|last|first|[<>«»›‹]+)\W*$", re.IGNORECASE
)
_COLUMN_PAGE = re.compile(r"(?:index|default)[_-]?\0#")
_SECOND_LEVEL = frozenset({"com", "net", "org", "gov", "edu", "ac", "co"})
ENOUGH = 3


@dataclass(frozen=True)
class Group:
    """Links of one shape, with the patterns that tell them from others."""

    details: str
    source_id: str
    links: tuple[Link, ...]
    score: float
    shape: tuple[str, ...] = ()


def groups(links: Iterable[Link], host: str) -> list[Group]:
    """Groups of links that may be details, the likeliest first; on that host or another one of the site's."""
    found: dict[tuple[str, tuple[str, ...]], list[Link]] = defaultdict(list)
    for link in links:
        netloc, shape = urlsplit(link.url).netloc, shape_of(link.url)
        if shape and same_site(netloc, host) and not is_paging(link.text) and not _COLUMN_PAGE.match(shape[-1]):
            found[netloc, shape].append(link)
    scored = [_group(shape, _unique(members)) for (_, shape), members in found.items()]
    return sorted((group for group in scored if len(group.links) >= ENOUGH), key=lambda group: -group.score)


def same_site(netloc: str, other: str) -> bool:
    """Whether two hosts are of one site: they have the same name but for what stands before it (www, jobs, a port)."""
    return netloc == other or _domain(netloc) == _domain(other)


def _domain(netloc: str) -> str:
    host = netloc.rpartition("@")[2].partition(":")[0].lower()
    labels = host.split(".")
    if host.replace(".", "").isdecimal():
        return host
    return ".".join(labels[-3:] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2:])


def exclusion(links: Iterable[Link], group: Group, following: Iterable[str]) -> str:
    """The pattern of pages of the list that a group's pattern takes for details; empty where it takes none."""
    taken = [link.url for link in links if link.text and is_paging(link.text)] + list(following)
    shapes = {shape_of(url) for url in taken if re.search(group.details, url)} - {
        shape_of(link.url) for link in group.links
    }
    return "|".join(sorted(pattern_of(shape) for shape in shapes if shape))


def is_paging(text: str) -> bool:
    """Whether a link's text is that of a page of the list, or of its column."""
    return bool(_PAGING.match(text or "x"))


def _unique(links: list[Link]) -> list[Link]:
    return list({link.url: link for link in links}.values())


def takes_anything(group: Group) -> bool:
    """Whether a group's pattern has nothing that tells its pages from any others."""
    return not re.search(r"[A-Za-z0-9]", group.details.replace(r"\d+", "").replace("html", "").replace("htm", ""))


def shape_of(url: str) -> tuple[str, ...]:
    """What addresses of one kind of page have in common: the end of the path, and the names in the query."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = tuple(f"{name}={NUMBER if value.isdigit() else WORD}" for name, value in pairs)
    if not segments and not query:
        return ()
    end = None if query else len(segments) - 1
    shaped = [_segment(segment, last=place == end) for place, segment in enumerate(segments)]
    return (*_tail(shaped), "?", *query) if query else _tail(shaped)


def _segment(segment: str, *, last: bool) -> str:
    stem, dot, ending = segment.rpartition(".") if "." in segment else (segment, "", "")
    if _KEY.fullmatch(stem) and not stem.isdecimal():
        return KEY + dot + ending
    if _NUMBERED.fullmatch(stem):
        return re.sub(r"\d+", NUMBER, stem) + dot + ending
    if last:
        return WORD + dot + ending
    return segment if not any(character.isdigit() for character in stem) else WORD + dot + ending


def _tail(shaped: list[str]) -> tuple[str, ...]:
    """The last segments, as many as it takes to be told from other pages by a name."""
    tail: list[str] = []
    for segment in reversed(shaped):
        tail.insert(0, segment)
        named = re.sub(r"\0[#*x]|\.\w+$|[\W_]", "", segment)
        if named or KEY in segment or sum(part.count(NUMBER) for part in tail) >= 3:
            break
    return tuple(tail)


def _group(shape: tuple[str, ...], links: list[Link]) -> Group:
    texts = [link.text for link in links]
    length = sum(map(len, texts)) / len(texts)
    dated = sum(bool(link.date) for link in links) / len(links)
    different = len(set(texts)) / len(texts)
    numbered = 1.0 if any(NUMBER in part or KEY in part for part in shape) else 0.4
    score = min(len(links), 30) * min(length, 30) * (1 + dated) * different * numbered
    return Group(pattern_of(shape), _id_pattern(shape, links), tuple(links), score, shape)


def pattern_of(shape: tuple[str, ...], group_at: int | None = None) -> str:
    """A regular expression for a shape; the changing part with a number gets the group."""
    written, place = "", 0
    path, _, query = "/".join(shape).partition("/?/")
    for part in re.split(r"(\0[#*x])", path):
        written += _written(part, grouped=part.startswith("\0") and place == group_at)
        place += part.startswith("\0")
    if query:
        for pair in query.split("/"):
            name, _, value = pair.partition("=")
            written += (r"\?(?:.*&)?" if "?" not in written else "(?:&.*)?&") + re.escape(name) + "="
            written += _written(value, grouped=place == group_at)
            place += 1
        return "/" + written + r"(?:&|$)"
    return "/" + written + ("$" if not shape[-1].endswith(WORD) else "/?$")


def _written(part: str, *, grouped: bool) -> str:
    text = {NUMBER: r"\d+", WORD: r"[^/?#&]+", KEY: r"[0-9A-Fa-f-]{16,}"}.get(part, re.escape(part).replace(r"\-", "-"))
    return f"({text})" if grouped else text


def _id_pattern(shape: tuple[str, ...], links: list[Link]) -> str:
    """The pattern whose group is the changing part that differs most; of equals the last."""
    path, _, query = "/".join(shape).partition("/?/")
    places = len(re.findall(r"\0[#*x]", path)) + (len(query.split("/")) if query else 0)
    differing = Counter[int]()
    for place in range(places):
        found = [re.search(pattern_of(shape, place), link.url) for link in links]
        differing[place] = len({match[1] for match in found if match})
    if not differing or max(differing.values()) < len(links):
        return ""
    best = max(differing.values())
    return pattern_of(shape, max(place for place, count in differing.items() if count == best))
