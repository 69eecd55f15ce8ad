"""What sources are called is asked of another command, which may fail."""

import asyncio
from contextlib import suppress

import pytest

from rencai_site import source_names
from rencai_site.site import Site


def test_names_that_are_known_stay_while_the_command_fails(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_names, "LIST", ("false",))
    site.sources = {"board": {"id": "board", "name": "示例招聘板"}}

    async def keep() -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(source_names.keep_source_names(site), 1)

    asyncio.run(keep())
    assert site.sources["board"]["name"] == "示例招聘板"
