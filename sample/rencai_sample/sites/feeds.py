"""Feeds: the real rows of MOOC courses as a CSV file, and sample short-term work as RSS."""

from rencai_sample.content_files import CONTENT
from rencai_sample.gigs import gigs
from rencai_sample.page import Page, Pages, render, robots


def build(origin: str) -> Pages:
    """The two feeds and a page that names them; the CSV is the file as it was found, dirt included."""
    return {
        "/robots.txt": robots("Allow: /"),
        "/": Page(render("feeds/home.html").encode()),
        "/mooc.csv": Page((CONTENT / "courses" / "icourse163_mooc_2017.csv").read_bytes(), "text/csv"),
        "/gigs.xml": Page(render("feeds/gigs.xml", gigs=gigs(), origin=origin).encode(), "application/rss+xml"),
    } | {f"/gig/{gig.id}": Page(render("feeds/gig.html", gig=gig).encode(), day=gig.published) for gig in gigs()}
