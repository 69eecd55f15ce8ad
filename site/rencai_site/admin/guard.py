"""Who is at the door: sessions, forged forms and too many guesses."""

import functools
import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from threading import Lock
from urllib.parse import quote, urlsplit

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rencai.store.engine import reading
from rencai.store.people import SESSION, Person, session_person
from rencai_site.site import form_of, pooled, site_of

SESSION_COOKIE = "rencai_session"
FORM_COOKIE = "rencai_form"
FORM_FIELD = "form_token"
OFFICE_ROLES = ("admin", "staff")
"""Roles of people who may come into the office; others may have accounts, too."""
FORM_AGE = int(SESSION.total_seconds())


def staff(view: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint for people who are logged in; a POST also has to come from one of our own forms."""

    @functools.wraps(view)
    def guarded(request: Request) -> Response:
        person = person_of(request)
        if person is None:
            back = quote(request.url.path) if request.method == "GET" else "/admin/"
            return RedirectResponse(f"/admin/login?back={back}", 303)
        if person.role not in OFFICE_ROLES:
            raise HTTPException(403)
        request.state.person = person
        if request.method == "POST":
            check_form(request, request.cookies[SESSION_COOKIE])
        return view(request)

    return pooled(guarded, aside=True)


def person_of(request: Request) -> Person | None:
    """Whose session came with the request."""
    token = request.cookies.get(SESSION_COOKIE)
    if not token or len(token) > 200:
        return None
    with reading(site_of(request).engine) as conn:
        return session_person(conn, token)


def form_token(request: Request, bound_to: str = "") -> str:
    """A token for a form, different on each page so that compression gives nothing of it away."""
    digest = _digest(bound_to or request.cookies.get(SESSION_COOKIE, ""))
    return _serializer(request).dumps([digest, secrets.token_urlsafe(6)])


def check_form(request: Request, bound_to: str) -> None:
    """Raise 403 unless the form is ours, fresh, and was given to the same browser."""
    origin = request.headers.get("origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403)
    try:
        digest, _ = _serializer(request).loads(form_of(request).get(FORM_FIELD, ""), max_age=FORM_AGE)
    except (BadSignature, ValueError) as error:
        raise HTTPException(403) from error
    if not secrets.compare_digest(str(digest), _digest(bound_to)):
        raise HTTPException(403)


def cookie(response: Response, request: Request, name: str, value: str, max_age: int) -> None:
    """Set a cookie that scripts cannot read and other sites cannot send."""
    response.set_cookie(
        name,
        value,
        max_age=max_age,
        path="/admin",
        httponly=True,
        samesite="strict",
        secure=site_of(request).settings.https_only,
    )


def _serializer(request: Request) -> URLSafeTimedSerializer:
    site = site_of(request)
    return URLSafeTimedSerializer(site.secret, salt="admin-form")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class Throttle:
    """Counts failures by key in a sliding window, for a bounded number of keys."""

    def __init__(self, allowed: int, window: float, keys: int = 10_000) -> None:
        self._allowed, self._window, self._keys = allowed, window, keys
        self._failures: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, key: str) -> int:
        """Seconds until another attempt is taken; 0 when it is now."""
        with self._lock:
            recent = self._recent(key)
            return 0 if len(recent) < self._allowed else max(1, int(recent[0] + self._window - time.monotonic()))

    def failed(self, key: str) -> None:
        """Count a failure."""
        with self._lock:
            self._failures[key] = [*self._recent(key), time.monotonic()][-self._allowed :]
            self._failures.move_to_end(key)
            while len(self._failures) > self._keys:
                self._failures.popitem(last=False)

    def succeeded(self, key: str) -> None:
        """Forget the failures of a key."""
        with self._lock:
            self._failures.pop(key, None)

    def _recent(self, key: str) -> list[float]:
        since = time.monotonic() - self._window
        return [at for at in self._failures.get(key, ()) if at > since]
