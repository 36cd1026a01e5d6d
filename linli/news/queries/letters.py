"""Reads of the outbox: the call list, the list of everything sent, and what a sender needs.

The desk sees the letters of its community; grid workers, captains and messengers those given to them; a
private one is seen by its caller alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from linli.base import keys
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Letter, Pause
from ..rules import sight, ways
from ..workflow import MOVES, OPEN

PROBLEMS = ("failed", "given_up")


@dataclass(frozen=True, slots=True)
class LetterRef:
    """One line of the outbox or the call list as plain values; the address stays hidden."""

    id: int
    subject: str
    key: int
    number: str
    channel: str
    recipient: str
    name: str
    tail: str
    page: str
    state: str
    result: str
    tries: int
    attempts: int
    at: dt.datetime
    next_at: dt.datetime
    settled_at: dt.datetime | None
    caller: int | None
    by: int | None
    open: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on a slip."""

    name: str
    number: str
    title: str
    text: str
    url: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a sender sends."""

    id: int
    token: str
    channel: str
    address: str
    name: str
    title: str
    text: str
    at: dt.datetime


def visible(actor: Actor) -> QuerySet[Letter]:
    """The letters that the actor may see."""
    mine = Q(caller=actor.user_id or 0)
    found = Letter.objects.filter(community=actor.community)
    return found.filter(Q(private=False) | mine if sight.sees_all(actor) else mine)


def told_before(actor: Actor, once: str, recipient: str = "resident") -> int | None:
    """The letter that was entered under a key before; its first one where it went on another way."""
    found = Letter.objects.filter(community=actor.community, once=once, recipient=recipient)
    return found.order_by("pk").values_list("pk", flat=True).first()


def locked(actor: Actor, letter_id: int, at: dt.datetime) -> Letter:
    """One letter that the actor may see, locked. Raises NotFound."""
    found = visible(actor).select_for_update().filter(pk=letter_id).first()
    if found is None:
        raise NotFound
    return found


def calls(actor: Actor, at: dt.datetime, *, count: int = 200) -> list[LetterRef]:
    """The call list: one's own first, then by when they wait; text and phone stand open where a task opened them."""
    found = list(_by_hand(actor, ways.CALL)[:count])
    opened = journal.open_keys(actor, "letter", [one.pk for one in found], at, "phone")
    refs = [
        _ref(one, open_=one.pk in opened, text=(one.text or "") if one.pk in opened else "") for one in found
    ]
    return sorted(refs, key=lambda one: (one.caller != actor.user_id, one.next_at > at, one.next_at, one.id))


def slips(actor: Actor, *, count: int = 200) -> list[LetterRef]:
    """Slips that wait to be printed and handed over, the oldest first."""
    return [_ref(one) for one in _by_hand(actor, ways.SLIP)[:count]]


def to_open(actor: Actor, at: dt.datetime) -> list[int]:
    """Calls of the list that stand closed to the actor."""
    found = list(_by_hand(actor, ways.CALL).values_list("pk", flat=True)[:200])
    opened = journal.open_keys(actor, "letter", found, at, "phone")
    return [one for one in found if one not in opened]


def phone(actor: Actor, letter_id: int, at: dt.datetime) -> str:
    """The whole phone of a call. Raises NotFound, or Refused while it does not stand open to the actor."""
    found = _by_hand(actor, ways.CALL).filter(pk=letter_id).first()
    if found is None:
        raise NotFound
    if not journal.open_keys(actor, "letter", [letter_id], at, "phone"):
        raise Refused(say("Open the list for calling first."))
    return str(found.address or "")


def paper(actor: Actor, letter_id: int, at: dt.datetime) -> Paper:
    """What stands on a slip. Raises NotFound."""
    found = visible(actor).filter(pk=letter_id, channel=ways.SLIP, text__isnull=False).first()
    if found is None:
        raise NotFound
    return Paper(found.name, found.number, found.title, found.text, found.url or "", found.at)


def papers(actor: Actor, *, count: int = 200) -> dict[int, Paper]:
    """What stands on the slips that wait, the oldest first, by letter. 1 query."""
    found = _by_hand(actor, ways.SLIP).filter(text__isnull=False)[:count]
    return {
        one.pk: Paper(one.name, one.number, one.title, one.text or "", one.url or "", one.at) for one in found
    }


def outbox(
    actor: Actor, *, text: str = "", state: str = "", channel: str = "", start: int = 0, count: int = 50
) -> tuple[list[LetterRef], int]:
    """Everything told and to be told, newest first, and how many. 2 queries.

    text   a record's number, a name, the last four digits of a phone, or a whole phone
    state  one of workflow.STATES, or "problem" for what was refused or given up
    """
    if not sight.sees_all(actor):
        return [], 0
    found = visible(actor).defer("text", "url", "address")
    if state:
        found = found.filter(state__in=PROBLEMS) if state == "problem" else found.filter(state=state)
    if channel:
        found = found.filter(channel=channel)
    if text:
        found = found.filter(_fits(text))
    rows = found.order_by("-at", "-id")[start : start + count]
    return [_ref(one) for one in rows], found.count()


