"""Fills the layouts with the texts: pages as many content systems write them, and what a reader must get from each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import jinja2
from texts import NOTICES, VACANCIES

FOLDER = Path(__file__).parent / "layouts"
SITE = "示例市人力资源和社会保障局网"
SOURCE = "示例市职业能力建设中心"
ISSUER = "示例市人力资源和社会保障局"
NUMBER = "示人社能发〔2024〕15号"
MADE_OF_MARKUP = {
    "p": lambda text: f'<p style="text-indent:2em">{text}</p>\n',
    "br": lambda text: f"&nbsp;&nbsp;&nbsp;&nbsp;{text}<br>\n",
    "div": lambda text: f"<div>　　{text}</div>",
    "li": lambda text: f"<li>{text}</li>",
    "section": lambda text: (
        f'<section style="margin:0 8px"><p><span style="font-size:16px">{text}</span></p></section>'
    ),
    "span": lambda text: f"<p><span><span>　　{text}</span></span></p>",
    "mso": lambda text: (
        f'<p class="MsoNormal" style="mso-char-indent-count:2.0000"><span style="font-family:仿宋_GB2312;'
        f'font-size:16pt">'
        f'<font face="仿宋_GB2312">{text}</font></span><span style="mso-spacerun:\'yes\'"><o:p></o:p></span></p>'
    ),
}


@dataclass(frozen=True)
class Made:
    """A page and the fields it shows; `begins` and `ends` are what its text must begin and end with."""

    name: str
    body: bytes
    fields: dict[str, str]
    url: str = "https://www.example.gov.cn/xxgk/detail.html"


def notices() -> Iterator[Made]:
    """Every notice in every layout."""
    for layout in sorted((FOLDER / "notices").glob("*.html")):
        for notice in NOTICES:
            yield _notice(layout, notice)


def vacancies() -> Iterator[Made]:
    """Every vacancy in every layout."""
    for layout in sorted((FOLDER / "jobs").glob("*.html")):
        for vacancy in VACANCIES:
            yield _vacancy(layout, vacancy)


def _notice(layout: Path, notice: dict[str, Any]) -> Made:
    text = layout.read_text(encoding="utf-8")
    files = notice.get("files", [])
    links = "".join(f'<p><a href="{href}">{name}</a></p>' for name, href in files)
    page = (
        _environment()
        .from_string(text)
        .render(
            title=notice["title"],
            site=SITE,
            source=SOURCE,
            issuer=ISSUER,
            number=NUMBER,
            paragraphs=notice["paragraphs"],
            body=_Paragraphs(notice["paragraphs"]),
            files=links,
            date="2024-05-13",
            date_cn="2024年5月13日",
            date_slash="2024/05/13",
            date_dot="2024.05.13",
            written="2024-05-06",
            written_cn="2024年5月6日",
        )
    )
    shown = [*notice["paragraphs"], *(name for name, _ in files if _FILES_IN_TEXT.search(text))]
    fields = {"title": notice["title"], "published": "2024-05-13", "body_text": "\n".join(shown)}
    if "{{ issuer }}" in text or "{{ source }}" in text:
        fields["issuer_text"] = ISSUER if "{{ issuer }}" in text else SOURCE
    if "{{ number }}" in text:
        fields["document_number_text"] = NUMBER
    return Made(f"{layout.stem} / {notice['name']}", _encoded(page), fields)


_FILES_IN_TEXT = re.compile(r"\{\{ body \| \w+ \}\}(?:<br>|</span>)?\{\{ files")
"""Attachments named right behind the body belong to the text; those in a box of their own do not."""


def _vacancy(layout: Path, vacancy: dict[str, Any]) -> Made:
    text = layout.read_text(encoding="utf-8")
    headed = ["岗位职责：", *vacancy["work"], "任职要求：", *vacancy["demands"]]
    page = (
        _environment()
        .from_string(text)
        .render(
            **{
                **vacancy,
                "work": _Paragraphs(vacancy["work"]),
                "demands": _Paragraphs(vacancy["demands"]),
                "duties": _Paragraphs(headed),
            }
        )
    )
    fields = {
        "title": vacancy["title"],
        "employer": vacancy["employer"],
        "salary_text": vacancy["salary"],
        "published": vacancy["date"],
        "begins": vacancy["work"][0],
        "ends": vacancy["demands"][-1],
        "location_text": vacancy["location"],
    }
    return Made(f"{layout.stem} / {vacancy['title']}", _encoded(page), fields)


def _encoded(page: str) -> bytes:
    declares_gbk = any(f"charset={name}" in page[:600].lower() for name in ("gb2312", "gbk"))
    return page.encode("gb18030" if declares_gbk else "utf-8")


class _Paragraphs(list[str]):
    """Paragraphs that a filter turns into markup."""


def _environment() -> jinja2.Environment:
    # The filters escape their own text, and the rest is ours.
    environment = jinja2.Environment(autoescape=False, undefined=jinja2.StrictUndefined)  # noqa: S701
    for name, made in MADE_OF_MARKUP.items():
        environment.filters[name] = lambda texts, made=made: "".join(made(escape(text, quote=False)) for text in texts)
    return environment
