"""Captains, messengers and candidates are no longer named when their term of retention has passed, in history too.

Terms of office, shifts and the outcome of applications stay, so what was counted stays what it was.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import F, Q

from linli.journal import api as journal
from linli.kernel import Actor

from ..models import Candidate, Captain, Exchange, Messenger

#: Years after the end of a term; years after the last day of applications.
YEARS, CANDIDATE_YEARS = 2, 1
HIDDEN = "已到期隐去"
AT_ONCE = 1000
_CAPTAIN: dict[str, Any] = {
    "name": HIDDEN, "person": None, "sex": "0", "born": "", "politics": "", "home": "", "phone": None, "user": None,
}  # fmt: skip
_MESSENGER: dict[str, Any] = {"name": HIDDEN, "phone": None, "person": None, "user": None}
_CANDIDATE: dict[str, Any] = {
    "name": HIDDEN,
    "phone": "",
    "person": None,
    "words": "",
    "hours": "",
    "reason": "",
}


@transaction.atomic
def hide_past_retention(*, actor: Actor, at: dt.datetime, on: dt.date) -> dict[str, int]:
    """Take out who it was; how many captains, messengers and candidates. At most 1,000 of each in one run.

    Captains and messengers two years after their term, candidates a year after the last day of applications, the
    reason of an exchange after two years.
    """
    community = actor.community
    if community is None:
        return {}
    old, older = _before(on, CANDIDATE_YEARS), _before(on, YEARS)
    ended = Q(end__lt=older) | Q(void=True, changed_at__date__lt=older)
    closed = Q(recruitment__end__lt=old) & ~Q(recruitment__state="open")
    counted: dict[str, Any] = {
        "captains": _hide(Captain, community, ended & ~Q(name=HIDDEN), _CAPTAIN, at),
        "messengers": _hide(Messenger, community, ended & ~Q(name=HIDDEN), _MESSENGER, at),
        "candidates": _hide_candidates(community, closed & ~Q(name=HIDDEN), at),
    }
    _hide(Exchange, community, Q(at__date__lt=older) & ~Q(why=""), {"why": ""}, at)
    if any(counted.values()):
        journal.write(actor, "hide_past_retention", "contact people", at=at, **counted)
    return counted


def _hide(model: Any, community: int, passed: Q, empty: dict[str, Any], at: dt.datetime) -> int:
    """The rows first: the version that this leaves in history is then treated like the earlier ones."""
    keys = list(model.objects.filter(passed, community_id=community).values_list("pk", flat=True)[:AT_ONCE])
    model.objects.filter(pk__in=keys).update(
        **empty, version=F("version") + 1, changed_at=at, changed_by=None
    )
    apps.get_model("contact", f"{model.__name__}Event").objects.filter(pgh_obj__in=keys).update(**empty)
    return len(keys)


def _hide_candidates(community: int, passed: Q, at: dt.datetime) -> int:
    """The keyed hash of the phone goes too; what stands in its place belongs to nobody."""
    found = _hide(Candidate, community, passed, _CANDIDATE, at)
    if found:
        history = apps.get_model("contact", "CandidateEvent").objects
        hidden = Candidate.objects.filter(community_id=community, name=HIDDEN)
        for key in hidden.values_list("pk", flat=True):
            nobody = hashlib.blake2b(b"hidden %d" % key, digest_size=16).digest()
            Candidate.objects.filter(pk=key).exclude(digest=nobody).update(digest=nobody)
            history.filter(pgh_obj=key).update(digest=nobody)
    return found


def _before(on: dt.date, years: int) -> dt.date:
    """The day so many years ago; of 29 February the 28th."""
    return on.replace(year=on.year - years, day=min(on.day, 28) if on.month == 2 else on.day)
