"""How often unreachable objects are looked for while a crawl goes on."""

import gc
import weakref

from rencai_crawler.litter import OFTEN, seldom


class Ring:
    """An object that only a search finds to be unreachable."""

    def __init__(self) -> None:
        self.own = self


def test_it_is_as_before_when_a_crawl_has_ended() -> None:
    before = gc.get_threshold()
    with seldom():
        assert gc.get_threshold() == OFTEN
        assert gc.get_freeze_count() > 0
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_what_a_crawl_leaves_behind_is_still_found() -> None:
    with seldom():
        left = weakref.ref(Ring())
        gc.collect()
        assert left() is None
