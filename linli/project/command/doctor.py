"""``linli doctor``: what is wrong, and how to mend it."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from linli.project import environ
from linli.project.cluster import Cluster, ClusterError
from linli.project.command import findings, findings_database, manage
from linli.project.command.failures import Stop, sentence_for
from linli.project.command.findings import GOOD, MIND, WRONG, Finding
from linli.project.command.options import Options, port
from linli.project.words import gettext as _

ABOUT = _("Say what is wrong and how to mend it.")
SIGNS = {GOOD: "✓", MIND: "!", WRONG: "✗"}


def main(arguments: list[str]) -> int:
    """Look at everything; 1 when anything is wrong."""
    parser = Options("doctor", ABOUT)
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("how to answer"))
    parser.add_argument("--port", type=port, default=None, help=_("the port that is to be served"))
    parser.add_argument(
        "--tls", nargs=2, type=Path, metavar=("CERT", "KEY"), help=_("the certificate that is to be served")
    )
    typed = parser.parse_args(arguments)
    found = list(look(typed.port, typed.tls))
    wrong = [one for one in found if one.state == WRONG]
    if typed.format == "json":
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
        return 1 if wrong else 0
    for one in found:
        print(f"{SIGNS[one.state]} {one.sentence}")
        if one.mend:
            print(f"    → {one.mend}")
    print(_("{n} things are wrong.").format(n=len(wrong)) if wrong else _("Nothing is wrong."))
    return 1 if wrong else 0


def look(where: int | None, pair: list[Path] | None) -> Iterator[Finding]:
    """All findings; one that cannot be looked at is itself wrong, and the others go on."""
    yield from findings.python()
    usable = True
    for one in findings.settings():
        usable = usable and one.state != WRONG
        yield one
    for look_at in (findings.folder, findings.texts, findings.fonts, findings.clock):
        yield from look_at()
    yield from findings.port(where)
    yield from findings.certificate(pair)
    yield from findings.phones(pair)
    if usable:
        yield from _database()


def _database() -> Iterator[Finding]:
    if not environ.database_given() and not Cluster(environ.data()).exists:
        yield Finding("database", MIND, _("there is no database yet"), "make run")
        return
    try:
        with manage.database():
            import django

            environ.forget()
            django.setup()
            _address_as_of_now()
            yield from findings_database.everything()
    except (ClusterError, Stop) as error:
        yield Finding("database", WRONG, str(error))
    except Exception as error:  # a doctor goes on with whatever else can be looked at
        yield Finding("database", WRONG, sentence_for(error), "LINLI_DEBUG=1 linli check")


def _address_as_of_now() -> None:
    """The settings were read before the embedded server started, which may have chosen another port."""
    from django.db import connection

    fields = environ.database_fields(environ.database_url())
    for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT"):
        connection.settings_dict[name] = fields[name]
