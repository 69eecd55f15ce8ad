"""A government notice site: the real policy and regulations in the page forms that government sites use.

The texts are real, the pages around them ours: meta tags of 国办发〔2017〕47号, a document table, `createPageHTML`.
A field that the text's own header does not give stays blank, as it does on real sites.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from rencai_sample.page import Page, Pages, render, robots
from rencai_sample.policy import is_heading, policy
from rencai_sample.regulations import Regulation, regulations

PER_LIST = 20
PER_PART = 15_000
"""Signs of text above which an article is split over several pages."""
COLUMNS = {
    "zcwj": ("政策文件", ()),
    "dfxfg": ("地方性法规", ("地方性法规",)),
    "flfg": ("法律法规", ("社会法", "行政法", "行政法规", "部门规章", "司法解释")),
}


@dataclass(frozen=True, kw_only=True)
class Article:
    path: str
    title: str
    column: str
    topic: str
    issuers: tuple[str, ...]
    number: str
    written: str
    published: date
    effective: str
    repealed: str
    validity: str
    parts: tuple[Markup, ...]
    """Body, one element a page."""


def build(origin: str) -> Pages:
    """Home, columns with their lists, and articles."""
    articles = [_policy_article(), *map(_regulation_article, regulations())]
    rules = robots("Disallow: /search/", "Disallow: /oa/")
    pages: dict[str, Page] = {"/": _home(origin, articles), "/robots.txt": rules}
    for column in COLUMNS:
        pages |= _lists(column, [article for article in articles if article.column == column])
    for article in articles:
        pages |= _article_pages(origin, article)
    return pages


def _policy_article() -> Article:
    text = policy()
    head = [text.addressees, text.notice, *text.issuers, text.written]
    body = [_paragraph(line) for line in head]
    body.append(Markup('<p class="title2" align="center"><strong>{}</strong></p>').format(text.annex_title))
    body += [_strong(block) if is_heading(block) else _paragraph(block) for block in text.blocks]
    return Article(
        path="/zcwj/200704/t20070429_2007014.html",
        title=text.title,
        column="zcwj",
        topic="",
        issuers=text.issuers,
        number=text.number,
        written=text.written,
        published=date(2007, 4, 29),
        effective="",
        repealed="",
        validity="",
        parts=(Markup("\n").join(body),),
    )


def _regulation_article(text: Regulation) -> Article:
    column = next(name for name, (_, categories) in COLUMNS.items() if text.category in categories)
    return Article(
        path=f"/{column}/{text.day:%Y%m}/t{text.day:%Y%m%d}_{text.serial}.html",
        title=text.title,
        column=column,
        topic=text.category,
        issuers=(text.issuer,) if text.issuer else (),
        number=text.number,
        written=_chinese(text.day),
        published=text.day,
        effective=text.effective,
        repealed=_chinese(text.repealed) if text.repealed else "",
        validity=text.validity,
        parts=tuple(_parts([*map(_caption, text.header), *map(_block, text.blocks)])),
    )


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _paragraph(text: str) -> Markup:
    return Markup("<p>\u3000\u3000{}</p>").format(text)


def _strong(text: str) -> Markup:
    return Markup("<p>\u3000\u3000<strong>{}</strong></p>").format(text)


def _caption(line: str) -> Markup:
    return Markup('<p align="center">（{}）</p>').format(line)


def _block(line: str) -> Markup:
    if line.startswith("#"):
        return Markup('<p align="center"><strong>{}</strong></p>').format(line.lstrip("# "))
    return _paragraph(line)


def _parts(blocks: Sequence[Markup]) -> Iterator[Markup]:
    """The body in pages of about PER_PART signs, split between paragraphs."""
    part: list[Markup] = []
    length = 0
    for block in blocks:
        if part and length + len(block) > PER_PART:
            yield Markup("\n").join(part)
            part, length = [], 0
        part.append(block)
        length += len(block)
    yield Markup("\n").join(part)


def _home(origin: str, articles: Sequence[Article]) -> Page:
    newest = [article for article in articles if article.column != "zcwj"][:12]
    columns = {name: label for name, (label, _) in COLUMNS.items()}
    return Page(render("government/home.html", origin=origin, columns=columns, articles=newest).encode())


def _lists(column: str, articles: Sequence[Article]) -> Iterator[tuple[str, Page]]:
    """TRS lists: `index.html`, then `index_1.html` for the second page; the script alone says how many."""
    label, count = COLUMNS[column][0], -(-len(articles) // PER_LIST)
    for place in range(count):
        rows = articles[place * PER_LIST : (place + 1) * PER_LIST]
        body = render(
            "government/list.html",
            column=column,
            label=label,
            place=place,
            count=count,
            rows=[(_relative(article.path), article.title, article.published) for article in rows],
        )
        name = "index" if place == 0 else f"index_{place}"
        yield f"/{column}/{name}.html", Page(body.encode())
        if place == 0:
            yield f"/{column}/", Page(body.encode())


def _relative(path: str) -> str:
    return "./" + path.split("/", 2)[2]


def _article_pages(origin: str, article: Article) -> Iterator[tuple[str, Page]]:
    """The article's pages: `t…_1.html`, `t…_1_1.html`, …"""
    stem = article.path.removesuffix(".html")
    for place, part in enumerate(article.parts):
        path = article.path if place == 0 else f"{stem}_{place}.html"
        body = render(
            f"government/article_{article.column}.html",
            origin=origin,
            article=article,
            part=part,
            place=place,
            count=len(article.parts),
            stem=stem.rsplit("/", 1)[1],
            label=COLUMNS[article.column][0],
            issuers="、".join(article.issuers),
        )
        yield path, Page(body.encode(), "text/html" if article.column == "dfxfg" else "text/html; charset=utf-8")
