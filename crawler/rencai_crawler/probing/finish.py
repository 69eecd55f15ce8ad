"""The end of a probe: the source file that follows from it, or why there is none."""

from urllib.parse import urljoin

from rencai_crawler.pages import Page
from rencai_crawler.probing.findings import Probed, Trial
from rencai_crawler.probing.look import Look
from rencai_crawler.probing.names import front_name, is_html, issuer_name, last_name, site_name
from rencai_crawler.probing.nothing import notes_on
from rencai_crawler.probing.written import written


class Finish:
    """Writes down what was found."""

    def __init__(self, look: Look, source_id: str) -> None:
        self._look, self._id = look, source_id
        self.details: list[Page] = []
        """The pages that were read last: the site's name stands on them."""

    async def finished(self, page: Page, values: dict[str, object], trial: Trial) -> Probed:
        """The source of these values, called as its site is."""
        if trial not in self._look.findings.trials:
            self._look.findings.trials.append(trial)
        name = site_name([*self.details, page])
        if not name:
            front = await self._look.page(urljoin(page.url, "/"))
            name = front_name(front) if front and is_html(front) else ""
        name = name or issuer_name(trial) or last_name(page)
        return written(self._look.findings, values, trial, name, self._id)

    def nothing(self, page: Page) -> Probed:
        """No source, and what the page says of why."""
        for note in notes_on(page):
            self._look.say(note)
        return Probed(self._look.findings, None, None, "")
