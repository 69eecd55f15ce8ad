"""Which links of a page lead to details: those that are many, look alike, and are called by a title. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from urllib.parse import parse_qsl, urlsplit

from tldextract import TLDExtract

from rencai_crawler.pages import Link

NUMBER, WORD, KEY = "\0#", "\0*", "\0x"
"""Stand for a number, a changing word and a key (of hexadecimal digits) in a shape; no address holds NUL."""
_INSIDE = "\1"
"""Stands for a `/` in the value of a parameter."""
_KEY = re.compile(r"(?=[0-9a-f-]*\d)[0-9a-f]{8}[0-9a-f-]{8,32}", re.IGNORECASE)
_NAMED_KEY = re.compile(rf"([A-Za-z]{{1,12}}[_-])(?:{_KEY.pattern})", re.IGNORECASE)
_NUMBERED = re.compile(r"[A-Za-z]{0,12}[_-]?\d+(?:[_-]\d+)*")
_PAGING = re.compile(
    r"^\W*(?:\d+|首页|上一?页|下一?页|尾页|末页|更多|more|next|prev(?:ious)?|last|first|[<>«»›‹]+)\W*$", re.IGNORECASE
)
_COLUMN_PAGE = re.compile(r"(?:index|default|list)[_-]?\0#")
_INDEX = re.compile(r"/(?:index|default|list)(?:[_-]?\d+)*\.\w{3,5}$", re.IGNORECASE)
_INDEX_FILE = re.compile(r"(?:index|default)\.\w{3,5}", re.IGNORECASE)
_STEM = re.compile(r"[A-Za-z]{1,12}[_-]?(?=\0[#x])")
_LISTS = re.compile(r"(?:tags?|categor(?:y|ies)|authors?|topics?)", re.IGNORECASE)
"""Folders of lists of their own."""
_YEAR, _DAY_OR_MONTH = re.compile(r"(?:19|20)\d\d"), re.compile(r"[0-3]?\d")
_TELLS_APART = re.compile(r"\d{3,}|[0-9A-Fa-f-]{16,}")
_FIRST_WORD = re.compile(r"^[A-Za-z]+(?=[_-])")
_PART = 0.2
"""Of links of one folder, what share has a name of its own: fewer happen to be called alike."""
_NAMES = 0.7
"""So much shorter than titles names are."""
_STEMS = 3
"""So many different words before a number are each one's own (`/j/alpha-7/`, `/j/beta-8/`)."""
_DOMAINS = TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)
"""Knows the public suffixes by the list that came with it, and asks for no other."""
ENOUGH = 3


Shape = tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Links of one shape, with the patterns that tell them from others."""

    details: str
    source_id: str
    links: tuple[Link, ...]
    score: float
    shape: Shape = ()


def groups(links: Iterable[Link], host: str) -> list[Group]:
    """Groups of links that may be details, the likeliest first; on that host or another one of the site's."""
    found: dict[tuple[str, Shape], list[Link]] = defaultdict(list)
    for link in links:
        netloc, shape = urlsplit(link.url).netloc, shape_of(link.url)
        if shape and same_site(netloc, host) and not is_paging(link.text) and not _is_list(shape):
            found[netloc, shape].append(link)
    found = _parted(found)
    scored = [_group(shape, _unique(members)) for (_, shape), members in _joined(found).items()]
    return sorted((group for group in scored if len(group.links) >= ENOUGH), key=lambda group: -group.score)


def _parted(found: Mapping[tuple[str, Shape], list[Link]]) -> dict[tuple[str, Shape], list[Link]]:
    """The same with groups of their own for last parts that are alike but for a number (`news-view-id-7.html`)."""
    parted: dict[tuple[str, Shape], list[Link]] = defaultdict(list)
    for (netloc, shape), links in found.items():
        told = {link.url: _worded(urlsplit(link.url).path) for link in links} if shape[-1].startswith(WORD) else {}
        counts = Counter(told[url] for url in told)
        least = max(ENOUGH, _PART * len(told))
        often = {name for name, count in counts.items() if NUMBER in name and count >= least}
        often = often if _are_titles(links, {url for url in told if told[url] in often}) else set()
        forms = {_FIRST_WORD.sub(WORD, name) for name in often}
        # Several columns number their pages alike.
        together = forms if len(often) >= _STEMS and len(forms) == 1 else set()
        for link in links:
            name = told.get(link.url, "")
            form = _FIRST_WORD.sub(WORD, name)
            last = form if form in together else name if name in often else ""
            parted[netloc, (*shape[:-1], last) if last else shape].append(link)
    return parted


