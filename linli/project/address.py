"""The address of a database, taken apart."""

from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from linli.project.words import gettext as _

SCHEMES: Final = ("postgresql", "postgres")


def database_fields(address: str) -> dict[str, Any]:
    """The parts of a postgresql:// address as Django wants them; ValueError with a sentence otherwise."""
    example = "postgresql://user:password@host:5432/name"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise ValueError(_("is not an address; write {example}.").format(example=example)) from None
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in SCHEMES:
        raise ValueError(
            _("Linli needs PostgreSQL; write an address such as {example}.").format(example=example)
        )
    if not name:
        raise ValueError(_("names no database; write {example}.").format(example=example))
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": options.pop("port", "") or (str(port) if port else ""),
        "OPTIONS": options,
    }
