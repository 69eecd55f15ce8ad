"""How many records the sample network holds, from its own content."""

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
