"""Terms are changed by loading versioned files, never on a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from linli.journal import api as journal
from linli.kernel import Actor, say
from linli.kernel.actor import SYSTEM, TECH_ADMIN
from linli.kernel.refusal import Refused
from linli.places.models import Term
from linli.places.queries.terms import loaded
from linli.places.rules.terms import Difference, Written, demand_no_overlap, difference, read_file

from .guard import writes

FILES = Path(__file__).resolve().parent.parent / "terms"


def bundled() -> list[Path]:
    """The files that come with the software, by name."""
    return sorted(FILES.glob("*.json"))


def read_files(files: Iterable[Path]) -> list[Written]:
    """The terms of files. Raises Refused naming the file that cannot be read."""
    written: list[Written] = []
    for one in files:
        try:
            text = one.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise Refused(say("{file} cannot be read.", file=one.name)) from None
        written += read_file(text, one.name)
    return written


def compare(written: Sequence[Written]) -> Difference:
    """What `load_terms` would change. Raises Refused where versions of a term would overlap."""
    held = loaded()
    files = {one.file for one in written}
    demand_no_overlap([*written, *(one for one in held if one.file not in files)])
    return difference(written, held)


@writes
def load_terms(*, actor: Actor, written: Sequence[Written], at: dt.datetime) -> Difference:
    """Let the terms be what the files say; what changed. Loading again changes nothing and notes nothing."""
    if not actor.holds(SYSTEM, TECH_ADMIN):
        raise Refused(say("Terms are loaded by the technical administrator."))
    found = compare(written)
    for one in [*found.gone, *(old for old, _ in found.changed)]:
        Term.objects.filter(key=one.key, jurisdiction=one.jurisdiction, start=one.start).delete()
    Term.objects.bulk_create(_row(one) for one in [*found.new, *(new for _, new in found.changed)])
    if not found.nothing:
        journal.house(
            actor, "load terms", at=at, files=sorted({one.file for one in written}),
            new=len(found.new), changed=len(found.changed), gone=len(found.gone),
        )  # fmt: skip
    return found


def _row(one: Written) -> Term:
    return Term(
        key=one.key, jurisdiction=one.jurisdiction, value=one.value, start=one.start, end=one.end,
        legal_basis=one.legal_basis, verified_by=one.verified_by, file=one.file,
    )  # fmt: skip
