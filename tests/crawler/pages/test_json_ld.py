"""JobPosting and Course in JSON-LD, also where it is broken in the usual ways."""

import json
from typing import Any

import pytest

from rencai_crawler.pages import Page, read_page
from rencai_crawler.pages.json_ld import loads, read_json_ld

JOB: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "数控车工",
    "identifier": {"@type": "PropertyValue", "name": "示例", "value": "J-1"},
    "url": "https://jobs.example.com/1",
    "description": "<p>岗位职责：</p><ul><li>操作数控车床</li><li>自检&amp;互检</li></ul>",
    "hiringOrganization": {"@type": "Organization", "name": "北京示例有限公司", "taxID": "91110105MA01ABCD5F"},
    "jobLocation": {
        "@type": "Place",
        "address": {"addressRegion": "北京市", "addressLocality": "大兴区", "streetAddress": "北京市大兴区荣华路1号"},
    },
    "baseSalary": {"currency": "CNY", "value": {"minValue": 8000, "maxValue": 12000, "unitText": "MONTH"}},
    "employmentType": ["FULL_TIME", "CONTRACTOR"],
    "educationRequirements": {"credentialCategory": "high school"},
    "experienceRequirements": {"monthsOfExperience": 36},
    "qualifications": "高级工及以上",
    "totalJobOpenings": 3,
    "occupationalCategory": "6-18-01-01 车工",
    "jobBenefits": "五险一金",
    "datePosted": "2024-05-20",
    "validThrough": "2024-07-20T23:59",
}


def _page(script: str) -> Page:
    return Page(
        "https://jobs.example.com/1", f'<html><script type="application/ld+json">{script}</script></html>'.encode()
    )


def test_every_field_of_a_job() -> None:
    [item] = read_json_ld(_page(json.dumps(JOB)))
    assert item.kind == "job_posting"
    assert item.fields == {
        "source_id": "J-1",
        "title": "数控车工",
        "url": "https://jobs.example.com/1",
        "employer": "北京示例有限公司",
        "employer_code": "91110105MA01ABCD5F",
        "description": "岗位职责：\n操作数控车床\n自检&互检",
        "requirements": "高级工及以上",
        "salary_text": "8000-12000元/月",
        "location_text": "北京市大兴区荣华路1号",
        "occupation_text": "6-18-01-01 车工",
        "education_text": "high school",
        "experience_text": "36个月",
        "employment_type_text": "FULL_TIME、CONTRACTOR",
        "headcount_text": "3",
        "benefits_text": "五险一金",
        "published_text": "2024-05-20",
        "expires_text": "2024-07-20T23:59",
    }


def test_every_field_of_a_course() -> None:
    course = {
        "@type": "Course",
        "name": "电工高级工班",
        "courseCode": "C-9",
        "provider": {"name": "示例技工学校"},
        "description": "理论与实操",
        "educationalCredentialAwarded": "电工高级工职业技能等级证书",
        "about": {"name": "电工"},
        "hasCourseInstance": {
            "courseMode": "onsite",
            "startDate": "2024-09-01",
            "courseWorkload": "PT120H",
            "location": {"name": "海淀校区"},
            "courseSchedule": {"name": "周末班"},
        },
        "offers": {"price": 1800, "priceCurrency": "CNY"},
    }
    [item] = read_json_ld(_page(json.dumps(course)))
    assert item.kind == "training_course"
    assert item.fields == {
        "source_id": "C-9",
        "title": "电工高级工班",
        "provider": "示例技工学校",
        "description": "理论与实操",
        "occupation_text": "电工",
        "certificate_text": "电工高级工职业技能等级证书",
        "mode_text": "onsite",
        "timetable_text": "周末班",
        "hours_text": "PT120H",
        "price_text": "1800元",
        "start_text": "2024-09-01",
        "location_text": "海淀校区",
    }