def _are_titles(links: Sequence[Link], urls: Collection[str]) -> bool:
    """Whether these of a folder's links are called by titles, and the others by names, as those of a menu."""
    own, others = ([len(link.text) for link in links if (link.url in urls) is wanted] for wanted in (True, False))
    return bool(own) and (not others or fmean(others) < _NAMES * fmean(own))


def _worded(path: str) -> str:
    """The last part of a path with its numbers left open."""
    stem, dot, ending = path.rstrip("/").rpartition("/")[2].rpartition(".")
    stem, ending = (stem, dot + ending) if dot else (ending, "")
    return re.sub(r"\d+", NUMBER, stem) + ending


def _is_list(shape: Shape) -> bool:
    """Whether a shape is that of a column's page, a tag's, or an archive of a month."""
    months = len(shape) == 3 and shape[0] in ("archives", "archive") and shape[1:] == (NUMBER, NUMBER)
    return months or bool(_COLUMN_PAGE.match(shape[-1])) or (len(shape) > 1 and bool(_LISTS.fullmatch(shape[0])))


def _joined(found: Mapping[tuple[str, Shape], list[Link]]) -> dict[tuple[str, Shape], list[Link]]:
    """The same with one group of those whose last parts only differ in the word before a number, in one folder."""
    stems: dict[tuple[str, str, Shape], set[str]] = defaultdict(set)
    for (netloc, shape), links in found.items():
        if whole := _any_word(shape, links):
            stems[netloc, _folder(links[0]), whole].add(shape[-1])
    joined: dict[tuple[str, Shape], list[Link]] = defaultdict(list)
    for (netloc, shape), links in found.items():
        whole = _any_word(shape, links)
        is_one = whole and len(stems[netloc, _folder(links[0]), whole]) >= _STEMS
        joined[netloc, whole if is_one else shape] += links
    return joined


def _any_word(shape: Shape, links: Sequence[Link]) -> Shape:
    """The shape with any word in the place of its last one, in the folder of these links; empty where it has none."""
    stem = _STEM.match(shape[-1])
    parents = [segment for segment in urlsplit(links[0].url).path.split("/") if segment][:-1]
    if stem is None or len(shape) > 1 or not parents or len({_folder(link) for link in links}) > 1:
        return ()
    ending = shape[-1].rpartition(".")[1:] if "." in shape[-1] else ("", "")
    return (_segment(parents[-1], last=False), WORD + "".join(ending))


def _folder(link: Link) -> str:
    return urlsplit(link.url).path.rstrip("/").rpartition("/")[0]


def same_site(netloc: str, other: str) -> bool:
    """Whether two hosts are of one site: they have the same name but for what stands before it (www, jobs, a port)."""
    return netloc == other or _domain(netloc) == _domain(other)


def _domain(netloc: str) -> str:
    host = urlsplit(f"//{netloc}").hostname or ""
    return _DOMAINS(host).top_domain_under_public_suffix or host


def exclusion(links: Iterable[Link], group: Group, following: Iterable[str]) -> str:
    """The pattern of pages of the list that a group's pattern takes for details; empty where it takes none."""
    taken = [link.url for link in links if link.text and is_paging(link.text)] + list(following)
    shapes = {shape_of(url) for url in taken if re.search(group.details, url)} - {
        shape_of(link.url) for link in group.links
    }
    patterns = sorted(pattern_of(shape) for shape in shapes if shape)
    columns = [link.url for link in links if _INDEX.search(link.url) and re.search(group.details, link.url)]
    if not _INDEX_FILE.fullmatch(group.shape[-1]) and any(
        not re.search("|".join(patterns) or "$^", url) for url in columns
    ):
        patterns.append(_INDEX.pattern)
    return "|".join(patterns)


def is_index(url: str) -> bool:
    """Whether an address is that of a folder's own page, a list as a rule."""
    return bool(_INDEX.search(urlsplit(url).path))


def is_paging(text: str) -> bool:
    """Whether a link's text is that of a page of the list, or of its column."""
    return bool(_PAGING.match(text or "x"))


def _unique(links: list[Link]) -> list[Link]:
    return list({link.url: link for link in links}.values())


def in_folder(group: Group, beside: Iterable[str]) -> Group:
    """The group with the folder that its links stand in, where nothing but numbers tells them from pages beside them.

    `beside` are the patterns of those pages, one at least.
    """
    others = re.compile("|".join(beside))
    links = [link for link in group.links if not others.search(link.url)]
    folders = {_above(link, len(group.shape)) for link in links}
    if len(folders) != 1 or not _is_numbers(group.shape) or not (folder := folders.pop()):
        return group
    shape = (folder, *group.shape)
    return replace(
        group, details=pattern_of(shape), source_id=_id_pattern(shape, links), links=tuple(links), shape=shape
    )


