"""What programs follow: feeds and the sitemap."""

from xml.etree import ElementTree as ET

from sqlalchemy import Engine
from starlette.testclient import TestClient

import support_site
from rencai import clock
from rencai.store.engine import writing
from rencai.store.life import end

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_feed_is_xml_whatever_characters_are_in_it(client: TestClient) -> None:
    root = ET.fromstring(client.get("/jobs/feed.atom?q=%01焊%0b%ef%bf%be<工").text)  # noqa: S314  # our own
    assert (root.findtext(f"{ATOM}title") or "").startswith("焊<工")


def test_the_newest_of_a_search_as_a_feed(client: TestClient) -> None:
    answer = client.get("/jobs/feed.atom?q=焊工")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ET.fromstring(answer.text)  # noqa: S314  # our own
    assert root.find(f"{ATOM}link[@rel='self']") is not None
    assert f"https://rencai.example/jobs/{support_site.WELDER}" in {
        e.findtext(f"{ATOM}id") for e in root.iter(f"{ATOM}entry")
    }


def test_a_feed_tells_when_a_record_was_found_and_when_it_changed(client: TestClient, store: Engine) -> None:
    """A reader that has an entry looks at it again only where its date of change moved."""
    from rencai.intake.intake import Intake

    def dates() -> dict[str, tuple[str, str]]:
        feed = ET.fromstring(client.get("/jobs/feed.atom?q=焊工").text)  # noqa: S314  # our own
        found = {
            str(one.findtext(f"{ATOM}id")): (
                str(one.findtext(f"{ATOM}published")),
                str(one.findtext(f"{ATOM}updated")),
            )
            for one in feed.iter(f"{ATOM}entry")
        }
        assert feed.findtext(f"{ATOM}updated") == max(changed for _, changed in found.values())
        return found

    mine = f"https://rencai.example/jobs/{support_site.WELDER}"
    first, before = dates()[mine]
    changed = next(raw for raw in support_site.VACANCIES if raw["source_id"] == "welder") | {"salary_text": "350元/天"}
    Intake(store, "board", "import", rest=0).take("job_posting", [changed])
    assert dates()[mine][0] == first
    assert dates()[mine][1] > before


def test_the_sitemap_names_what_is_live_and_nothing_else(client: TestClient, store: Engine) -> None:
    with writing(store) as turn:
        end(turn, [support_site.WELDER], "expired", "deadline", clock.now())
    assert "sitemap-0.xml" in client.get("/sitemap.xml").text
    listed = client.get("/sitemap-0.xml").text
    assert support_site.POLICY in listed
    assert support_site.WELDER not in listed
    assert "Sitemap: https://rencai.example/sitemap.xml" in client.get("/robots.txt").text
