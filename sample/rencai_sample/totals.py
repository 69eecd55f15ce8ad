"""How many records the sample network holds, from its own content."""

import sys
from functools import cache

from rencai_sample.content_files import CONTENT
from rencai_sample.courses import board_courses, provider_courses
from rencai_sample.gigs import gigs
from rencai_sample.recruitment import notices
from rencai_sample.regulations import regulations
from rencai_sample.vacancies import board_vacancies, table_vacancies


@cache
def by_source() -> dict[str, dict[str, int]]:
    """Records of each kind that each source must give."""
    found = notices()
    rows = (CONTENT / "courses" / "icourse163_mooc_2017.csv").read_text("utf-8").strip().count("\n")
    return {
        "sample-government": {"policy_notice": 1 + len(regulations())},
        "sample-board": {"job_posting": len(board_vacancies()), "training_course": len(board_courses())},
        "sample-recruitment": {"policy_notice": len(found), "job_posting": sum(len(notice.rows) for notice in found)},
        "sample-listings": {"job_posting": len(table_vacancies())},
        "sample-training": {"training_course": len(provider_courses())},
        "sample-mooc": {"training_course": rows},
        "sample-gigs": {"job_posting": len(gigs())},
        "sample-careers": {"job_posting": 2},
        "sample-saved": {"policy_notice": 2},
    }


def totals() -> dict[str, int]:
    """The same, by kind over all sources."""
    sums: dict[str, int] = {}
    for kinds in by_source().values():
        for kind, count in kinds.items():
            sums[kind] = sums.get(kind, 0) + count
    return sums


def table() -> str:
    """The numbers as the table of `docs/sample-network.md`."""
    heads = ("policy_notice", "job_posting", "training_course")
    rows: list[tuple[str, ...]] = [("Source", "Site", "Notices", "Vacancies", "Courses", "Texts")]
    for source, kinds in by_source().items():
        rows.append((f"`{source}`", _SITES[source], *(str(kinds.get(kind, 0)) for kind in heads), _TEXTS[source]))
    sums = totals()
    rows.append(("all", "", *(str(sums[kind]) for kind in heads), ""))
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "| --- | --- | ---: | ---: | ---: | --- |")
    return "\n".join(lines) + "\n"


_SITES = {
    "sample-government": "TRS-like government site, three document tables",
    "sample-board": "job board with JSON-LD, found by sitemap",
    "sample-recruitment": "public institutions' notices with tables of positions (page, xlsx, docx, pdf)",
    "sample-listings": "table site in GBK bytes, declared as gb2312 or not at all",
    "sample-training": "training provider, declared selectors, paging by query",
    "sample-mooc": "CSV file",
    "sample-gigs": "RSS feed",
    "sample-careers": "saved pages with JSON-LD",
    "sample-saved": "saved pages without government meta tags",
}
_TEXTS = {
    "sample-government": "**real** texts, pages ours",
    "sample-board": "sample",
    "sample-recruitment": "sample",
    "sample-listings": "sample",
    "sample-training": "sample",
    "sample-mooc": "**real** rows as found",
    "sample-gigs": "sample",
    "sample-careers": "**real** pages as saved",
    "sample-saved": "**real** pages as saved",
}

if __name__ == "__main__":
    sys.stdout.write(table())
