"""What a person does who tells a resident: told, nobody answered, a slip instead."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from linli.base import slots
from linli.journal import api as journal
from linli.kernel import Actor, Refused, Saying, by_count, say

from .. import queries
from ..models import Letter
from ..rules import sight, ways
from ..workflow import move

#: Nobody answered: try again after so long.
AGAIN = dt.timedelta(hours=2)


@transaction.atomic
def tell_by_hand(*, actor: Actor, letter_id: int, how: str, at: dt.datetime) -> None:
    """已告知: the resident was told by a call, at the door or by a slip. Whose record it is learns of it."""
    letter = _mine(actor, letter_id, at)
    if how not in ways.HOW:
        raise Refused(say("Say how the resident was told."), "how")
    letter.state, letter.result = move(letter.state, "tell"), how
    letter.settled_at, letter.by = at, actor.user_id
    letter.save(update_fields=["state", "result", "settled_at", "by"])
    journal.write(actor, "tell", "letter", key=letter.pk, at=at, way=how)
    pass_on(letter, how, reached=True, at=at, actor=actor)


@transaction.atomic
def miss(*, actor: Actor, letter_id: int, at: dt.datetime) -> int:
    """没接通: nobody answered the call; how often so far. After the third the list suggests another way."""
    letter = _mine(actor, letter_id, at)
    if letter.channel != ways.CALL:
        raise Refused(say("This letter is no phone call."))
    letter.state, letter.result = move(letter.state, "miss"), "missed"
    letter.tries, letter.by = min(letter.tries + 1, 32_000), actor.user_id
    letter.next_at = at if ways.needs_other_way(letter.tries) else at + AGAIN
    letter.save(update_fields=["state", "result", "tries", "next_at", "by"])
    journal.write(actor, "miss", "letter", key=letter.pk, at=at, count=letter.tries)
    pass_on(letter, ways.CALL, reached=False, at=at, actor=actor)
    return letter.tries


@transaction.atomic
def turn_into_slip(*, actor: Actor, letter_id: int, at: dt.datetime) -> int:
    """改为纸条: the call ends and a slip waits to be handed over; the slip's id."""
    letter = _mine(actor, letter_id, at)
    made = turned(letter, ways.SLIP, at, "to_slip")
    journal.write(actor, "turn", "letter", key=letter.pk, at=at, way=ways.SLIP)
    return made


@transaction.atomic
def hand_over(*, actor: Actor, old: int, new: int, at: dt.datetime, dry: bool = False) -> list[Saying]:
    """Calls and slips given to one worker go to another (slot `hand_over`); a sentence when there are any."""
    given = Letter.objects.filter(community=actor.community, state="waiting", caller=old)
    count = given.count() if dry else given.update(caller=new)
    return (
        [by_count(count, say("1 resident to be told"), say("{n} residents to be told", n=count))]
        if count
        else []
    )


@transaction.atomic
def print_slip(*, actor: Actor, letter_id: int, at: dt.datetime) -> queries.letters.Paper:
    """What stands on the slip, read for the purpose of handing it over: one line of the viewing log."""
    sight.may_tell(actor).demand()
    paper = queries.letters.paper(actor, letter_id, at)
    journal.read(actor, "letter", [letter_id], at=at, purpose="slip", shown="letter")
    return paper


@transaction.atomic
def print_slips(*, actor: Actor, at: dt.datetime) -> list[queries.letters.Paper]:
    """What stands on all slips that wait, read for handing them over: one line of the viewing log.

    Raises Refused when none waits.
    """
    sight.may_tell(actor).demand()
    found = queries.letters.papers(actor)
    if not found:
        raise Refused(say("No slip waits."))
    journal.read(actor, "letter", list(found), at=at, purpose="slip", shown="letter")
    return list(found.values())


def turned(letter: Letter, way: str, at: dt.datetime, result: str) -> int:
    """End a letter and go on with the same words on another way; the new one's id.

    One telling has at most one letter on each way: a call that became a slip never becomes a call again.
    """
    letter.state, letter.result = move(letter.state, "turn"), result
    letter.settled_at = at
    letter.save(update_fields=["state", "result", "settled_at"])
    return copied(letter, way, at)


def copied(letter: Letter, way: str, at: dt.datetime) -> int:
    """The same words on another way; the id, of the one that was there when it was made before."""
    made, _ = Letter.objects.get_or_create(
        community_id=letter.community_id, channel=way, once=letter.once,
        defaults={
            "token": uuid.uuid4(), "state": "waiting", "tries": 0, "attempts": 0, "at": at, "since": at, "next_at": at,
            **{name: getattr(letter, name) for name in _KEPT},
        },
    )  # fmt: skip
    return made.pk


_KEPT = (
    "subject", "key", "number", "recipient", "name", "address", "tail", "digest", "title", "text", "url", "page",
    "caller", "private", "by",
)  # fmt: skip


def pass_on(letter: Letter, how: str, *, reached: bool, at: dt.datetime, actor: Actor) -> None:
    """Let the app of the record know (slot `told`), in the same transaction."""
    for _ in slots.told.ask(
        community=letter.community_id, subject=letter.subject, key=letter.key, how=how, reached=reached, at=at,
        actor=actor,
    ):  # fmt: skip
        pass


def _mine(actor: Actor, letter_id: int, at: dt.datetime) -> Letter:
    """A letter that a person delivers and that the actor may see, locked."""
    sight.may_tell(actor).demand()
    letter = queries.letters.locked(actor, letter_id, at)
    if letter.channel not in ways.BY_HAND:
        raise Refused(say("This letter is sent by the software, not by hand."))
    return letter
