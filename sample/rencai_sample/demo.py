"""`rencai demo`: the whole network on one machine, and its end."""

import os
import signal
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from rencai.console import Console
from rencai.errors import PortTaken
from rencai.settings import Settings
from rencai_sample.content_files import edition
from rencai_sample.family import Family
from rencai_sample.network import SITES
from rencai_sample.page import EDITION, HOST
from rencai_sample.running import Running

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class _Stop(BaseException):
    """A signal asked for the end."""


def demo(port: int, settings: Settings, out: Console) -> None:
    """Run until SIGINT or SIGTERM; every process that was started has ended when this returns."""
    _need_own(port)
    _need_port(port)
    for site in SITES:
        _need_port(site.port, shared=True)
    _need_same_edition(SITES[0].origin)
    with _stopped_by_signals(out):
        family = Family(environment(port, settings), settings.data / "logs")
        try:
            Running(port, settings, out, family).run()
        finally:
            _ignore_signals()
            family.stop()


def environment(port: int, settings: Settings) -> dict[str, str]:
    """What the children get beside this process's own: the sample network may be fetched, links point at this site."""
    hosts = (*settings.allow_hosts, *(f"{HOST}:{site.port}" for site in SITES))
    values = {"RENCAI_ALLOW_HOSTS": ",".join(dict.fromkeys(hosts))}
    if "RENCAI_PUBLIC_URL" not in os.environ:
        values["RENCAI_PUBLIC_URL"] = f"http://{HOST}:{port}"
    return values


def _need_own(port: int) -> None:
    """Raises PortTaken for a port that a sample site is about to listen on."""
    for site in SITES:
        if site.port == port:
            raise PortTaken(f"port {port} is that of the sample site {site.origin}: give another one with --port")


def _need_port(port: int, *, shared: bool = False) -> None:
    """Raises PortTaken when another program listens there; sample networks share theirs."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared and hasattr(socket, "SO_REUSEPORT"):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            advice = "stop the program that holds it" if shared else "give another one with --port"
            raise PortTaken(f"port {port} of {HOST} is taken: {advice}") from error


def _need_same_edition(origin: str) -> None:
    """Raises PortTaken when a sample network of other content serves there already: its pages would mix with ours."""
    try:
        with urllib.request.urlopen(f"{origin}/robots.txt", timeout=2) as answer:  # noqa: S310  # our own http address
            found = answer.headers.get(EDITION, "")
    except (urllib.error.URLError, OSError):
        return
    if found != edition():
        raise PortTaken(f"another edition of the sample network serves {origin}: stop that demo and start again")


@contextmanager
def _stopped_by_signals(out: Console) -> Iterator[None]:
    """Let a signal end the block quietly."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        _ignore_signals()
        raise _Stop

    for number in _SIGNALS:
        signal.signal(number, stop)
    try:
        yield
    except _Stop:
        out.info("stopped")


def _ignore_signals() -> None:
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
