"""The rows of an API's answer: where they stand, and whether there is a place for them at all."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

Row = dict[str, Any]
_DEEPEST = 40


def rows_of(answer: Any, path: str) -> list[Row]:
    """The objects at a dotted path; without one, the first list of objects there is."""
    if path:
        found = at(answer, path)
        return _objects(found) if isinstance(found, list) else []
    return next((rows for _, value in lists(answer) if (rows := _objects(value))), [])


def has_rows(answer: Any, path: str) -> bool:
    """Whether an answer has the place of its rows, be it empty; a message of an error has none."""
    if path:
        return isinstance(at(answer, path), list)
    return any(True for _ in lists(answer))


def at(answer: Any, path: str) -> Any:
    """The value at a dotted path of objects; None where there is none. Lists in the members of a list are one."""
    for step in filter(None, path.split(".")):
        if isinstance(answer, list):
            inner = [each.get(step) for each in answer if isinstance(each, Mapping)]
            answer = [row for part in inner if isinstance(part, list) for row in part]
        else:
            answer = answer.get(step) if isinstance(answer, Mapping) else None
    return answer


def lists(answer: Any, path: str = "", deeper: int = _DEEPEST) -> Iterator[tuple[str, list[Any]]]:
    """Every list of an answer with its dotted path, in its order; not those inside of lists."""
    if isinstance(answer, list):
        yield path, answer
    elif isinstance(answer, Mapping) and deeper:
        for name, value in answer.items():
            yield from lists(value, f"{path}.{name}" if path else str(name), deeper - 1)


def json_values(text: str) -> Iterator[Any]:
    """The JSON values that stand one after another in a text, be it line by line; broken ones are left out."""
    decoder, place = json.JSONDecoder(), 0
    while place < len(text):
        if text[place] in " \t\r\n,\x1e\ufeff":
            place += 1
            continue
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            place = text.find("\n", place) + 1 or len(text)
            continue
        yield value


def _objects(value: list[Any]) -> list[Row]:
    return [row for row in value if isinstance(row, dict)]
