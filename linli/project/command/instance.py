"""At most one server per data folder: who it is, where it answers."""

import contextlib
import fcntl
import json
import os
import socket
from pathlib import Path
from typing import IO, Any

from linli.project.command.failures import Stop
from linli.project.words import gettext as _

NAME = "run.json"


class Running(Exception):
    """A server of this data folder runs already; ``about`` says its pid and address."""

    def __init__(self, about: dict[str, Any]) -> None:
        super().__init__(str(about))
        self.about = about


def make_folder(data: Path) -> None:
    """The data folder: for us alone, except that root's database account may pass through it."""
    if data.exists():
        return
    try:
        data.mkdir(parents=True)
        data.chmod(0o711 if os.geteuid() == 0 else 0o700)
    except OSError as error:
        raise Stop(_not_writable(data, error)) from None


def _not_writable(data: Path, error: OSError) -> str:
    return _("the data folder {folder} cannot be written ({why}). Choose another: LINLI_DATA=/path").format(
        folder=data, why=error.strerror
    )


def claim(data: Path, about: dict[str, Any]) -> IO[str]:
    """Become the server of this data folder for as long as the answer stays open; Running otherwise."""
    make_folder(data)
    try:
        file = (data / NAME).open("a+", encoding="utf-8")
    except OSError as error:
        raise Stop(_not_writable(data, error)) from None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise Running(read(data)) from None
    file.truncate(0)
    file.write(json.dumps({"pid": os.getpid(), **about}))
    file.flush()
    return file


def read(data: Path) -> dict[str, Any]:
    """What the last server wrote about itself; empty when there is none."""
    with contextlib.suppress(OSError, ValueError):
        content = json.loads((data / NAME).read_text(encoding="utf-8"))
        if isinstance(content, dict):
            return content
    return {}


def runs(data: Path) -> dict[str, Any] | None:
    """The running server of this data folder, or None."""
    try:
        with (data / NAME).open("r+", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except OSError:
        return read(data)
    return None


def port_taken(host: str, port: int) -> str | None:
    """Why nothing can be served there; None when it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            return error.strerror or str(error)
    return None
