"""All sites of the sample network."""

from rencai_sample.page import Site
from rencai_sample.sites import board, feeds, government, listings, recruitment, saved, training

SITES: tuple[Site, ...] = (
    Site("government", 0, government.build),
    Site("board", 1, board.build),
    Site("recruitment", 2, recruitment.build),
    Site("listings", 3, listings.build),
    Site("training", 4, training.build),
    Site("feeds", 5, feeds.build),
    Site("saved", 6, saved.build),
)
"""Never change a site's place: source files and the original links of records hold its port."""

SOURCES = (
    "sample-government",
    "sample-board",
    "sample-recruitment",
    "sample-listings",
    "sample-training",
    "sample-mooc",
    "sample-gigs",
    "sample-careers",
    "sample-saved",
)
"""The source files that read these sites, in the order in which the demo collects them."""
