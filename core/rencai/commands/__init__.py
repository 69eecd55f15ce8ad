"""Commands of the core package; each module adds one."""

import importlib
import pkgutil

import typer


def register(app: typer.Typer) -> None:
    """Add every command module of this package to `rencai`."""
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{module}").register(app)