@pytest.mark.parametrize(
    "script",
    [
        '[{"@type": "JobPosting", "title": "车工"}]',
        '{"@graph": [{"@type": "WebPage"}, {"@type": ["Thing", "JobPosting"], "title": "车工"}]}',
        '{"@type": "JobPosting", "title": "车工",}',
        '// made by a tool\n{"@type": "JobPosting", "title": "车工" /* name */, // end\n}',
        '<!-- job -->\n{"@type": "JobPosting", "title": "车工"}',
        '<!--\n{"@type": "JobPosting", "title": "车工"}\n-->',
        '//<![CDATA[\n{"@type": "JobPosting", "title": "车工"}\n//]]>',
        '/*<![CDATA[*/{"@type": "JobPosting", "title": "车工"}/*]]>*/',
        '{"@type": "JobPosting", "title": "车工", "description": "第一行\n第二行\t制表"}',
        '{"@type": "JobPosting", "title": "车工", "url": "C:\\工作"}',
        "{&quot;@type&quot;: &quot;JobPosting&quot;, &quot;title&quot;: &quot;车工&quot;}",
        '{"@type": "JobPosting", "title": "车工"};',
        '{"@type": "JobPosting", "title": "车工"} {"@type": "x"}',
        '{"@type": "http://schema.org/JobPosting", "title": "车工"}',
        '{"@type": "WebPage", "mainEntity": {"@type": "JobPosting", "title": "车工"}}',
        '\ufeff{"@type": "JobPosting", "title": "车工"',
    ],
)
def test_broken_and_nested_scripts(script: str) -> None:
    assert [item.fields["title"] for item in read_json_ld(_page(script))] == ["车工"]


@pytest.mark.parametrize(
    "script", ["", "null", "nonsense", "{", '{"@type": "JobPosting"}', '{"@type": "Event", "name": "x"}', "[" * 5000]
)
def test_scripts_without_a_job(script: str) -> None:
    assert read_json_ld(_page(script)) == []


def test_an_address_in_a_value_is_no_comment() -> None:
    assert loads('{"url": "http://example.org/a", /* c */ "x": "// no"}') == {
        "url": "http://example.org/a",
        "x": "// no",
    }


@pytest.mark.parametrize(
    ("salary", "text"),
    [
        ({"currency": "CNY", "value": {"minValue": 8000, "unitText": "MONTH"}}, "8000元以上/月"),
        ({"currency": "CNY", "value": {"maxValue": 9000, "unitText": "MONTH"}}, "9000元以下/月"),
        ({"currency": "CNY", "value": {"value": 260, "unitText": "DAY"}}, "260元/天"),
        (
            {"currency": "USD", "value": {"minValue": 100000, "maxValue": 150000, "unitText": "YEAR"}},
            "100000-150000 USD/年",
        ),
        ("8千-1.2万", "8千-1.2万"),
        ({"currency": "CNY", "value": {"minValue": 0, "maxValue": 0, "unitText": "MONTH"}}, None),
        ({"currency": "CNY", "value": "面议"}, "面议"),
    ],
)
def test_pay(salary: object, text: str | None) -> None:
    [item] = read_json_ld(_page(json.dumps({**JOB, "baseSalary": salary})))
    assert item.fields.get("salary_text") == text


@pytest.mark.parametrize(
    ("description", "text"),
    [
        ("第一行\n第二行", "第一行\n第二行"),
        ("&lt;p&gt;甲&lt;/p&gt;&lt;p&gt;乙&lt;/p&gt;", "甲\n乙"),
        ("<p>甲</p>\\n<p>乙</p>", "甲\n乙"),
        ("工资 < 1万 & 面议", "工资 < 1万 & 面议"),
        (["<p>甲</p>", "乙"], "甲\n乙"),
    ],
)
def test_descriptions(description: object, text: str) -> None:
    [item] = read_json_ld(_page(json.dumps({**JOB, "description": description})))
    assert item.fields["description"] == text


def test_json_ld_counts_before_the_page_around_it() -> None:
    body = (
        f'<html><body><h1>别的</h1><p>公司：甲</p><p>工资：乙</p><script type="application/ld+json">{json.dumps(JOB)}'
        f"</script></body></html>"
    )
    assert read_page(Page("https://x.example/1", body.encode())).items[0].fields["employer"] == "北京示例有限公司"
