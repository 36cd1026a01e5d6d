"""Note which definitions are in force, so that a figure's page can tell its history."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.reports import engine
from linli.reports.models import Definition
from linli.reports.queries import definitions


@transaction.atomic
def define(*, on: dt.date) -> int:
    """Write down every definition not met before, as of `on`; how many there were.

    Needs no actor and no journal line: it records the product's own state, not a deed.
    """
    known = engine.catalog().figures
    fresh = definitions.unknown({name: figure.definition for name, figure in known.items()})
    rows = [
        Definition(
            figure=name,
            version=known[name].definition,
            label=known[name].label.msgid,
            meaning=known[name].meaning.msgid,
            since=on,
        )
        for name in known
        if name in fresh
    ]
    Definition.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
