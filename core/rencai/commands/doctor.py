"""`rencai doctor`: whether everything that this installation needs is there."""

from typing import Annotated

import typer

from rencai.console import console


def _told(value: object) -> object:
    """A setting's value for people: several with commas, as they are set; nothing for one that is not."""
    return ",".join(map(str, value)) if isinstance(value, list) else value


def register(app: typer.Typer) -> None:
    """Add `doctor`."""

    @app.command()
    def doctor(as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False) -> None:
        """Show the settings in effect, without their secrets, and check what they point at. Changes nothing.

        Exit 1 where something does not work.
        """
        from rencai.doctor import examine
        from rencai.settings import settings

        current = settings()
        findings = examine(current)
        if as_json:
            console().json(
                {
                    "settings": current.public_view(),
                    "checks": {found.name: {"ok": found.ok, "detail": found.detail} for found in findings},
                    "ok": all(found.ok for found in findings),
                }
            )
        else:
            settings_rows = sorted(current.public_view().items())
            console().table(("setting", "in effect"), ((name, _told(value)) for name, value in settings_rows))
            console().result("")
            rows = [(found.name, "ok" if found.ok else "FAILS", found.detail) for found in findings]
            console().table(("check", "", "detail"), rows)
        if not all(found.ok for found in findings):
            raise typer.Exit(1)
