"""What a notice means for the matter of the catalogue that it shows."""

from __future__ import annotations

import datetime as dt

from linli.base import versions
from linli.kernel import Actor

from ..models import Disclosure, Notice


def shown(actor: Actor, at: dt.datetime, one: Notice) -> None:
    """Approved: the matter is shown from the notice's first day on."""
    for due in Disclosure.objects.select_for_update().filter(notice=one):
        versions.save(due, actor=actor, at=at, shown_on=one.start)


def given_up(actor: Actor, at: dt.datetime, one: Notice) -> None:
    """Not shown: the matter is open again."""
    for due in Disclosure.objects.select_for_update().filter(notice=one):
        versions.save(due, actor=actor, at=at, notice=None, shown_on=None)
