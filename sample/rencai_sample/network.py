"""All sites of the sample network."""

from rencai_sample.page import Site

SITES: tuple[Site, ...] = (
    Site("government", 0),
    Site("board", 1),
    Site("recruitment", 2),
    Site("listings", 3),
    Site("training", 4),
    Site("feeds", 5),
    Site("saved", 6),
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
