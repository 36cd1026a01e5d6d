"""Typed readers of the environment: every setting that an installation may change comes through here.

A reader never raises: it notes what is wrong, answers its default, and ``settled()`` (the last line of
the settings module) stops start-up once with all faults, each a sentence that says what to do. Every
value may come from a file instead: ``NAME_FILE`` names it (the usual way for secrets in containers).
Nothing here imports Django, so that ``linli doctor`` can speak when Django cannot start.
"""

import json
import os
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from linli.project.address import database_fields as database_fields
from linli.project.private import private_file as private_file
from linli.project.words import gettext as _

T = TypeVar("T")

ROOT: Final = Path(__file__).resolve().parents[2]
TRUE: Final = frozenset({"1", "true", "yes", "on"})
FALSE: Final = frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True)
class Fault:
    """One setting that cannot be used: its name, and a sentence that says why and what to do."""

    name: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.name}: {self.sentence}"


@dataclass(frozen=True)
class Known:
    """One setting that was asked for: what ``linli doctor`` and the documentation list."""

    name: str
    kind: str
    default: str
    help: str
    given: bool


class Misconfigured(Exception):
    """Settings that cannot be used; the text names every one of them and how to mend it."""

    def __init__(self, found: Sequence[Fault]) -> None:
        self.faults = tuple(found)
        super().__init__("\n".join(str(fault) for fault in found))


_faults: dict[str, Fault] = {}
_known: dict[str, Known] = {}


def faults() -> list[Fault]:
    """What was found wrong so far."""
    return list(_faults.values())


def known() -> list[Known]:
    """Every setting that was read so far, by name."""
    return [_known[name] for name in sorted(_known)]


def forget() -> None:
    """Start anew (tests, and a second reading by ``linli doctor``)."""
    _faults.clear()
    _known.clear()


def settled() -> None:
    """Stop start-up when any setting was wrong, naming all of them at once."""
    if _faults:
        raise Misconfigured(faults())


def fault(name: str, sentence: str) -> None:
    """Note that a setting cannot be used."""
    _faults[name] = Fault(name, sentence)


def _raw(name: str) -> str | None:
    """The value of NAME, or the content of the file that NAME_FILE names; None when neither is set."""
    value, file = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if value is not None and file is not None:
        fault(name, _("both {name} and {name}_FILE are set; keep one of them.").format(name=name))
        return None
    if value is not None:
        return value.strip()
    if file is None:
        return None
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        fault(
            f"{name}_FILE",
            _("the file {file} cannot be read ({why}); name a readable text file.").format(
                file=file, why=getattr(error, "strerror", None) or _("not UTF-8")
            ),
        )
        return None


def _read(name: str, kind: str, default: T, parse: Callable[[str], T], help: str) -> T:
    raw = _raw(name)
    _known[name] = Known(name, kind, "" if default is None else str(default), help, raw is not None)
    if raw is None or raw == "":
        return default
    try:
        return parse(raw)
    except ValueError as error:
        fault(name, str(error))
        return default


def text(
    name: str, default: str = "", *, choices: Sequence[str] = (), required: bool = False, help: str = ""
) -> str:
    """A piece of text, one of ``choices`` when these are given."""

    def parse(raw: str) -> str:
        if choices and raw not in choices:
            raise ValueError(
                _("“{value}” is not possible; choose one of {choices}.").format(
                    value=raw, choices=", ".join(choices)
                )
            )
        return raw

    value = _read(name, "text", default, parse, help)
    if required and not value and name not in _faults:
        fault(name, _("is not set; set it in the environment."))
    return value


def flag(name: str, default: bool = False, *, help: str = "") -> bool:
    """Yes or no."""

    def parse(raw: str) -> bool:
        if raw.lower() in TRUE:
            return True
        if raw.lower() in FALSE:
            return False
        raise ValueError(_("“{value}” is neither yes nor no; write 1 or 0.").format(value=raw))

    return _read(name, "flag", default, parse, help)


def number(
    name: str, default: int, *, at_least: int | None = None, at_most: int | None = None, help: str = ""
) -> int:
    """A whole number between two bounds (both included)."""

    def parse(raw: str) -> int:
        try:
            value = int(raw)
        except ValueError:
            raise ValueError(_("“{value}” is not a whole number.").format(value=raw)) from None
        if (at_least is not None and value < at_least) or (at_most is not None and value > at_most):
            raise ValueError(
                _("{value} is out of range; choose a number from {low} to {high}.").format(
                    value=value,
                    low="…" if at_least is None else at_least,
                    high="…" if at_most is None else at_most,
                )
            )
        return value

    return _read(name, "number", default, parse, help)


