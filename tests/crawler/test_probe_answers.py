"""Looking at answers of APIs: which of their lists holds the records, and what its columns are."""

import json
from typing import Any

import pytest
from sqlalchemy import Engine

from fault_site import Answer, FaultSite
from rencai.settings import Settings
from rencai.store.read import scan
from rencai_crawler.probe import probe
from support_crawl import Run

JSON = {"Content-Type": "application/json"}


def _look(site: FaultSite, answer: str):
    site.routes["/api"] = Answer(answer.encode(), headers=JSON)
    return probe(site.url("/api"), Settings(allow_hosts=(site.netloc,)))


def _post(number: int, **more: Any) -> dict[str, Any]:
    return {"id": f"p{number}", "title": f"数控车工{number}", "company": "示例厂", **more}


def test_what_was_removed_is_not_what_there_is(site: FaultSite) -> None:
    gone = [_post(number, reason="已下架") for number in range(9)]
    jobs = [_post(number, salary="6千-8千", directLink=f"https://example.org/{number}") for number in range(20, 24)]
    found = _look(site, json.dumps({"count": 4, "removedJobs": gone, "jobs": jobs, "guideJobs": jobs[:2]}))
    assert found.source is not None
    assert found.source.listing.records == "jobs"
    assert found.source.columns["url"] == "directLink"
    assert found.trial is not None
    assert found.trial.records == 4
    assert any("`guideJobs`" in note for note in found.findings.notes)
    assert not any("removedJobs" in note for note in found.findings.notes)


def test_a_list_of_choices_is_no_list_of_records(site: FaultSite) -> None:
    choices = [{"code": number, "label": f"区{number}"} for number in range(16)]
    found = _look(site, json.dumps({"filters": {"areas": choices}, "data": {"rows": [_post(1), _post(2)]}}))
    assert found.source is not None
    assert found.source.listing.records == "data.rows"


def test_addresses_of_pictures_and_employers_are_none_of_the_record(site: FaultSite) -> None:
    rows = [_post(n, companyLogoUrl="/l.png", companyUrl="/c", detailUrl=f"/job/{n}") for n in range(3)]
    found = _look(site, json.dumps(rows))
    assert found.source is not None
    assert found.source.columns["url"] == "detailUrl"


def test_values_one_after_another_are_records(site: FaultSite, run: Run) -> None:
    found = _look(site, ",\n".join(json.dumps(_post(number, city="北京市"), indent=1) for number in range(5)))
    assert found.source is not None
    assert found.trial is not None
    assert found.trial.records == 5
    assert run(found.source)["added"] == 5


def test_an_error_of_an_api_is_told(site: FaultSite) -> None:
    found = _look(site, '{"code": 401, "msg": "请先登录", "data": null}')
    assert found.source is None
    assert any("请先登录" in note for note in found.findings.notes)


def _columns(site: FaultSite, rows: list[dict[str, Any]]) -> dict[str, str]:
    found = _look(site, json.dumps({"data": {"rows": rows}}))
    assert found.source is not None
    return dict(found.source.columns)


def test_objects_in_a_row_say_what_they_are_by_their_own_names(site: FaultSite) -> None:
    rows = [
        {
            "logger": {"name": "org.example.Post"},
            "company": {"name": f"示例厂{n}", "url": f"https://c.example/{n}", "city": {"display": "上海"}},
            "number": f"CC{n}",
            "jobName": f"数控车工{n}",
            "city": {"display": "北京", "items": [{"code": 530}]},
            "workingExp": {"code": "103", "name": "1-3年"},
            "positionURL": f"https://zp.example/{n}.htm",
        }
        for n in range(6)
    ]
    assert _columns(site, rows) == {
        "source_id": "number",
        "title": "jobName",
        "employer": "company.name",
        "location_text": "city.display",
        "experience_text": "workingExp.name",
        "url": "positionURL",
    }


