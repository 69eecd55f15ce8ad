"""The policy's text, whole and clean, and what is said of the regulations."""

import re

from rencai_sample.content_files import CONTENT
from rencai_sample.policy import FILE, is_heading, policy
from rencai_sample.regulations import regulations

NUMERALS = "一二三四五六七八九十"
CLAUSES = [*NUMERALS, *(f"十{one}" for one in NUMERALS[:9])]


def test_the_policy_has_its_parts_and_clauses_in_order() -> None:
    blocks = policy().blocks
    assert [block[0] for block in blocks if is_heading(block)] == list("一二三四五六")
    assert [match[1] for block in blocks if (match := re.match(r"（([一二三四五六七八九十]+)）", block))] == CLAUSES


def test_split_sentences_are_joined_and_marks_are_full_width() -> None:
    text = "".join(policy().blocks)
    assert "各个方面缺乏有力的政策支持" in text
    assert "三百六十行，行行出状元" in text
    assert "按照职工工资总额不低于1.5%的比例" in text
    assert not re.search(r"[,;()*#]|[\u4e00-\u9fa5] |\n", text)


def test_no_character_of_the_policy_is_lost() -> None:
    text = policy()
    made = "".join(
        (
            text.title,
            text.number,
            text.addressees,
            text.notice,
            *text.issuers,
            text.written,
            text.annex_title,
            *text.blocks,
        )
    )
    original = (CONTENT / FILE).read_text("utf-8")
    assert re.sub(r"\W", "", made) == re.sub(r"[\W_]", "", original)


def test_a_regulation_keeps_its_whole_text() -> None:
    for text in regulations():
        original = (CONTENT / "regulations" / text.category / text.file).read_text("utf-8")
        made = "".join((text.title, *text.header, *text.blocks))
        lost = len(re.sub(r"\W", "", original.replace("INFO END", ""))) - len(re.sub(r"\W", "", made))
        assert lost in (0, len(re.sub(r"\W", "", text.title))), text.file


def test_of_two_versions_the_older_says_so() -> None:
    versions = {text.day.year: text.validity for text in regulations() if text.title == "中华人民共和国职业教育法"}
    assert versions == {2022: "", 1996: "已修改"}


def test_what_another_text_repeals_says_when() -> None:
    text = next(text for text in regulations() if text.title == "北京市信息化促进条例")
    assert (text.validity, str(text.repealed)) == ("废止", "2021-09-24")


def test_number_and_issuer_come_from_the_header() -> None:
    text = next(text for text in regulations() if text.title == "人力资源市场暂行条例")
    assert (text.number, text.issuer, text.effective) == ("中华人民共和国国务院令第700号", "国务院", "2018年10月1日")
