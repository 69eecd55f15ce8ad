"""All sites of the sample network."""

from rencai_sample.page import Site
from rencai_sample.sites import board, government

SITES: tuple[Site, ...] = (
    Site("government", 0, government.build),
    Site("board", 1, board.build),
)
"""Never change a site's place: source files and the original links of records hold its port."""
