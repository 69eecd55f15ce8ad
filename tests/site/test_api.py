"""The API keeps to its own description."""

import json
from copy import deepcopy
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck
from hypothesis import settings as budget
from jsonschema_rs import validator_for
from schemathesis.checks import not_a_server_error
from sqlalchemy import Engine
from starlette.testclient import TestClient

import support_site
from rencai import clock
from rencai.records.kinds import KINDS
from rencai.store.engine import writing
from rencai.store.erase import erase
from rencai_site.api.openapi import document
from rencai_site.parameters import parameters

DESCRIPTION = document("https://rencai.example")


def free_of_ties(description: dict[str, Any]) -> dict[str, Any]:
    """The description without what a schema cannot say: cursors come from pages, distance needs a place."""
    copy = deepcopy(description)
    for path in copy["paths"].values():
        kept = [p for p in path["get"]["parameters"] if p["name"] not in ("cursor", "km")]
        for parameter in kept:
            if parameter["name"] == "sort":
                names = parameter["schema"]["enum"]
                parameter["schema"]["enum"] = [name for name in names if name != "distance"]
        path["get"]["parameters"] = kept
    return copy


SCHEMA = schemathesis.openapi.from_dict(free_of_ties(DESCRIPTION))


@pytest.fixture
def api(client: TestClient) -> TestClient:
    return client


