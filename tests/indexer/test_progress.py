"""Long work says how far it is, how fast it goes and how long it still takes."""

import io

import pytest
from rich.console import Console as Terminal
from rich.progress import Progress

from rencai import console
from rencai.console import Console


def test_without_a_terminal_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter([100.0, 102.0, 105.0])
    monkeypatch.setattr(console.time, "monotonic", lambda: next(moments))
    with Console().progress(4000, "indexing") as step:
        step.advance(1000)
        step.advance(3000)
    assert capsys.readouterr().err.splitlines() == [
        "indexing: 1000/4000, 500/s, 0:00:06 left",
        "indexing: 4000/4000, 800/s",
    ]


def test_what_was_done_before_is_no_speed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([100.0, 102.0, 105.0])
    monkeypatch.setattr(console.time, "monotonic", lambda: next(moments))
    with Console().progress(6000, "grouping", done=2000) as step:
        step.advance(1000)
        step.advance(3000)
    assert capsys.readouterr().err.splitlines() == [
        "grouping: 3000/6000, 500/s, 0:00:06 left",
        "grouping: 6000/6000, 800/s",
    ]


def test_what_is_done_at_once_tells_no_speed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter([100.0, 100.001])
    monkeypatch.setattr(console.time, "monotonic", lambda: next(moments))
    with Console().progress(1250, "indexing") as step:
        step.advance(1250)
    assert capsys.readouterr().err.splitlines() == ["indexing: 1250/1250"]


def test_on_a_terminal_the_bar_has_the_rate() -> None:
    shown = io.StringIO()
    with Progress(console._Rate(), console=Terminal(file=shown, force_terminal=True)) as bar:
        task = bar.add_task("", total=100)
        bar.advance(task, 50)
        assert str(console._Rate().render(bar.tasks[0])) == ""
        bar.tasks[0]._progress.clear()
        bar.tasks[0]._progress.extend([_sample(0.0, 0), _sample(2.0, 50)])
        assert str(console._Rate().render(bar.tasks[0])) == "25/s"


def _sample(at: float, done: float) -> object:
    from rich.progress import ProgressSample

    return ProgressSample(at, done)
