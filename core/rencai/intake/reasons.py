"""Why an item is turned away: a closed list, counted by run."""

from collections.abc import Sequence
from enum import StrEnum

from rencai.records.normalise import Problem


class RejectReason(StrEnum):
    """Nothing else rejects: not an absent address, body or employer, no old or past date, no place outside Beijing."""

    # What is given is no item.
    NOT_JSON = "not_json"
    NOT_AN_OBJECT = "not_an_object"
    UNDECODABLE = "undecodable"
    WRONG_COLUMNS = "wrong_columns"
    WRONG_KIND = "wrong_kind"
    # The item cannot be a record.
    NO_SOURCE_ID = "no_source_id"
    SHARED_SOURCE_ID = "shared_source_id"
    NO_TITLE = "no_title"
    WRONG_TYPE = "wrong_type"
    TOO_LONG = "too_long"
    # The store will not have it.
    ERASED = "erased"
    NOT_STORABLE = "not_storable"
    # The page is none that has items.
    EMPTY_PAGE = "empty_page"
    BLOCK_PAGE = "block_page"
    NOT_FOUND_PAGE = "not_found_page"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"


_ABSENT = frozenset({"missing", "string_too_short", "too_short"})
_LONG = frozenset({"string_too_long", "too_long"})
_REQUIRED = {"source_id": RejectReason.NO_SOURCE_ID, "title": RejectReason.NO_TITLE}


def reason_of(problems: Sequence[Problem]) -> tuple[RejectReason, str]:
    """Why raw fields with these problems make no record, and the problem in words."""
    fatal = [problem for problem in problems if problem.reason != "unknown_field"]
    worst = next((problem for problem in fatal if problem.field in _REQUIRED), fatal[0])
    detail = f"{worst.field}: {worst.reason}"
    if worst.reason in _ABSENT and worst.field in _REQUIRED:
        return _REQUIRED[worst.field], detail
    return (RejectReason.TOO_LONG if worst.reason in _LONG else RejectReason.WRONG_TYPE), detail
