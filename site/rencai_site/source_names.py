"""What sources are called. The crawler knows; it is asked through its command, since the site does not import it."""

import asyncio
import json
from contextlib import suppress
from typing import Any

from rencai.exchange.sources import LIST, by_id
from rencai.processes import PROGRAM
from rencai_site.site import Site

EVERY = 600.0
PATIENCE = 60.0


async def keep_source_names(site: Site) -> None:
    """Read the sources now and then; while the command fails, what was read before stays."""
    while True:
        with suppress(OSError, ValueError, TimeoutError):
            site.sources = await list_sources()
        await asyncio.sleep(EVERY)


async def list_sources() -> dict[str, dict[str, Any]]:
    """Every source by id, as `rencai sources list --json` gives it. Raises ValueError when the command fails."""
    process = await asyncio.create_subprocess_exec(
        *PROGRAM,
        *LIST,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        out, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
    except (TimeoutError, asyncio.CancelledError):
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        raise
    if process.returncode:
        raise ValueError(f"the sources cannot be listed: exit code {process.returncode}")
    return by_id(json.loads(out))
