"""Tables of real strings with the value each must be read as, one folder beside the tests that use them."""

from pathlib import Path

UNREADABLE = "unreadable"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of tests/records/tables, by column name; blanks at the ends of a text are kept."""
    path = Path(__file__).parents[1] / "records" / "tables" / f"{name}.tsv"
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    names = head.split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines]


def number(text: str) -> float | None:
    return float(text) if text else None


def full_width(text: str) -> str:
    """The text as typed with a Chinese keyboard in full-width mode."""
    return "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)
