"""Entering letters into the outbox, sending again, cancelling."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from linli.base import keys
from linli.base.jobs import later
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.phones import read_phones

from .. import connected, queries
from ..models import Letter
from ..rules import sight, ways
from ..workflow import move


@dataclass(frozen=True, slots=True)
class About:
    """The record that a letter tells of, and who may see the letter.

    subject, key  ("appeals.appeal", 7); number is what people know it by, page our own page of it
    caller        the account that is to call; private: nobody else sees the letter
    """

    subject: str
    key: int
    number: str = ""
    page: str = ""
    caller: int | None = None
    private: bool = False


@transaction.atomic
def enter_resident(
    *, actor: Actor, about: About, name: str, phone: str, text: str, at: dt.datetime, once: str,
    prefer: str | None = None, url: str = "", title: str = "",
) -> int:  # fmt: skip
    """Let a resident be told; the letter's id, the first one's when told before under `once`. 4 queries.

    On the way asked for (`prefer`), else the one the resident chose, else by a call, without a phone by a
    slip. Raises Refused for a phone that is none, and for a private letter that nobody could see.
    """
    if about.private and about.caller is None:
        raise Refused(say("A confidential matter needs somebody who tells the resident."), "caller")
    held = queries.letters.told_before(actor, once)
    if held is not None:
        return held
    number = _phone(phone)
    noted = queries.preferences.noted(actor, digest_of(number)) if number and prefer is None else ""
    way = ways.way_for(prefer, noted, phone=bool(number), connected=connected.open_ways())
    letter = _letter(actor, about, "resident", way, number, text, at, once)
    letter.name, letter.url, letter.title = name[:60], url or None, title[:100]
    return _save(actor, letter, at)


@transaction.atomic
def enter_office(
    *, actor: Actor, about: About, office: str, address: str, channel: str, title: str, text: str,
    at: dt.datetime, once: str,
) -> int:  # fmt: skip
    """Write to an office by e-mail or over the interface; the letter's id, the first one's under the same `once`.

    Raises Refused when that way is not connected here, or the address is none.
    """
    held = queries.letters.told_before(actor, once, recipient="office")
    if held is not None:
        return held
    if channel not in connected.open_ways() or channel not in (ways.EMAIL, ways.WEBHOOK):
        raise Refused(say("{way} is not connected here. Tell them in another way.", way=ways.WORDS.get(channel, channel)), "channel")  # fmt: skip
    if channel == ways.EMAIL and not _plausible(address):
        raise Refused(say("This is no e-mail address."), "address")
    letter = _letter(actor, about, "office", channel, address.strip(), text, at, once)
    letter.name, letter.title = office[:60], " ".join(title.split())[:100]
    return _save(actor, letter, at)


@transaction.atomic
def retry(*, actor: Actor, letter_id: int, at: dt.datetime) -> None:
    """Try a letter again that was refused or given up; its term begins anew, its id stays."""
    sight.may_keep_outbox(actor).demand()
    letter = queries.letters.locked(actor, letter_id, at)
    if letter.result in ways.TURNED:
        raise Refused(say("This goes on in another way already."))
    letter.state = move(letter.state, "retry")
    letter.attempts, letter.since, letter.next_at, letter.result = 0, at, at, ""
    letter.settled_at, letter.by = None, actor.user_id
    letter.save()
    journal.write(actor, "retry", "letter", key=letter.pk, at=at)
    later("news.deliver", lock="news.deliver", community=letter.community_id)


@transaction.atomic
def cancel(*, actor: Actor, letter_id: int, at: dt.datetime) -> None:
    """Nobody is told any more by this letter."""
    sight.may_keep_outbox(actor).demand()
    letter = queries.letters.locked(actor, letter_id, at)
    letter.state, letter.result = move(letter.state, "cancel"), "cancelled"
    letter.settled_at, letter.by = at, actor.user_id
    letter.save()
    journal.write(actor, "cancel", "letter", key=letter.pk, at=at)


@transaction.atomic
def withdraw(*, actor: Actor, subject: str, key: int, at: dt.datetime) -> int:
    """Take back what waits to be told of a record that was undone; how many. The caller has asked its own rule."""
    waiting = Letter.objects.filter(community=actor.community, subject=subject, key=key, state="waiting")
    found = list(waiting.select_for_update().values_list("pk", flat=True))
    if found:
        Letter.objects.filter(pk__in=found).update(
            state=move("waiting", "cancel"), result="cancelled", settled_at=at, by=actor.user_id
        )
        journal.write_many(actor, "cancel", "letter", found, at=at)
    return len(found)


@transaction.atomic
def open_calls(*, actor: Actor, at: dt.datetime) -> int:
    """Open the phones of the call list for calling until day's end: one line of the viewing log. How many."""
    sight.may_tell(actor).demand()
    found = queries.letters.to_open(actor, at)
    if found:
        journal.open_task(actor, "letter", found, "call", at, "phone")
    return len(found)


@transaction.atomic
def note_export(*, actor: Actor, count: int, at: dt.datetime) -> None:
    """The outbox was written out as a workbook."""
    sight.may_keep_outbox(actor).demand()
    journal.write(actor, "export", "letter", at=at, count=count)


def digest_of(address: str) -> bytes:
    """The keyed hash by which letters and choices of one address are found."""
    return keys.digest(address, "address")


def _letter(
    actor: Actor, about: About, recipient: str, way: str, address: str, text: str, at: dt.datetime, once: str
) -> Letter:
    phone = recipient == "resident"
    return Letter(
        community_id=actor.community or 0, subject=about.subject, key=about.key, number=about.number[:40], page=about.page,
        recipient=recipient, channel=way, address=address or None, tail=address[-4:] if phone else "",
        digest=digest_of(address) if address else None, text=text, caller=about.caller, private=about.private,
        at=at, since=at, next_at=at, by=actor.user_id, once=once,
    )  # fmt: skip


def _save(actor: Actor, letter: Letter, at: dt.datetime) -> int:
    """Write it with its journal line; another teller of the same moment was quicker: theirs."""
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError:
        held = queries.letters.told_before(actor, letter.once, recipient=letter.recipient)
        if held is None:
            raise
        return held
    journal.write(actor, "enter", "letter", key=letter.pk, at=at, way=letter.channel, owner=letter.subject)
    if letter.channel not in ways.BY_HAND and not queries.letters.others_wait(actor, letter.pk):
        later("news.deliver", lock="news.deliver", community=letter.community_id)
    return letter.pk


def _phone(text: str) -> str:
    """The first phone in what was given; empty for none."""
    found = read_phones(text, "028") if text.strip() else []
    return found[0] if found else ""


def _plausible(address: str) -> bool:
    name, at, domain = address.strip().rpartition("@")
    return bool(name and at and "." in domain) and not any(one.isspace() or one in ",;<>" for one in address.strip())  # fmt: skip
