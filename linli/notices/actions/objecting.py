"""Somebody objects to a notice: an appeal comes of it, which is answered there and counted here."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.appeals import api as appeals
from linli.base import clock
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.actor import SYSTEM

from .. import workflow
from ..models import Objection
from ..queries import reach
from ..rules.showing import takes_objections
from .parts import SUBJECT, home, locked

#: Ways in which a worker hears of an objection.
CHANNELS = ("counter", "phone", "door", "letter_box", "hotline")
#: What is said before the words of the objection, so that whoever deals with it knows what it is about.
ABOUT = "对《{title}》的异议：{text}"


def resident(community: int) -> Actor:
    """Whoever objects on the public page: no account, no name."""
    return Actor(None, "居民", community, frozenset({SYSTEM}), why="the page of a notice")


@transaction.atomic
def object_to(
    *, actor: Actor, at: dt.datetime, notice: int, text: str, name: str = "", phone: str = "", naming: str = "named",
    channel: str = "web",
) -> appeals.Registered:  # fmt: skip
    """Write an objection down as an appeal; number and code are shown now only.

    naming  named, confidential or anonymous; without name and phone it is anonymous
    Raises Refused before and after the window, and for what no appeal can be; NotFound for a notice that nobody sees.
    """
    home(actor, "appeals.register")
    one = locked(actor, notice, None)
    if one.readers != "residents":
        raise Refused(say("This notice takes no objections."))
    takes_objections(one.state, reach.window(one), clock.day_of(at)).demand()
    workflow.step(one.state, "object")
    if not text.strip():
        raise Refused(say("Write what you object to, in a few words."), "text")
    known = bool(name.strip() or phone.strip()) and naming != "anonymous"
    made = appeals.register(
        actor=actor, at=at, channel=channel, text=ABOUT.format(title=one.title, text=text.strip()),
        naming=naming if known else "anonymous", reporter=appeals.ReporterParts(name=name, phone=phone) if known else None,
    )  # fmt: skip
    Objection.objects.create(
        community_id=one.community_id, notice=one, appeal_id=made.id, on=clock.day_of(at), changed_at=at,
        changed_by=actor.user_id,
    )  # fmt: skip
    journal.write(actor, "object_to_notice", SUBJECT, key=notice, at=at)
    return made
