"""What a run sends for the pages of lists that are asked for by POST."""

from rencai_crawler.pages import PageReading
from rencai_crawler.posted import Sent, is_behind_form, sent_by
from rencai_crawler.source import Source

_MOST = 20
"""Forms that are kept, to ask for the last pages once more: what servers note in them may be long."""


class Forms:
    """The forms of one run; of a source that asks by GET there are none."""

    def __init__(self, source: Source) -> None:
        self._listing = source.listing
        self._fields: dict[str, str] = {}

    def note(self, reading: PageReading) -> None:
        """Keep what a list page's form sends for the page behind it."""
        for url in reading.next_pages if reading.form else ():
            self._fields.pop(url, None)
            self._fields[url] = reading.form
            if len(self._fields) > _MOST:
                del self._fields[next(iter(self._fields))]

    def sent(self, url: str) -> Sent | None:
        """What is sent for a list page; None where it is asked for by GET."""
        if self._listing.method != "POST":
            return None
        return sent_by(url, self._listing.body, self._listing.sends, self._fields.get(url, ""))

    def lack(self, url: str) -> bool:
        """Whether what asks for a page is no longer kept."""
        return self._listing.method == "POST" and is_behind_form(url) and url not in self._fields
