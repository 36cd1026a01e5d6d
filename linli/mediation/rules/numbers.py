"""Numbers of dossiers: (    )人调字第  号, each year from 1 without gaps."""

from __future__ import annotations

from linli.kernel import Saying, say


def number(year: int | None, serial: int | None) -> Saying | None:
    """How a dossier is called; None before it is accepted."""
    if year is None or serial is None:
        return None
    return say("({year}) mediation no. {serial}", year=year, serial=serial)
