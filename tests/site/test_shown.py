"""Values as people read them, structured data, contents and clauses."""

from datetime import date

import pytest

import support_site
from rencai.records.kinds import KINDS
from rencai.records.normalise import normalise
from rencai.records.parsers.body import read_body
from rencai.records.values import Coded, Experience, Headcount, Reference, Salary, SkillLevel
from rencai_site.contents import clause_anchor, contents
from rencai_site.jsonld import json_ld
from rencai_site.onward import reference_path
from rencai_site.show import field_rows, monthly_estimate, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "是"),
        (1234, "1,234"),
        (date(2026, 11, 1), "2026-11-01"),
        (SkillLevel.SENIOR, "高级工"),
        (Coded(code="110108", name="海淀区"), "海淀区"),
        (("甲", "乙"), "甲、乙"),
        (Headcount(min=3, max=3), "3人"),
        (Headcount(min=2, max=5), "2–5人"),
        (Experience(min_months=0), "不限"),
        (Experience(min_months=36), "3年以上"),
        (Experience(min_months=12, max_months=36), "1年至3年"),
        (Experience(min_months=18), "18个月以上"),
        (Salary.of(8000, 12000, "month", months=13), "8,000–12,000元/月 · 13薪"),
        (Salary.of(0.8, 0.8, "piece"), "0.8元/件"),
        (Salary.of(None, None, None, negotiable=True), "面议"),
        (Salary.of(5000, None, "month"), "5,000元/月起"),
        (Salary.of(None, 4000, "month"), "4,000元/月以下"),
        (Salary.of(128400, 180000, "year"), "128,400–180,000元/年"),
        (Reference(document_number="京办发〔2007〕14号", clause="（八）"), "京办发〔2007〕14号（八）"),
    ],
)
def test_values_read_well(value: object, text: str) -> None:
    assert shown(value) == text


def test_only_pay_by_another_unit_is_estimated() -> None:
    assert monthly_estimate(Salary.of(200, 300, "day")) == "约 4,350–6,525元/月（估算）"
    assert monthly_estimate(Salary.of(8000, 9000, "month")) == ""
    assert monthly_estimate(None) == ""


def test_raw_text_is_beside_a_value_only_where_it_says_it_differently() -> None:
    raw = {
        "source": "s",
        "source_id": "1",
        "title": "电工",
        "salary_text": "8千-1.2万/月",
        "headcount_text": "3",
        "expires_text": "2027年6月30日",
        "education_text": "学历看着办",
    }
    read = normalise(KINDS[0], raw)
    assert read.record
    rows = {row.name: row for row in field_rows(read.record)}
    assert (rows["salary"].text, rows["salary"].raw) == ("8,000–12,000元/月", "8千-1.2万/月")
    assert rows["headcount"].raw == ""
    assert rows["expires"].raw == ""
    assert rows["education"].unread
    assert rows["education"].text == "学历看着办"


@pytest.mark.parametrize(
    ("clause", "anchor"),
    [
        ("（十四）", "clause-14"),
        ("(八)", "clause-8"),
        ("第三十五条", "article-35"),
        ("第15条", "article-15"),
        ("三、", "part-3"),
        ("附则", ""),
        ("", ""),
    ],
)
def test_clauses_named_in_text_have_anchors(clause: str, anchor: str) -> None:
    assert clause_anchor(clause) == anchor


def test_a_reference_leads_to_its_clause() -> None:
    path = reference_path(Reference(document_number="京办发〔2007〕14号", clause="（十四）"))
    assert path.endswith("#clause-14")
    assert path.isascii()


def test_the_contents_of_the_policy_are_its_parts_and_clauses() -> None:
    entries = contents(read_body("", support_site.policy_text()))
    assert sum(entry.depth == 1 for entry in entries) == 19
    assert sum(entry.depth == 0 for entry in entries) == 6


def test_a_short_body_needs_no_contents() -> None:
    assert contents("<p>通知</p>") == []


def test_structured_data_says_what_is_known_and_nothing_else() -> None:
    read = normalise(KINDS[0], {**support_site.VACANCIES[2], "source": "board", "salary_text": "面议"})
    assert read.record
    data = json_ld(read.record, "https://rencai.example/jobs/x")
    assert data["@type"] == "JobPosting"
    assert data["hiringOrganization"] == {"@type": "Organization", "name": "北京第3机械厂"}
    assert data["jobLocation"]["address"]["addressRegion"] == "北京市"
    assert data["datePosted"] == "2026-11-01"
    assert "baseSalary" not in data


def test_every_kind_has_structured_data() -> None:
    from rencai.intake.service_guides import bundled_guides

    raws = [support_site.VACANCIES[0], support_site.COURSES[0], support_site.notices()[0], bundled_guides()[0]]
    for model, raw in zip(KINDS, raws, strict=True):
        record = normalise(model, {**raw, "source": "s"}).record
        assert record
        data = json_ld(record, "https://rencai.example/x")
        assert data["@type"] == model.kind.schema_org
        assert "待核实" not in str(data)