@SCHEMA.parametrize()
@budget(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_request_breaks_the_description(case: schemathesis.Case, app: object) -> None:
    """Slow: real requests of every kind, good and bad, against a real index. It buys that the description is true."""
    case.call_and_validate(app=app, base_url="https://rencai.example/api/v1", additional_checks=[not_a_server_error])


def test_the_description_is_served_and_names_every_section(client: TestClient) -> None:
    served = client.get("/api/v1/openapi.json").json()
    assert served == json.loads(json.dumps(DESCRIPTION))
    assert {model.kind.path for model in KINDS} <= set(served["paths"])
    assert served["openapi"] == "3.1.0"


def test_pages_and_api_take_the_same_parameters() -> None:
    for model in KINDS:
        described = DESCRIPTION["paths"][model.kind.path]["get"]["parameters"]
        assert [p["name"] for p in described] == [p.name for p in parameters(model.kind.name)]


@pytest.mark.parametrize(
    "query",
    [
        "colour=red",
        "size=0",
        "size=many",
        "sort=luck",
        "salary_min=-1",
        "km=5",
        "cursor=x",
        "published_from=yesterday",
        "published_from=2026-W48-1",
        "skill_level=神仙",
        "near=here",
        "size=5&size=6",
        "q=" + "长" * 501,
    ],
)
def test_what_cannot_be_used_is_named_in_chinese(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/v1/jobs?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == 400
    assert any("\u4e00" <= letter <= "\u9fff" for letter in body["detail"])
    if "cursor" not in query:
        assert query.partition("=")[0] in {bad["name"] for bad in body["parameters"]}


def test_a_search_gives_hits_facets_and_the_way_on(client: TestClient) -> None:
    body = client.get("/api/v1/jobs?q=数控&size=5&district=海淀区").json()
    assert len(body["hits"]) == 5
    assert body["hits"][0]["url"].startswith("https://rencai.example/jobs/")
    chosen = {count["label"] for count in body["facets"]["district"] if count["chosen"]}
    assert chosen == {"海淀区"}
    following = client.get(
        "/api/v1/jobs", params={"q": "数控", "size": 5, "district": "海淀区", "cursor": body["next"]}
    ).json()
    assert not {hit["id"] for hit in body["hits"]} & {hit["id"] for hit in following["hits"]}


def test_the_search_over_all_can_be_held_to_one_kind(client: TestClient) -> None:
    found = client.get("/api/v1/search?kind=policy_notice&q=高技能人才").json()
    assert {hit["kind"] for hit in found["hits"]} == {"policy_notice"}


def test_a_record_has_what_the_export_has(client: TestClient) -> None:
    body = client.get(f"/api/v1/records/{support_site.WELDER}").json()
    assert body["salary"] == {**body["salary"], "min": 300, "max": 300, "unit": "day"}
    assert body["district"]["name"] == "大兴区"
    assert body["salary_text"] == "300元/天"
    assert client.get("/api/v1/records/aaaaaaaaaaaaaaaaaaaaaaaaaa").status_code == 404


def test_records_keep_to_the_schema_of_their_kind(client: TestClient) -> None:
    schemas = DESCRIPTION["components"]["schemas"]
    for hit in client.get("/api/v1/jobs?size=50").json()["hits"][:10]:
        body = client.get(f"/api/v1/records/{hit['id']}").json()
        schema = {"$ref": "#/components/schemas/JobPosting", "components": {"schemas": schemas}}
        assert validator_for(schema).is_valid({name: value for name, value in body.items() if value is not None})


def test_completions_have_results(client: TestClient) -> None:
    body = client.get("/api/v1/suggest?q=数控&kind=job_posting").json()
    assert body["suggestions"]
    for suggestion in body["suggestions"]:
        assert suggestion["count"] > 0


def completions(client: TestClient, **asked: str) -> dict[str, int]:
    answer = client.get("/api/v1/suggest", params={"q": "数控车工", **asked})
    assert answer.status_code == 200, answer.text
    return {one["text"]: one["count"] for one in answer.json()["suggestions"]}


@pytest.mark.parametrize(
    "narrowed",
    [
        {"district": "海淀区"},
        {"salary_min": "11000"},
        {"education": "大专", "no_employment_type": "劳务派遣"},
        {"near": "116.31,39.956", "km": "5"},
    ],
    ids=str,
)
def test_completions_count_within_all_that_narrows_the_list(client: TestClient, narrowed: dict[str, str]) -> None:
    everywhere = completions(client, kind="job_posting")["数控车工"]
    within = completions(client, kind="job_posting", **narrowed)["数控车工"]
    listed = client.get("/api/v1/jobs", params={"q": "数控车工", **narrowed}).json()["total"]
    assert 0 < within == listed < everywhere


@pytest.mark.parametrize("path", ["kinds", "openapi.json", f"records/{support_site.WELDER}", "suggest", "search"])
def test_a_parameter_that_there_is_not_is_refused_everywhere(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}?colour=red")
    assert (answer.status_code, answer.json()["parameters"][0]["name"]) == (400, "colour")
    assert client.get("/api/v1/search?q=a&kind=job_posting&kind=policy_notice").status_code == 400


def test_completions_count_within_several_kinds(client: TestClient) -> None:
    def count(kinds: str) -> int:
        found = client.get(f"/api/v1/suggest?q=焊工&{kinds}").json()["suggestions"]
        return sum(one["count"] for one in found if one["text"] == "焊工")

    vacancies, courses = count("kind=job_posting"), count("kind=training_course")
    assert vacancies
    assert courses
    assert count("kind=job_posting&kind=training_course") == vacancies + courses
    assert count("kind=policy_notice&kind=training_course") == courses
    assert count("no_kind=job_posting") == courses + count("kind=policy_notice")
    assert client.get("/api/v1/suggest?q=a&kind=job_posting&kind=fish").status_code == 400


def test_the_kinds_and_their_fields(client: TestClient) -> None:
    kinds = {kind["name"]: kind for kind in client.get("/api/v1/kinds").json()["kinds"]}
    assert set(kinds) == {model.kind.name for model in KINDS}
    assert {"name": "salary_text", "raw": True}.items() <= next(
        column for column in kinds["job_posting"]["columns"] if column["name"] == "salary_text"
    ).items()


def test_a_text_of_the_allowed_length_is_read_to_its_end(api: TestClient) -> None:
    long = "电工 " * 160 + "-电工"
    assert len(long) > 480
    assert api.get("/api/v1/search", params={"q": long[:-4]}).json()["total"]
    assert not api.get("/api/v1/search", params={"q": long}).json()["total"]


def test_an_erased_record_is_gone_from_the_api_as_from_the_site(api: TestClient, store: Engine) -> None:
    with writing(store) as turn:
        erase(turn, support_site.WELDER, "request", None, clock.now())
    for path in (f"/jobs/{support_site.WELDER}", f"/api/v1/records/{support_site.WELDER}"):
        assert api.get(path).status_code == 410
