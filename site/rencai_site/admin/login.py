"""Coming in and going out."""

import secrets
from ipaddress import IPv4Address, ip_address, ip_network

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rencai.store.engine import reading, writing
from rencai.store.people import SESSION, close_session, open_session, verify
from rencai_site.admin.guard import (
    FORM_AGE,
    FORM_COOKIE,
    SESSION_COOKIE,
    Throttle,
    check_form,
    cookie,
    form_token,
    person_of,
)
from rencai_site.render import page
from rencai_site.site import form_of, site_of

BY_NAME = Throttle(allowed=5, window=300)
BY_ADDRESS = Throttle(allowed=30, window=300)
# Nobody has a longer one, and hashing it would only cost time.
LONGEST_PASSWORD = 1000


def login_page(request: Request) -> Response:
    """The form."""
    if person_of(request):
        return RedirectResponse("/admin/", 303)
    return _form(request)


def login(request: Request) -> Response:
    """Check the name and the password; too many failures make the next attempts wait."""
    check_form(request, request.cookies.get(FORM_COOKIE, ""))
    form, site = form_of(request), site_of(request)
    name, password = form.get("name", "").strip()[:64], form.get("password", "")[:LONGEST_PASSWORD]
    address = _network(request.client.host if request.client else "")
    # By name alone, anybody could keep somebody out whose name he knows.
    both = f"{address} {name}"
    wait = max(BY_NAME.wait(both), BY_ADDRESS.wait(address))
    if wait:
        return _form(request, f"失败次数过多，请在 {wait} 秒后再试。", 429, {"retry-after": str(wait)})
    with reading(site.engine) as conn:
        person = verify(conn, name, password)
    if person is None:
        BY_NAME.failed(both)
        BY_ADDRESS.failed(address)
        return _form(request, "名称或密码不对。", 401)
    BY_NAME.succeeded(both)
    with writing(site.engine) as turn:
        token = open_session(turn, person.name)
    response = RedirectResponse(_back(form.get("back", "")), 303)
    cookie(response, request, SESSION_COOKIE, token, int(SESSION.total_seconds()))
    response.delete_cookie(FORM_COOKIE, path="/admin")
    return response


def logout(request: Request) -> Response:
    """End the session."""
    with writing(site_of(request).engine) as turn:
        close_session(turn, request.cookies[SESSION_COOKIE])
    response = RedirectResponse("/", 303)
    response.delete_cookie(SESSION_COOKIE, path="/admin")
    return response


def _network(host: str) -> str:
    """Whose an address is: of IPv6 everybody has a whole network of them."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv4Address):
        return host
    # Where the site listens on IPv6, all readers by IPv4 would be of one network.
    return str(address.ipv4_mapped or ip_network((address, 64), strict=False))


def _form(request: Request, message: str = "", status: int = 200, headers: dict[str, str] | None = None) -> Response:
    bound_to = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(16)
    back = request.query_params.get("back", "")
    if request.method == "POST":
        back = form_of(request).get("back", "")
    response = page(
        request,
        "admin/login.html",
        {
            "message": message,
            "token": form_token(request, bound_to),
            "back": _back(back),
        },
        status,
        headers,
    )
    cookie(response, request, FORM_COOKIE, bound_to, FORM_AGE)
    return response


def _back(path: str) -> str:
    """Only back into the office: an address of another site would make the login a springboard."""
    return path if path.startswith("/admin/") and "//" not in path and "\\" not in path else "/admin/"