def path(name: str, default: Path | str, *, exists: bool = False, help: str = "") -> Path:
    """A file or folder, absolute; a relative one counts from the current folder."""

    def parse(raw: str) -> Path:
        value = Path(os.path.abspath(os.path.expanduser(raw)))
        if exists and not value.exists():
            raise ValueError(_("{value} does not exist; name an existing one.").format(value=value))
        return value

    return _read(name, "path", Path(default), parse, help)


def items(name: str, default: Sequence[str] = (), *, help: str = "") -> list[str]:
    """A list, its items separated by commas."""
    return _read(
        name,
        "list",
        list(default),
        lambda raw: [item.strip() for item in raw.split(",") if item.strip()],
        help,
    )


def url(name: str, default: str = "", *, schemes: Sequence[str] = ("https", "http"), help: str = "") -> str:
    """An address with one of the named schemes and a host."""

    def parse(raw: str) -> str:
        parts = urlsplit(raw)
        if parts.scheme not in schemes or not parts.netloc:
            raise ValueError(
                _("“{value}” is not an address; write {example}.").format(
                    value=parts.scheme and f"{parts.scheme}:…", example=f"{schemes[0]}://host/"
                )
            )
        return raw

    return _read(name, "url", default, parse, help)


def data() -> Path:
    """The folder that holds everything this installation keeps: database, files, keys, secrets."""
    return path(
        "LINLI_DATA",
        ROOT / "data",
        help=_("Folder of the database, the files and the keys."),
    )


def secret(name: str, default_file: str, *, help: str = "") -> str:
    """A secret: NAME, NAME_FILE, or a random one kept in ``default_file`` of the data folder.

    The random one is made on first need (mode 0600) and stays the same from then on.
    """
    value = _read(name, "secret", "", lambda raw: raw, help)
    if value:
        if len(value) < 32:
            fault(name, _("is shorter than 32 characters; use a longer random text."))
        return value
    if name in _faults or f"{name}_FILE" in _faults:
        return secrets.token_urlsafe(48)
    place = data() / default_file
    try:
        if not place.exists():
            private_file(place, secrets.token_urlsafe(48).encode())
        value = place.read_text(encoding="utf-8").strip()
    except OSError as error:
        fault(
            name,
            _("the file {file} cannot be used ({why}); make its folder writable, or set {name}.").format(
                file=place, why=error.strerror, name=name
            ),
        )
        return secrets.token_urlsafe(48)
    if not value:
        fault(name, _("the file {file} is empty; restore it from a backup.").format(file=place))
    return value


def given_secret(name: str, *, at_least: int = 0, help: str = "") -> str:
    """A secret that somebody else knows too (a receiver's, a mail server's): NAME or NAME_FILE; empty for none."""

    def parse(raw: str) -> str:
        if len(raw) < at_least:
            raise ValueError(
                _("is shorter than {n} characters; use a longer random text.").format(n=at_least)
            )
        return raw

    return _read(name, "secret", "", parse, help)


def demand(name: str, value: str, *, because: str, given: str) -> None:
    """Note a fault when `because` is set and `name`, without which it is of no use, is not."""
    if given and not value and name not in _faults:
        fault(name, _("is not set, but {other} is; set both or neither.").format(other=because))


def connection_name(folder: Path) -> Path:
    """Where, in its folder, the embedded PostgreSQL says how it is reached."""
    return folder / "connection.json"


def connection_file() -> Path:
    """That file of this installation."""
    return connection_name(data() / "postgres")


def database_given() -> str:
    """DATABASE_URL; empty when the embedded PostgreSQL is to be used. Its form is checked."""

    def parse(raw: str) -> str:
        database_fields(raw)
        return raw

    help = _("A PostgreSQL 15 or newer to use instead of the embedded one.")
    return _read("DATABASE_URL", "secret", "", parse, help)


def database_url() -> str:
    """DATABASE_URL, or that of the embedded PostgreSQL; empty while that has never been started."""
    if given := database_given():
        return given
    try:
        return str(json.loads(connection_file().read_text(encoding="utf-8"))["url"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def database(engine: str = "django.db.backends.postgresql") -> dict[str, Any]:
    """What DATABASES["default"] needs: from DATABASE_URL or from the embedded PostgreSQL.

    While the embedded one has never been started the answer points at a port where nothing listens:
    commands that need no database work, others fail to connect.
    """
    address = database_url() or "postgresql://linli@127.0.0.1:1/linli"
    return {"ENGINE": engine, **database_fields(address)}