def tallies(actor: Actor) -> dict[str, int]:
    """How many calls and slips wait, and how many letters did not arrive, for the board. 1 query."""
    if not sight.may_tell(actor):
        return {}
    found = visible(actor).filter(state__in=OPEN).aggregate(
        calls=Count("pk", filter=Q(state="waiting", channel=ways.CALL)),
        mine=Count("pk", filter=Q(state="waiting", channel=ways.CALL, caller=actor.user_id or 0)),
        slips=Count("pk", filter=Q(state="waiting", channel=ways.SLIP)),
        problems=Count("pk", filter=Q(state__in=PROBLEMS)),
    )  # fmt: skip
    return found if sight.sees_all(actor) else {**found, "problems": 0}  # the outbox is the desk's


def due(actor: Actor, channels: frozenset[str], at: dt.datetime, *, count: int) -> list[int]:
    """Letters to be sent now, in order: an address with an earlier letter that waits is left out. 1 query."""
    earlier = Letter.objects.filter(
        community=actor.community, digest=OuterRef("digest"), channel=OuterRef("channel"), pk__lt=OuterRef("pk"),
        state__in=("waiting", "sending"),
    )  # fmt: skip
    found = Letter.objects.filter(
        ~Exists(earlier), community=actor.community, channel__in=channels, state="waiting", next_at__lte=at
    )
    return list(found.order_by("pk").values_list("pk", flat=True)[:count])


def paused(receiver: str, at: dt.datetime) -> bool:
    """Whether a receiver is left alone now."""
    return Pause.objects.filter(receiver=receiver, until__gt=at).exists()


def silences() -> list[tuple[str, dt.datetime, dt.datetime]]:
    """(receiver, silent since, next attempt) of each receiver that does not answer."""
    return [
        (one.receiver, one.since, one.until)
        for one in Pause.objects.filter(failures__gt=0)
        if one.since and one.until
    ]


def anything_open(actor: Actor) -> bool:
    """Whether a community has letters that the software sends."""
    return Letter.objects.filter(
        community=actor.community, state__in=("waiting", "sending"), channel__in=set(ways.CHANNELS) - ways.BY_HAND
    ).exists()  # fmt: skip


def others_wait(actor: Actor, letter_id: int) -> bool:
    """Whether a run is due anyway, because other letters wait for one."""
    others = Letter.objects.filter(community=actor.community, state="waiting").exclude(
        channel__in=ways.BY_HAND
    )
    return others.exclude(pk=letter_id).exists()


def waiting(actor: Actor, letter_id: int) -> Letter | None:
    """One letter that waits, locked; None when another worker has it."""
    found = Letter.objects.filter(community=actor.community, pk=letter_id, state="waiting")
    return found.select_for_update(skip_locked=True).first()


def sending(actor: Actor, letter_id: int) -> Letter | None:
    """One letter that is being sent, locked."""
    return (
        Letter.objects.select_for_update()
        .filter(community=actor.community, pk=letter_id, state="sending")
        .first()
    )


def parcel(letter: Letter) -> Parcel:
    """What a sender sends."""
    return Parcel(
        letter.pk, str(letter.token), letter.channel, letter.address or "", letter.name, letter.title,
        letter.text or "", letter.at,
    )  # fmt: skip


def allows(one: LetterRef, verb: str) -> bool:
    """Whether the outbox offers a verb; what goes on in another way is not taken up again."""
    return (one.state, verb) in MOVES and not (verb == "retry" and one.result in ways.TURNED)


def masked(one: LetterRef) -> str:
    """The phone with its last four digits alone."""
    return f"····{one.tail}" if one.tail else ""


def _by_hand(actor: Actor, channel: str) -> QuerySet[Letter]:
    if not sight.may_tell(actor):
        return Letter.objects.none()
    return visible(actor).filter(channel=channel, state="waiting").order_by("pk")


def _fits(text: str) -> Q:
    digits = "".join(one for one in text if one.isdecimal())
    wanted = Q(number__iexact=text) | Q(name__startswith=text)
    if len(digits) == 4:
        wanted |= Q(tail=digits)
    if len(digits) >= 7:
        wanted |= Q(digest=keys.digest(text.strip(), "address"))
    return wanted


def _ref(one: Letter, *, open_: bool = False, text: str = "") -> LetterRef:
    return LetterRef(
        one.pk, one.subject, one.key, one.number, one.channel, one.recipient, one.name, one.tail, one.page, one.state,
        one.result, one.tries, one.attempts, one.at, one.next_at, one.settled_at, one.caller, one.by, open_, text,
    )  # fmt: skip


def of_records(actor: Actor, subject: str, record_keys: Sequence[int]) -> dict[int, list[LetterRef]]:
    """The letters of many records, newest first by record. 1 query."""
    found: dict[int, list[LetterRef]] = {}
    rows = visible(actor).defer("text", "url", "address").filter(subject=subject, key__in=list(record_keys))
    for one in rows.order_by("-at", "-id"):
        found.setdefault(one.key, []).append(_ref(one))
    return found
