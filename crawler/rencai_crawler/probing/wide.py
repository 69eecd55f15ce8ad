"""How much belongs to a list: folders beside its own, and the columns that a front page's entries come from."""

from collections.abc import Sequence
from statistics import median
from urllib.parse import urlsplit

from rencai_crawler.addresses import url_key
from rencai_crawler.pages import Link, Page, read_list
from rencai_crawler.probing.findings import Trial
from rencai_crawler.probing.look import Look
from rencai_crawler.probing.names import is_html
from rencai_crawler.probing.shapes import ENOUGH, Group
from rencai_crawler.probing.siblings import beside, enough
from rencai_crawler.probing.trial import draft, trials
from rencai_crawler.probing.ways import columns_of, holders_of, is_front, links_of, named_columns, whole_columns

MOST_LISTS = 6
"""Pages that are looked at for a list of details."""
_MOST_COLUMNS = 12
_TITLE = 15
"""Characters of a notice's title, more than of an office and who holds it."""


async def widened(look: Look, page: Page, group: Group, links: Sequence[Link]) -> Group:
    """The group with the details beside it: those of a list's own folder, or of a front page's columns."""
    found = beside(group, links, urlsplit(page.url).netloc)
    if found is None:
        return group
    kinds = trials(await look.sample(group.links, 1))[:1]
    if found.parent and urlsplit(page.url).path.rpartition("/")[0] == found.parent:
        every = [link for links in found.folders.values() for link in links]
        return found.within(group) if await _reads_as(look, every, kinds) else group
    if not is_front(page.url):
        return group
    names = enough(found)[:MOST_LISTS]
    alike = [name for name in names if await _reads_as(look, found.folders[name], kinds)]
    return found.chosen(group, alike) if alike else group


async def _reads_as(look: Look, links: Sequence[Link], wanted: Sequence[Trial]) -> bool:
    """Whether a page behind links is read as others are, and has a day, be it in the list, where they have."""
    found = trials(await look.sample(links, 1))
    if not found or not wanted or found[0].kinds != wanted[0].kinds:
        return False
    needed = "policy_notice" in found[0].kinds and wanted[0].coverage.get("published_text")
    return not needed or bool(found[0].coverage.get("published_text")) or all(link.date for link in links)


async def columns_with_more(look: Look, page: Page, group: Group) -> dict[str, set[str]]:
    """The columns that a front page's recent entries come from, where they show more than it: their entries."""
    columns: dict[str, set[str]] = {}
    entries, met = {link.url for link in group.links}, {url_key(page.url)}
    shown = set(entries)
    source, named = draft("generic", details=group.details), set(named_columns(links_of(page)))
    whole = whole_columns(page)
    holding = holders_of(group.links, links_of(page))[:_MOST_COLUMNS]
    # An overview's own columns are those that its boxes lead to.
    ways = [*holding, *whole, *columns_of(page)[: MOST_LISTS + 2]] if is_front(page.url) else whole
    for url in dict.fromkeys(ways):
        column = await look.page(url) if url_key(url) not in met and not source.is_detail(url) else None
        met.add(url_key(url))
        if column and is_html(column):
            reading = read_list(column, source)
            found = {link.url for link in reading.links}
            # A few that are new may stand beside a text; a column has more, goes on, or is called one.
            least = 1 if url in named else ENOUGH
            own = found - set().union(*columns.values())
            has_more = len(found - shown) >= least or (found and reading.next_pages) or (own and url in whole)
            # What the front page shows nothing of may be who leads the office, and what its departments do.
            has_more = has_more or (url in holding and entries <= found)
            is_known = found & entries or url in whole or url in named
            is_column = has_more and (is_known or median(len(link.text) for link in reading.links) >= _TITLE)
            if is_column and urlsplit(column.url).path.strip("/"):
                columns[column.url] = found
                shown |= found
    return columns
