"""What to say of a page that leads to no list. Pure."""

from rencai_crawler.pages import Page
from rencai_crawler.pages.lines import text_in
from rencai_crawler.pages.states import state
from rencai_crawler.probing.names import is_html

_FEW_LINKS = 5
_LOGIN = 600
"""Characters of a page that is little else than a form to log in."""
_STATES = {
    "challenge": "it answered with a challenge and no page: the site lets no robots in",
    "empty_body": "it answered with an empty page",
    "not_found": "the page says that it is not there (any more)",
    "too_large": "the page is larger than pages are read",
}


def is_no_page(page: Page) -> bool:
    """Whether an answer is a wall, an error in words or nothing: what else the site has was not asked for."""
    hindrance = state(page)
    return hindrance is not None and hindrance[1] in _STATES


def notes_on(page: Page) -> list[str]:
    """Why a page gives no list, and what somebody can do about it."""
    hindrance = state(page)
    if hindrance and hindrance[1] in _STATES:
        return [_STATES[hindrance[1]]]
    notes = ["no list of details was found; give the address of a list page"]
    if not is_html(page):
        return notes
    if page.tree.xpath("//input[translate(@type, 'PASWORD', 'pasword') = 'password']") and _is_little(page):
        return ["the page asks for a login: what stands behind it is not public, and not to be collected"]
    if not page.tree.xpath("//script"):
        return notes
    if len(page.tree.xpath("//a[@href]")) < _FEW_LINKS:
        notes.append("the page is made by scripts: try `render: browser`, or the API that it asks")
    return notes


def _is_little(page: Page) -> bool:
    body = page.tree.find("body")
    return body is None or len(text_in(body)) < _LOGIN
