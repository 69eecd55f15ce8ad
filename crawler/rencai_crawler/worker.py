"""A process that does one piece of work after the other for an event loop, in the order in which it is asked.

The loop itself writes the questions and reads the answers. An executor of the standard library passes each through
three threads that wait for their turns beside a busy loop: to hand a page over took nearly three times the CPU, and
the process had one page at most to go on with.
"""

import asyncio
import multiprocessing
import pickle
import signal
import socket
import struct
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from rencai.processes import end_with_parent, untouched

T = TypeVar("T")
_LENGTH = struct.Struct("!Q")
"""Of a message, in front of it."""
FAREWELL = 5.0
"""Seconds that a process has for the work at hand when it is to end."""


class WorkerLost(Exception):
    """The process ended before it answered."""


@dataclass(frozen=True)
class Begun:
    """A process that prepares itself and waits for work, and the line on which it is asked."""

    process: BaseProcess
    line: socket.socket

    @classmethod
    def spawned(cls, prepare: Callable[[], None]) -> "Begun":
        """A new one, at any time."""
        ours, its = socket.socketpair()
        process = multiprocessing.get_context("spawn").Process(target=_serve, args=(its, prepare), daemon=True)
        return cls._started(process, ours, its)

    @classmethod
    def forked(cls, prepare: Callable[[], None]) -> "Begun":
        """A copy of this one, where `may_fork`."""
        ours, its = socket.socketpair()
        process = multiprocessing.get_context("fork").Process(target=_serve, args=(its, prepare, ours), daemon=True)
        with untouched():
            return cls._started(process, ours, its)

    @classmethod
    def _started(cls, process: BaseProcess, ours: socket.socket, its: socket.socket) -> "Begun":
        with its:
            try:
                process.start()
            except OSError:
                ours.close()
                raise
        return cls(process, ours)

    def end(self) -> None:
        """End it, where no loop came to have it."""
        self.line.close()
        _see_off(self.process)


class Worker(asyncio.Protocol):
    """One process, and what it was asked and has not answered yet."""

    def __init__(self, process: BaseProcess) -> None:
        self._process = process
        self._asked: deque[asyncio.Future[Any]] = deque()
        self._received = bytearray()
        self._transport: asyncio.Transport | None = None

    @classmethod
    async def of(cls, begun: Begun) -> "Worker":
        """A process as this loop's."""
        loop = asyncio.get_running_loop()
        _, worker = await loop.create_connection(lambda: cls(begun.process), sock=begun.line)
        return worker

    async def do(self, work: Callable[..., T], *values: object) -> T:
        """Have a piece of work done; what it raises is raised here. Raises WorkerLost where the process dies first."""
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        question = pickle.dumps((work, values), pickle.HIGHEST_PROTOCOL)
        if self._transport is None:
            raise WorkerLost("the process has ended")
        self._asked.append(answer)
        self._transport.writelines((_LENGTH.pack(len(question)), question))
        return await answer

    def kill(self) -> None:
        """End the process at once; what it was asked is lost."""
        self._process.kill()
        if self._transport is not None:
            self._transport.abort()

    def close(self) -> None:
        """End the process: in order if the work at hand is done soon, else at once."""
        if self._transport is not None:
            self._transport.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        _see_off(self._process)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]  # of a connection it is one for both directions

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (answer := self._next()) is not None:
            done, found = pickle.loads(answer)  # noqa: S301  # our own process wrote it
            asked = self._asked.popleft()
            if asked.done():
                continue  # nobody waits for it any more
            if done:
                asked.set_result(found)
            else:
                asked.set_exception(found)

    def _next(self) -> bytes | None:
        """The next whole message that came."""
        if len(self._received) < _LENGTH.size:
            return None
        end = _LENGTH.size + _LENGTH.unpack_from(self._received)[0]
        if len(self._received) < end:
            return None
        message = bytes(self._received[_LENGTH.size : end])
        del self._received[:end]
        return message

    def connection_lost(self, _error: Exception | None) -> None:
        self._transport = None
        for asked in self._asked:
            if not asked.done():
                asked.set_exception(WorkerLost("the process ended before it answered"))


def _see_off(process: BaseProcess) -> None:
    """Wait for a process that is to end, a while: what it is at may never end, and no polite signal reaches it."""
    try:
        process.join(FAREWELL)
    finally:  # whoever has waited enough interrupts
        if process.exitcode is None:
            process.kill()
    process.join()


def _serve(line: socket.socket, prepare: Callable[[], None], other: socket.socket | None = None) -> None:
    """Do what is asked until nobody asks any more; the other end of the line, if it came along, is not for here."""
    if other is not None:
        other.close()
    # Whoever asks ends on signals, and this process with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    prepare()
    end_with_parent()
    with suppress(ConnectionError), line, line.makefile("rb") as asked:
        while len(head := asked.read(_LENGTH.size)) == _LENGTH.size:
            answer = _answer(asked.read(_LENGTH.unpack(head)[0]))
            line.sendall(_LENGTH.pack(len(answer)) + answer)


def _answer(question: bytes) -> bytes:
    try:
        work, values = pickle.loads(question)  # noqa: S301  # whoever started it wrote it
        return pickle.dumps((True, work(*values)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001  # whatever it is, it is the asker's
        error.add_note(traceback.format_exc())
        return _packed(error)


def _packed(error: Exception) -> bytes:
    """An error to be raised where it was asked; one that cannot be sent, by its name."""
    try:
        packed = pickle.dumps((False, error))
        pickle.loads(packed)  # noqa: S301  # some are written and cannot be read again
    except Exception:  # noqa: BLE001  # whatever an error's own way of being pickled raises
        return pickle.dumps((False, RuntimeError(repr(error))))
    return packed
