"""`rencai serve` and `rencai admin`."""

import errno
import signal
import socket
import sys
from typing import Annotated

import typer

from rencai.console import console
from rencai.errors import PortTaken, RencaiError, UsageError


def register(app: typer.Typer) -> None:
    """Add `serve` and `admin create`."""
    app.command()(serve)
    admin = typer.Typer(help="People who may log in at /admin.", no_args_is_help=True)
    admin.callback()(lambda: None)
    admin.command("create")(create)
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


def create(
    name: Annotated[str, typer.Argument(help="Name to log in with.")],
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Read the password from stdin.")] = False,
) -> None:
    """Make an administrator."""
    from rencai.settings import settings
    from rencai.store.engine import writing
    from rencai.store.migrate import prepare
    from rencai.store.people import create_person

    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif not sys.stdin.isatty():
        raise UsageError("there is no terminal to ask for the password; pipe it in and give --password-stdin")
    else:
        password = str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    with writing(prepare(settings())) as turn:
        person = create_person(turn, name, password, "admin")
    console().info(f"{person.name} may log in at /admin")
