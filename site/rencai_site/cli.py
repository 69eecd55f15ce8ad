"""`rencai serve` and `rencai admin`."""

import signal
import sys
from typing import Annotated

import typer

from rencai.console import console


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

    site = open_site(settings())
    for number in (signal.SIGINT, signal.SIGTERM):
        # uvicorn ends gracefully, then raises the signal again for whoever handled it before.
        signal.signal(number, lambda *_: sys.exit(0))
    console().info(f"serving http://{host}:{port}")
    uvicorn.run(
        create_app(site),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=True,
        timeout_graceful_shutdown=10,
    )


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
    else:
        password = str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    with writing(prepare(settings())) as turn:
        person = create_person(turn, name, password, "admin")
    console().info(f"{person.name} may log in at /admin")
