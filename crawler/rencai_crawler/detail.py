"""What becomes of one detail page: its records, or the reason why it has none."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from scrapy import Request
from scrapy.http import Response

from rencai import clock
from rencai.errors import FetchError
from rencai.intake import RejectReason
from rencai.store.pages import PART, PageState
from rencai_crawler.addresses import local, url_key
from rencai_crawler.answers import REPEATS, Answer, answer_of
from rencai_crawler.items import raws_of
from rencai_crawler.job import Job
from rencai_crawler.keeper import Kept, Turned
from rencai_crawler.pages import Page, PageReading
from rencai_crawler.pages.states import is_cut_off, says, says_closed, tells_of
from rencai_crawler.parts import Whole, fetcher, whole
from rencai_crawler.permission import permission_of
from rencai_crawler.plan import SAID_GONE, Wanted, doubtful, once_more
from rencai_crawler.reasons import Fail, Skip
from rencai_crawler.responses import headers_of, page_of, state_of
from rencai_crawler.source import Source

Download = Callable[[Request], Awaitable[Response]]
MOST_ASKED = 5
"""Records of a page by whose titles it is known again."""


async def read_detail(job: Job, download: Download, response: Response, wish: Wanted) -> list[Kept]:
    """Read a response to the request for a detail page; count it, and give what is to be kept."""
    answer = answer_of(response.status)
    if answer is Answer.NOT_MODIFIED:
        await _not_modified(job, response, wish)
    elif answer is not Answer.CONTENT:
        await _refused(job, answer, response, wish)
    elif response.url != wish.link.url and url_key(response.url) != wish.key and not job.source.is_detail(response.url):
        job.tally.fail(Fail.REDIRECTED)
        if wish.state and not wish.listed and _is_front(job.source, response.url):
            job.doubted[wish.key] = (wish.state, "led_home")
    else:
        return await _content(job, download, response, wish)
    return []


def _is_front(source: Source, url: str) -> bool:
    """Whether an address is that of a site's first page or of a list of the source."""
    return local(url) == "/" or url_key(url) in map(url_key, source.start)


async def _content(job: Job, download: Download, response: Response, wish: Wanted) -> list[Kept]:
    page = page_of(response, job.source, job.tally)
    permission = permission_of(page.headers, page.body)
    if permission.refusal:
        await _opted_out(job, page, wish, permission.refusal)
        return []
    if await _is_torn(job, page, wish):
        job.tally.fail(Fail.TRUNCATED)
        return []
    job.tally.pages += 1
    reading = await job.beside.read(page, job.source)
    if reading.kind_of_page in ("block", "empty"):
        await _disguised(job, response, wish, reading)
        return []
    # Where fields are declared, or the page's own data, there is no mistaking another page for it.
    structured = job.source.family in ("json_ld", "selectors")
    if not structured and not tells_of(page, wish.name, reading.items):
        _error_in_words(job, page.url)
        return []
    job.walls = 0
    if wish.state and not wish.listed and _is_closed(page, reading):
        job.doubted[wish.key] = (wish.state, "closed")
        return []
    if not job.is_new(page):
        job.tally.pages -= 1
        job.tally.skip(Skip.DUPLICATE)
        return []
    if not reading.items:
        job.turn_away(response, RejectReason.UNREADABLE, reading.reason)
    return await _records(job, download, page, reading, wish, archive=permission.archive)


async def _opted_out(job: Job, page: Page, wish: Wanted, refusal: str) -> None:
    """A page that asks not to be used. Where it still is that of its records, and calls them so, they end.

    Walls, logins and errors ask not to be indexed as well, and say nothing of what stands behind them.
    """
    job.tally.skip(refusal)
    if wish.state is None:
        return
    reading = await job.beside.read(page, job.source)
    raws = raws_of(reading.items, page, job.source, replace(wish.link, text=wish.name))
    ids = [str(fields["source_id"]) for _, fields in raws if fields["source_id"] in wish.state.source_ids]
    titles = await job.in_thread(job.titles, ids[:MOST_ASKED])
    tells = tells_of if job.source.listing.titles else says  # there only the list says what a page is called
    if any(tells(page, title, reading.items) for title in titles):
        _withhold(job, wish.state, refusal)


def _withhold(job: Job, known: PageState, refusal: str) -> None:
    job.tally.opted_out += known.status not in SAID_GONE
    job.opted_out[known.url_key] = (known, refusal)


def _is_closed(page: Page, reading: PageReading) -> bool:
    """Whether a vacancy's own page says that it is closed; where a list names it, that counts before a template."""
    return any(item.kind == "job_posting" for item in reading.items[:1]) and says_closed(page)


