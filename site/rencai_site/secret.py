"""The key that signs forms: a setting, or made once and kept in the data folder."""

import os
import secrets
from pathlib import Path

from rencai.errors import SettingsInvalid
from rencai.settings import Settings

NAME = "secret"


def secret_of(settings: Settings) -> str:
    """The key of this installation; every process of it gets the same one."""
    if settings.secret is not None:
        return settings.secret.get_secret_value()
    path = settings.data / NAME
    try:
        return _kept(path) or _made(path)
    except OSError as error:
        raise SettingsInvalid(
            f"the secret cannot be kept in {path} ({error.strerror}); "
            "set RENCAI_SECRET, or RENCAI_DATA to a folder that can be written"
        ) from error


def _kept(path: Path) -> str:
    return path.read_text("ascii").strip() if path.exists() else ""


def _made(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{NAME}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48), "ascii")
    try:
        # Of two processes that start together one links first, and both use what it made.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return _kept(path)
