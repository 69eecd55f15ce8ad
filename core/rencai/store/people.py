"""People who may log in, and their sessions."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select, update

from rencai import clock
from rencai.errors import UsageError
from rencai.store.engine import Writing
from rencai.store.tables import people, sessions

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SESSION = timedelta(hours=12)
MIN_PASSWORD = 10


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with an account; `role` says what they may do, and `disabled` that they may not log in."""

    name: str
    role: str
    disabled: bool = False


def create_person(writing: Writing, name: str, password: str, role: str) -> Person:
    """Make an account. Raises UsageError when the name is taken or empty, or the password shorter than ten letters."""
    name = name.strip()
    if not 0 < len(name) <= 64:
        raise UsageError("a name needs 1 to 64 characters")
    if writing.conn.execute(select(people.c.name).where(people.c.name == name)).first():
        raise UsageError(f"there is already a person called {name!r}; choose another name, or let them in again")
    values = {"name": name, "password_hash": _hashed(password), "role": role, "created_at": clock.now()}
    writing.conn.execute(insert(people), values)
    return Person(name, role)


def set_password(writing: Writing, name: str, password: str) -> None:
    """Give a person another password and end their sessions. Raises UsageError where there is nobody of the name."""
    _change(writing, name, password_hash=_hashed(password))


def disable(writing: Writing, name: str) -> None:
    """Let a person log in no more, and end their sessions. Raises UsageError where there is nobody of the name."""
    _change(writing, name, disabled=True)


def enable(writing: Writing, name: str) -> None:
    """Let a person log in again, with the password they had. Raises UsageError where there is nobody of the name."""
    _change(writing, name, disabled=False)


def _change(writing: Writing, name: str, **values: object) -> None:
    changed = writing.conn.execute(update(people).where(people.c.name == name).values(**values))
    if not changed.rowcount:
        raise UsageError(f"there is nobody called {name!r}")
    writing.conn.execute(delete(sessions).where(sessions.c.person == name))


def all_people(conn: Connection) -> list[Person]:
    """Everybody who has an account, by name."""
    query = select(people.c.name, people.c.role, people.c.disabled).order_by(people.c.name)
    return [Person(*row) for row in conn.execute(query)]


def verify(conn: Connection, name: str, password: str) -> Person | None:
    """The person, if the password is theirs. Takes as long for a name that nobody has."""
    from argon2.exceptions import Argon2Error, InvalidHashError

    row = conn.execute(
        select(people.c.name, people.c.role, people.c.password_hash, people.c.disabled).where(people.c.name == name)
    ).one_or_none()
    try:
        _hasher().verify(_nobody() if row is None else row.password_hash, password)
    except (Argon2Error, InvalidHashError):
        return None
    return Person(row.name, row.role) if row is not None and not row.disabled else None


def open_session(writing: Writing, name: str, lasts: timedelta = SESSION) -> str:
    """Begin a session and give its token, which is kept only as a hash. Ended sessions are cleared away."""
    token, now = secrets.token_urlsafe(32), clock.now()
    writing.conn.execute(delete(sessions).where(sessions.c.expires_at < now))
    values = {"token_hash": _digest(token), "person": name, "created_at": now, "expires_at": now + lasts}
    writing.conn.execute(insert(sessions), values)
    return token


def session_person(conn: Connection, token: str, at: datetime | None = None) -> Person | None:
    """Whose session a token is, unless it has ended or they were disabled."""
    query = (
        select(people.c.name, people.c.role)
        .join(sessions, sessions.c.person == people.c.name)
        .where(sessions.c.token_hash == _digest(token), sessions.c.expires_at > (at or clock.now()))
        .where(people.c.disabled.is_(False))
    )
    row = conn.execute(query).one_or_none()
    return None if row is None else Person(row.name, row.role)


def close_session(writing: Writing, token: str) -> None:
    """End a session."""
    writing.conn.execute(delete(sessions).where(sessions.c.token_hash == _digest(token)))


def _hashed(password: str) -> str:
    if len(password) < MIN_PASSWORD:
        raise UsageError(f"a password needs at least {MIN_PASSWORD} characters")
    return _hasher().hash(password)


@lru_cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher()


@lru_cache
def _nobody() -> str:
    """A hash that no password has, to spend the same time on."""
    return _hasher().hash(secrets.token_hex(32))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