async def _records(
    job: Job, download: Download, page: Page, reading: PageReading, wish: Wanted, *, archive: bool
) -> list[Kept]:
    fetch = fetcher(download, lambda response: page_of(response, job.source, job.tally))
    try:
        found = await whole(page, reading, job.source, fetch, job.before, job.beside.attach)
    except FetchError as error:
        job.log.note(str(error))
        job.tally.fail(Fail.TRUNCATED)
        return []
    _count_unread(job, page, found)
    raws = raws_of(found.reading.items, page, job.source, replace(wish.link, text=wish.name))
    ids = tuple(str(fields["source_id"]) for _, fields in raws)
    if _is_another(page, wish, ids):
        job.tally.fail(Fail.REDIRECTED)
        return []
    if any(job.is_shared(*raw) for raw in raws):
        _turn_shared_away(job, page, wish, ids)
        return []
    for kind, fields in raws:
        job.tally.saw(kind, fields)
    if wish.state and (found.doubtful or not ids):
        # What could not be read this time has not gone.
        ids = tuple(dict.fromkeys((*ids, *wish.state.source_ids)))
    state = replace(state_of(page, job.source, wish.key, wish.mark), source_ids=ids)
    if found.again or not raws or (wish.state is None and is_cut_off(page)):
        state = once_more(state, wish.state)
    # What belongs to the page first: whoever has the page's state may rely on theirs.
    parts = [
        _kept(replace(state_of(part, job.source, url_key(part.url), PART), source_ids=ids), part)
        for part in found.parts
    ]
    return [*parts, Kept(state, page.body, page.headers.get("content-type", ""), raws, archive)]


def _count_unread(job: Job, page: Page, found: Whole) -> None:
    for url, reason in found.unread:
        job.tally.attachments[reason.partition(":")[0]] += 1
        job.log.note(f"attachment {url} of {page.url} gave nothing ({reason})")


def _turn_shared_away(job: Job, page: Page, wish: Wanted, ids: Sequence[str]) -> None:
    told = f"another page gave {', '.join(ids[:3])} too: the source's `source_id` does not tell them apart"
    job.tally.reject(RejectReason.SHARED_SOURCE_ID)
    job.turned.append(Turned(page.url, RejectReason.SHARED_SOURCE_ID, told, page.body[:4000], wish.link.url))
    job.log.note(f"{page.url}: {told}")


async def _is_torn(job: Job, page: Page, wish: Wanted) -> bool:
    """Whether a known page ends before its markup does, and did not before: what is missing of it is still there."""
    if wish.state is None or not is_cut_off(page):
        return False
    before = await job.before(page.url)
    return before is not None and not is_cut_off(before)


def _is_another(page: Page, wish: Wanted, ids: tuple[str, ...]) -> bool:
    """Whether a known page led to the page of another record, which says nothing of its own."""
    before = wish.state.source_ids if wish.state else ()
    return bool(before) and url_key(page.url) != wish.key and not set(before).intersection(ids)


def _kept(state: PageState, page: Page) -> Kept:
    keep = permission_of(page.headers, page.body).archive
    return Kept(state, page.body, page.headers.get("content-type", ""), archive=keep)


async def _not_modified(job: Job, response: Response, wish: Wanted) -> None:
    if wish.state is None:
        job.tally.fail(Answer.NOT_MODIFIED.failure)
        return
    if refusal := permission_of(headers_of(response), b"").refusal:
        job.tally.skip(refusal)
        _withhold(job, wish.state, refusal)
        return
    job.tally.not_modified += 1
    job.tally.outcomes["unchanged"] += len(wish.state.source_ids)
    state = replace(wish.state, mark=wish.mark, asked_at=clock.now(), failures=0)
    await job.in_thread(job.keeper.remember, [state])
    await job.seen([wish.key])


async def _refused(job: Job, answer: Answer, response: Response, wish: Wanted) -> None:
    """Only 404 and 410 say that a page is gone, and other 4xx when they keep coming."""
    job.tally.fail(answer.failure)
    job.walls += answer is Answer.FORBIDDEN
    if wish.state is None:
        return
    reason = f"http_{response.status}"
    if answer is Answer.GONE:
        job.vanished[wish.key] = (wish.state, reason)
    elif answer is Answer.REFUSED:
        await _failed_again(job, wish, wish.state, reason)


async def _disguised(job: Job, response: Response, wish: Wanted, reading: PageReading) -> None:
    """A challenge or an error that is answered with 200."""
    if reading.kind_of_page == "block":
        job.turn_away(response, RejectReason.BLOCK_PAGE, reading.reason)
        return
    if reading.reason == "error":
        _error_in_words(job, response.url)
        return
    missing = reading.reason == "not_found"
    job.turn_away(response, RejectReason.NOT_FOUND_PAGE if missing else RejectReason.EMPTY_PAGE, reading.reason)
    if missing and wish.state:
        await _failed_again(job, wish, wish.state, "not_found_page")


def _error_in_words(job: Job, url: str) -> None:
    job.tally.pages -= 1
    job.tally.fail(Fail.SERVER_ERROR)
    job.log.note(f"{url} is taken for an error: it says nothing but that, or nothing of what it is listed as")


async def _failed_again(job: Job, wish: Wanted, known: PageState, reason: str) -> None:
    failures, mark = known.failures + 1, doubtful(known.mark)
    state = replace(known, failures=failures, etag="", last_modified="", mark=mark, asked_at=clock.now())
    await job.in_thread(job.keeper.remember, [state])
    if state.failures >= REPEATS:
        job.vanished[wish.key] = (state, reason)
