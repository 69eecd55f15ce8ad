"""What an advert's title is read as."""

from rencai.records.parsers.occupation import read_occupation
from rencai.records.values import Unreadable
from support_tables import UNREADABLE


def outcome(title: str, occupation_text: str = "", duties: str = "") -> str | None:
    """The code of the occupation; UNREADABLE where the title says none."""
    try:
        found = read_occupation(occupation_text, title, duties)
    except Unreadable:
        return UNREADABLE
    return found.code if found else None
