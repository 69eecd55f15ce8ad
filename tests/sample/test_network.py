"""The sample network's sites: what they hold, and that they are the same at every start."""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from rencai.records.parsers.credit_code import read_credit_code
from rencai_sample.network import SITES, SOURCES
from rencai_sample.page import Site
from rencai_sample.totals import by_source, table, totals
from rencai_sample.vacancies import ON_TWO_SITES, employers

ROOT = Path(__file__).resolve().parents[2]
SITE = {site.name: site for site in SITES}
PHONE = re.compile(r"(?<!\d)(1[3-9]\d{9}|0\d{2,3}-\d{7,8}|010-\d{4}-\d{4})(?!\d)")
OURS = ("board", "recruitment", "listings", "training", "feeds")
"""Sites whose content we wrote."""


def texts(site: Site) -> dict[str, str]:
    """Every readable page of a site."""
    found = {}
    for path, page in site.pages().items():
        if page.type.startswith(("text/", "application/rss", "application/feed")) and not path.endswith(".csv"):
            encoding = "gbk" if site.name == "listings" and not path.endswith(".txt") else "utf-8"
            found[path] = page.body.decode(encoding)
    return found


def source(name: str) -> dict[str, object]:
    """A source file of the sample network, as data."""
    file = ROOT / "crawler/rencai_crawler/sources" / f"{name}.yaml"
    value = yaml.safe_load(file.read_text("utf-8"))
    assert isinstance(value, dict)
    return value


@pytest.mark.parametrize("name", SOURCES)
def test_every_source_starts_at_a_page_that_is_served(name: str) -> None:
    origins = {site.origin: site for site in SITES}
    for address in source(name)["start"]:  # type: ignore[attr-defined]
        origin, path = re.fullmatch(r"(http://[^/]+)(/.*)", address).groups()  # type: ignore[union-attr]
        assert path in origins[origin].pages()


def test_every_source_of_the_network_is_collected_and_counted() -> None:
    files = {
        file.stem
        for file in (ROOT / "crawler/rencai_crawler/sources").glob("*.yaml")
        if source(file.stem).get("sample")
    }
    assert files == set(SOURCES) == set(by_source())


@pytest.mark.parametrize(
    "name", ["sample-government", "sample-board", "sample-listings", "sample-training", "sample-careers"]
)
def test_a_source_has_as_many_detail_pages_as_it_must_give_records(name: str) -> None:
    site = next(site for site in SITES if source(name)["start"][0].startswith(site.origin))  # type: ignore[index]
    pattern = re.compile(str(source(name)["details"]))
    assert sum(1 for path in site.pages() if pattern.search(path)) == sum(by_source()[name].values())


def test_the_network_has_what_was_promised() -> None:
    counted, sums = by_source(), totals()
    sample = sum(
        sum(counted[name].values())
        for name in SOURCES
        if name not in {"sample-government", "sample-mooc", "sample-careers", "sample-saved"}
    )
    assert counted["sample-government"]["policy_notice"] > 150
    assert counted["sample-mooc"]["training_course"] == 1219
    assert sample - counted["sample-recruitment"]["policy_notice"] >= 300
    assert sums["job_posting"] >= 300


@pytest.mark.parametrize("name", OURS)
def test_no_page_of_ours_names_a_number_that_could_be_somebodys(name: str) -> None:
    for path, text in texts(SITE[name]).items():
        for phone in PHONE.findall(text):
            assert phone.startswith("010-0000-"), path


@pytest.mark.parametrize("name", OURS)
def test_every_page_of_ours_says_that_it_is_a_sample(name: str) -> None:
    for path, text in texts(SITE[name]).items():
        if not path.endswith("robots.txt"):
            assert "示例" in text, path


def test_employers_are_recognisably_invented_and_their_codes_well_formed() -> None:
    for group in employers().values():
        for employer in group:
            assert employer.name.startswith("示例")
            assert read_credit_code(employer.code) == employer.code
            assert "110199" in employer.code
            assert "EXMPL" in employer.code


def test_pages_are_the_same_in_every_process() -> None:
    program = (
        "import hashlib, json; from rencai_sample.network import SITES\n"
        "pages = {site.origin + path: page for site in SITES for path, page in site.pages().items()}\n"
        "print(json.dumps({url: hashlib.sha256(page.body).hexdigest() for url, page in pages.items()}))"
    )
    other = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, env={"PYTHONHASHSEED": "7"}
    ).stdout
    here = {
        site.origin + path: hashlib.sha256(page.body).hexdigest()
        for site in SITES
        for path, page in site.pages().items()
    }
    assert json.loads(other) == here


def test_the_table_site_is_gbk_that_gb2312_cannot_hold() -> None:
    pages = [page for path, page in SITE["listings"].pages().items() if path.startswith("/zhaopin/")]
    for page in pages:
        with pytest.raises(UnicodeDecodeError):
            page.body.decode("gb2312")
    assert any(b"charset" not in page.body and "charset" not in page.type for page in pages)


def test_the_document_tells_the_counts() -> None:
    """`python -m rencai_sample.totals` prints the table to put there."""
    assert table() in (ROOT / "docs/sample-network.md").read_text("utf-8")


def test_the_readme_tells_the_counts() -> None:
    text, sums, counted = (ROOT / "README.md").read_text("utf-8"), totals(), by_source()
    regulations = counted["sample-government"]["policy_notice"] - 1
    rows = counted["sample-mooc"]["training_course"]
    sample = sums["job_posting"] - counted["sample-careers"]["job_posting"]
    assert f"{sums['policy_notice']} notices: the policy, {regulations} laws and regulations" in text
    boards = {source for source, kinds in counted.items() if "job_posting" in kinds} - {"sample-gigs", "sample-careers"}
    sites, twins = {3: "three", 4: "four"}[len(boards)], {20: "twenty"}[ON_TWO_SITES]
    assert f"{sums['job_posting']} vacancies: {sample} sample ones from {sites} differently built sites" in text
    assert f"{twins} stand on two sites" in text
    assert f"{sums['training_course']} courses: {rows} real rows" in text
    assert f"{sums['training_course'] - rows} sample vocational ones" in text
