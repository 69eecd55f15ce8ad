"""The site on PostgreSQL: what SQLite takes in a text and PostgreSQL does not."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

import support_site
from rencai.settings import Settings
from rencai.store.engine import writing
from rencai.store.people import create_person
from rencai_site.app import create_app, open_site
from support_store import PostgreSQL, postgresql_store

PASSWORD = "一个足够长的密码-2026"


@pytest.mark.postgresql
def test_no_character_that_a_database_refuses_comes_to_it(tmp_path: Path, postgresql: PostgreSQL) -> None:
    with postgresql_store(postgresql) as store:
        site = open_site(Settings(data=tmp_path / "data", database_url=store.url.render_as_string(hide_password=False)))
        client = TestClient(create_app(site), base_url="https://rencai.example", follow_redirects=False)
        for path in ("/jobs/a%00b", "/api/v1/records/a%00b", "/policies/number/a%00b", "/admin/records/a%00b"):
            assert client.get(path).status_code == 404, path
        with writing(site.engine) as turn:
            create_person(turn, "值班员", PASSWORD, "admin")
        assert support_site.log_in(client, "值班\x00员", PASSWORD) == 303
        for path in ("/admin/runs?job=a%00b", "/admin/records?id=a%00b"):
            assert client.get(path).status_code == 200, path
        site.close()