def test_a_number_that_several_rows_share_is_not_the_record_s(site: FaultSite) -> None:
    rows = [{"id": n // 3, "code": f"G{n}", "岗位名称": f"焊工{n}", "单位名称": "示例厂"} for n in range(6)]
    assert _columns(site, rows)["source_id"] == "code"


def test_a_posting_whose_title_is_called_text(site: FaultSite) -> None:
    rows = [
        {
            "id": f"a-{n}",
            "text": f"电工{n}",
            "hostedUrl": f"https://zp.example/{n}",
            "applyUrl": f"https://zp.example/{n}/apply",
            "categories": {"location": "北京", "team": "设备部"},
            "descriptionPlain": "负责设备的维护和保养。",
        }
        for n in range(3)
    ]
    columns = _columns(site, rows)
    assert (columns["title"], columns["url"], columns["location_text"]) == ("text", "hostedUrl", "categories.location")


def test_rows_of_notices_have_the_fields_of_notices(site: FaultSite, run: Run) -> None:
    rows = [
        {
            "id": n,
            "title": f"关于第{n}号事项的通知",
            "content": "&lt;p&gt;现通知如下。&lt;/p&gt;",
            "city": "北京",
            "publishOrg": "示例局",
            "文号": f"示发〔2024〕{n}号",
        }
        for n in range(4)
    ]
    found = _look(site, json.dumps(rows))
    assert found.source is not None
    assert (found.source.kinds, found.source.columns["body_text"]) == (("policy_notice",), "content")
    assert found.source.columns["issuer_text"] == "publishOrg"
    assert found.source.columns["document_number_text"] == "文号"
    assert found.trial is not None
    assert found.trial.samples[0]["body_text"] == "现通知如下。"
    assert run(found.source)["added"] == 4


def test_an_address_in_a_row_is_one_of_the_site(site: FaultSite, run: Run, engine: Engine) -> None:
    found = _look(site, json.dumps([_post(n, detailUrl=f"/job/{n}.html") for n in range(3)]))
    assert found.source is not None
    run(found.source)
    urls = {one.payload["url"] for page in scan(engine, status="live") for one in page}
    assert urls == {site.url(f"/job/{n}.html") for n in range(3)}


def test_names_of_columns_mean_what_their_words_say(site: FaultSite) -> None:
    rows = [
        {
            "openingRef": {"id": n},
            "jobOpeningName": f"数控车工{n}",
            "hiringCompanyName": "示例厂",
            "companyLogo": "/l.png",
            "departmentName": "设备部",
            "workLocationText": "北京市昌平区",
            "payRange": "6千-8千",
            "postedOnDate": "2024-05-13",
            "closingDate": "2024-06-13",
            "externalPath": f"/zw/{n}",
        }
        for n in range(4)
    ]
    assert _columns(site, rows) == {
        "title": "jobOpeningName",
        "employer": "hiringCompanyName",
        "location_text": "workLocationText",
        "salary_text": "payRange",
        "published_text": "postedOnDate",
        "expires_text": "closingDate",
        "url": "externalPath",
    }


def test_rows_that_lead_to_jobs_are_vacancies(site: FaultSite) -> None:
    found = _look(site, json.dumps([{"uuid": f"u{n}", "name": f"焊工{n}", "url": f"/jobs/{n}"} for n in range(3)]))
    assert found.source is not None
    assert found.source.kinds == ("job_posting",)


def test_rows_in_groups_are_one_list(site: FaultSite, run: Run) -> None:
    groups = [
        {"id": 1, "name": "设备部", "jobs": [{"id": 11, "title": "电工"}, {"id": 12, "title": "焊工"}]},
        {"id": 2, "name": "行政部", "jobs": []},
        {"id": 3, "name": "质检部", "jobs": [{"id": 13, "title": "钳工"}]},
        {"id": 4, "name": "仓储部"},
    ]
    found = _look(site, json.dumps({"departments": groups}))
    assert found.source is not None
    assert found.source.listing.records == "departments.jobs"
    assert run(found.source)["added"] == 3


def test_places_in_a_row_are_no_rows(site: FaultSite) -> None:
    places = [{"id": n, "name": f"北京{n}厂区", "city": "北京", "address": f"示例路{n}号"} for n in range(9)]
    found = _look(site, json.dumps({"offers": [_post(n, locations=places, salary="6千") for n in range(3)]}))
    assert found.source is not None
    assert found.source.listing.records == "offers"


def test_an_answer_that_has_more_than_it_shows_is_not_the_whole_list(site: FaultSite) -> None:
    found = _look(site, json.dumps({"total": 312, "rows": [_post(n, salary="6千") for n in range(20)]}))
    assert found.source is not None
    assert not found.source.listing.complete
    assert any("the list goes on" in note for note in found.findings.notes)


@pytest.mark.parametrize("name", ["pageNo", "page"])
def test_an_answer_with_more_rows_is_asked_for_its_pages_by_number(site: FaultSite, run: Run, name: str) -> None:
    told = {"total": 7} | ({name: 1} if name != "page" else {})
    pages = [
        Answer(
            json.dumps({"a": {"b": {"c": {"page": told, "list": [_post(n) for n in numbers]}}}}).encode(), headers=JSON
        )
        for numbers in (range(4), range(4, 7), ())
    ]
    site.routes |= {f"/api?{name}={number}": page for number, page in enumerate(pages, 1)}
    found = _look(site, pages[0].body.decode())
    assert found.source is not None
    assert found.source.start == (site.url(f"/api?{name}=1"),)
    assert run(found.source)["added"] == 7


def test_an_answer_whose_further_rows_cannot_be_asked_for_is_never_whole(site: FaultSite) -> None:
    found = _look(site, json.dumps({"total": 7, "list": [_post(n) for n in range(4)]}))
    assert found.source is not None
    assert not found.source.listing.complete


@pytest.mark.parametrize(
    ("given", "columns", "read"),
    [
        ({"salaryMin": 6000, "salaryMax": 9000}, {"salary_text": "{salaryMin}-{salaryMax}元/月"}, "6000-9000元/月"),
        ({"pay": {"low": 8, "high": 15}}, {"salary_text": "{pay.low}-{pay.high}千元/月"}, "8-15千元/月"),
        ({"最低年薪": "", "最高年薪": "15"}, {"salary_text": "{最低年薪}-{最高年薪}万元/年"}, "15万元/年"),
        ({"cityName": "北京市", "areaName": "海淀区"}, {"location_text": "{cityName}{areaName}"}, "北京市海淀区"),
        ({"cityName": "北京市", "areaName": ""}, {"location_text": "cityName"}, "北京市"),
        ({"city": "北京市", "areaCode": "110108"}, {"location_text": "city"}, "北京市"),
    ],
)
def test_what_two_columns_say_together(
    site: FaultSite, given: dict[str, Any], columns: dict[str, str], read: str
) -> None:
    found = _look(site, json.dumps([_post(n, **given) for n in range(3)]))
    assert found.source is not None
    assert found.source.columns.items() >= columns.items()
    assert found.trial is not None
    assert found.trial.samples[0][next(iter(columns))] == read
