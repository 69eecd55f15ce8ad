"""Looking at answers of APIs: which of their lists holds the records, and what its columns are."""

import json
from typing import Any

from fault_site import Answer, FaultSite
from rencai.settings import Settings
from rencai_crawler.probe import probe
from support_crawl import Run


def _look(site: FaultSite, answer: str):
    site.routes["/api"] = Answer(answer.encode(), headers={"Content-Type": "application/json"})
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