def _above(link: Link, length: int) -> str:
    """The segment of an address before so many last ones."""
    segments = [segment for segment in urlsplit(link.url).path.split("/") if segment]
    return segments[-length - 1] if len(segments) > length else ""


def _is_numbers(shape: Shape) -> bool:
    return len(shape) > 1 and "?" not in shape and not re.sub(r"\0#|\.\w+$|[\W_]", "", "".join(shape))


def takes_anything(group: Group) -> bool:
    """Whether a group's pattern has nothing that tells its pages from any others."""
    return not re.search(r"[A-Za-z0-9]", group.details.replace(r"\d+", "").replace("html", "").replace("htm", ""))


def shape_of(url: str) -> tuple[str, ...]:
    """What addresses of one kind of page have in common: the end of the path, and the names in the query."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = tuple(f"{name}={_value(value)}" for name, value in pairs)
    if parts.query and "=" not in parts.query and "/" not in parts.query:
        query = (_segment(parts.query, last=True),)
    if not segments and not query:
        return ()
    end = None if query else len(segments) - 1
    if len(segments) > 2 and _INDEX_FILE.fullmatch(segments[-1]) and not query:
        # The page of a folder, as copies of sites write it: what is called by a title is the folder.
        return (*shape_of("/" + "/".join(segments[:-1])), segments[-1])
    shaped = [_segment(segment, last=place == end) for place, segment in enumerate(segments)]
    tail, dated = _tail(shaped), _dated_from(segments)
    if dated is not None and not query and 1 < len(tail) < len(segments) - dated - 2:
        # Whatever stands behind a day in a path is its name.
        named = [WORD if part.isalpha() and place < len(shaped) - 1 else part for place, part in enumerate(shaped)]
        return tuple(named[dated:])
    return (*tail, "?", *query) if query else tail


def _dated_from(segments: Sequence[str]) -> int | None:
    """Where a path's year, month and day begin."""
    for place in range(len(segments) - 3):
        year, month, day = segments[place : place + 3]
        if _YEAR.fullmatch(year) and _DAY_OR_MONTH.fullmatch(month) and _DAY_OR_MONTH.fullmatch(day):
            return place
    return None


def _value(value: str) -> str:
    """What the values of a parameter have in common; one may be a path (`?s=/job/show/id/7.html`)."""
    if "/" not in value.strip("/"):
        return NUMBER if value.isdigit() else WORD
    parts = value.split("/")
    return _INSIDE.join(_segment(part, last=at == len(parts) - 1) if part else "" for at, part in enumerate(parts))


def _segment(segment: str, *, last: bool) -> str:
    stem, dot, ending = segment.rpartition(".") if "." in segment else (segment, "", "")
    if _KEY.fullmatch(stem) and not stem.isdecimal():
        return KEY + dot + ending
    if named := _NAMED_KEY.fullmatch(stem):
        return named[1] + KEY + dot + ending
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
        mark = r"\?" if "." in path.rpartition("/")[2] else r"/?\?"
        for pair in query.split("/"):
            name, sign, value = pair.partition("=")
            if not sign:
                return f"/{written}{mark}{_marked(pair, grouped=place == group_at)}$"
            written += (mark + "(?:.*&)?" if mark not in written else "(?:&.*)?&") + re.escape(name) + "="
            written += _marked(value, grouped=place == group_at)
            place += 1
        return "/" + written + r"(?:&|$)"
    return "/" + written + ("$" if "." in shape[-1] else "/?$")


def _marked(value: str, *, grouped: bool) -> str:
    """A value with changing parts, of which the last one gets the group."""
    parts = re.split(r"(\0[#*x])", value)
    return "".join(
        _written(part, grouped=grouped and at == len(parts) - 2).replace(_INSIDE, "/") for at, part in enumerate(parts)
    )


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
    best = pattern_of(shape, max(place for place, count in differing.items() if count == max(differing.values())))
    # Behind a day or another number, a word or a small number may come again.
    in_folders = any(mark in part for part in shape[:-1] for mark in (NUMBER, WORD, KEY)) and not query
    told = [match[1] for link in links if (match := re.search(best, link.url))]
    return best if not in_folders or all(map(_TELLS_APART.fullmatch, told)) else ""
