"""What a run says while it runs: the end of it is kept with the run."""

import traceback
from collections import deque

from rencai import clock
from rencai.console import console

LINES = 200


class Log:
    """The last lines of a run's log."""

    def __init__(self) -> None:
        self._lines: deque[str] = deque(maxlen=LINES)

    def note(self, text: str) -> None:
        """Note what happened; shown with `--verbose`."""
        self._lines.append(f"{_time()} {text}")
        console().detail(text)

    def fault(self, text: str, cause: BaseException | None) -> None:
        """Note an error of our own with where it came from; always shown."""
        where = "".join(traceback.format_exception(cause))
        self._lines.append(f"{_time()} {text}\n{where}")
        console().warn(f"{text}: {cause!r}")
        console().detail(where)

    def tail(self) -> str:
        """The lines that are kept."""
        return "\n".join(self._lines)


def _time() -> str:
    """The time of day in Beijing, as everything else that people read."""
    return f"{clock.now().astimezone(clock.BEIJING):%H:%M:%S}"
