"""Where a page ended, as opaque text for addresses."""

import base64
import json
from binascii import Error
from dataclasses import dataclass

from rencai.errors import BadQuery


@dataclass(frozen=True, slots=True)
class Cursor:
    """Either a number of hits passed, or the last sort key with the ids already shown at it."""

    order: str
    """Of the list that it goes on with: a key of one order means nothing in another."""
    offset: int = 0
    key: int | None = None
    shown: tuple[str, ...] = ()

    def text(self) -> str:
        """The form in addresses."""
        place = [self.offset] if self.key is None else [self.offset, self.key, *self.shown]
        value = [self.order, *place]
        return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).decode().rstrip("=")


def read_cursor(text: str, order: str) -> Cursor:
    """The cursor in a text; the beginning where it is empty. Raises BadQuery for anything else, as of another order."""
    if not text:
        return Cursor(order)
    try:
        value = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        made_of, offset, *rest = value
        key, *shown = rest or [None]
    except (ValueError, Error, TypeError, RecursionError) as error:
        raise BadQuery("the cursor is not one that search gave; begin again from the first page") from error
    whole = isinstance(offset, int) and (key is None or isinstance(key, int)) and all(isinstance(x, str) for x in shown)
    if made_of != order or not whole or not 0 <= offset < 1 << 40 or not 0 <= (key or 0) < 1 << 63:
        raise BadQuery("the cursor is not one that search gave; begin again from the first page")
    return Cursor(order, offset, key, tuple(shown))
