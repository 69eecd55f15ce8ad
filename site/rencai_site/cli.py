"""`rencai serve` and `rencai admin`."""

import errno
import signal
import socket
import sys
from contextlib import AbstractContextManager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from rencai.console import console
from rencai.errors import PortTaken, RencaiError, UsageError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from rencai.store.engine import Writing


def register(app: typer.Typer) -> None:
    """Add `serve` and `admin`."""
    app.command()(serve)
    admin = typer.Typer(help="People who may log in at /admin.", no_args_is_help=True)
    admin.command("create")(create)
    admin.command("list")(list_people)
    admin.command("password")(password)
    admin.command("disable")(disable_person)
    admin.command("enable")(enable_person)
    app.add_typer(admin, name="admin")


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 8000,
) -> None:
    """Serve the site until Ctrl-C or SIGTERM."""
    import uvicorn

    from rencai.settings import settings
    from rencai_site.app import create_app, open_site

    listener = _listening(host, port)
    site = open_site(settings())
    for number in (signal.SIGINT, signal.SIGTERM):
        # uvicorn ends gracefully, then raises the signal again for whoever handled it before.
        signal.signal(number, lambda *_: sys.exit(0))
    console().info(f"serving http://{host}:{listener.getsockname()[1]}")
    config = uvicorn.Config(
        create_app(site),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=True,
        timeout_graceful_shutdown=10,
    )
    server = uvicorn.Server(config)
    server.run([listener])
    if not server.started:
        raise RencaiError("the site did not start; what went wrong is said above")


def _listening(host: str, port: int) -> socket.socket:
    """A socket that is bound to an address. Raises PortTaken where another program listens there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        # What the server that ended just now leaves behind does not hold the port.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except socket.gaierror as error:
        raise UsageError(f"{host} is no address of this machine; give one with --host, such as 127.0.0.1") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(f"port {port} of {host} is taken: give another one with --port") from error
        raise RencaiError(f"{host}:{port} cannot be listened on ({error.strerror}); give another address") from error
    return listener


Name = Annotated[str, typer.Argument(help="Name to log in with.")]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from stdin.")]


def create(name: Name, password_stdin: FromStdin = False) -> None:
    """Make an administrator."""
    from rencai.store.people import create_person

    given = _password(from_stdin=password_stdin)
    with _store() as turn:
        person = create_person(turn, name, given, "admin")
    console().info(f"{person.name} may log in at /admin")


def list_people(
    json: Annotated[bool, typer.Option("--json", help="One JSON value on stdout.")] = False,
) -> None:
    """List everybody who may log in, and who was disabled."""
    from rencai.store.engine import reading
    from rencai.store.people import all_people

    with reading(_engine()) as conn:
        found = all_people(conn)
    if json:
        console().json([asdict(person) for person in found])
    else:
        rows = ((person.name, person.role, "disabled" if person.disabled else "") for person in found)
        console().table(("name", "role", ""), rows)


def password(name: Name, password_stdin: FromStdin = False) -> None:
    """Give somebody another password; where they are logged in, they have to log in again."""
    from rencai.store.people import set_password

    given = _password(from_stdin=password_stdin)
    with _store() as turn:
        set_password(turn, name, given)
    console().info(f"{name} has another password")


def disable_person(name: Name) -> None:
    """Let somebody log in no more; where they are logged in, that ends."""
    from rencai.store.people import all_people, disable

    with _store() as turn:
        disable(turn, name)
        others = [person for person in all_people(turn.conn) if not person.disabled]
    console().info(f"{name} may log in no more")
    if not others:
        console().warn("nobody may log in at /admin now; `rencai admin create` makes another administrator")


def enable_person(name: Name) -> None:
    """Let somebody who was disabled log in again, with the password they had."""
    from rencai.store.people import enable

    with _store() as turn:
        enable(turn, name)
    console().info(f"{name} may log in again")


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError("there is no terminal to ask for the password; pipe it in and give --password-stdin")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))


def _store() -> AbstractContextManager["Writing"]:
    from rencai.store.engine import writing

    return writing(_engine())


def _engine() -> "Engine":
    from rencai.settings import settings
    from rencai.store.migrate import prepare

    return prepare(settings())
