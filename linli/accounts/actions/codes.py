"""One-time codes: handing out, looking up, spending, revoking. A code's text is shown once and kept nowhere."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q

from linli.accounts import queries, rules
from linli.accounts.models import Code
from linli.accounts.queries import CodeRef
from linli.accounts.rules import codes
from linli.base import limits
from linli.base.clock import day_of
from linli.base.scope import community_scope
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say

#: Wrong codes from one network address (a community may share one), and beside one number.
WRONG_FROM_SOURCE, WRONG_BESIDE = 30, 10
TERM = dt.timedelta(minutes=15)
#: How long a code that ended is kept, for the question who handed it out.
KEPT = dt.timedelta(days=90)
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Handed:
    """A code that was handed out; `text` (in groups, as printed) is known here and now only."""

    id: int
    text: str
    pin: str | None
    key: int
    valid_until: dt.datetime

    @property
    def plain(self) -> str:
        """Without gaps, for an address."""
        return self.text.replace(" ", "")


def hand_out_code(
    *,
    actor: Actor,
    purpose: str,
    subject: str,
    key: int,
    community: int,
    at: dt.datetime,
    valid: dt.timedelta,
    uses: int | None = 1,
    pin: str | None = None,
    beside: str = "",
) -> Handed:
    """A code for one record: `subject` and `key` come back when it is looked up.

    valid   how long from `at` on
    uses    how often it opens something; None: as often as wanted until it ends
    pin     six digits that must be given too, told apart from the code
    beside  what must be typed with it (an appeal's number); the code is shorter then
    The caller has asked its own rule for follow and vote. Raises Refused.
    """
    return _hand_out(actor, purpose, subject, [key], community, at, valid, uses, pin, beside)[0]


def hand_out_codes(
    *,
    actor: Actor,
    purpose: str,
    subject: str,
    keys: Sequence[int],
    community: int,
    at: dt.datetime,
    valid: dt.timedelta,
    uses: int | None = 1,
) -> list[Handed]:
    """A code for each of many records, in their order; one journal line. At most 6 statements a thousand."""
    if purpose in (codes.ACCOUNT, codes.BIND):
        raise Refused(say("Codes for accounts are handed out one by one."))
    return _hand_out(actor, purpose, subject, keys, community, at, valid, uses, None, "") if keys else []


def look_up_code(
    *,
    purpose: str | tuple[str, ...],
    text: str,
    source: str,
    at: dt.datetime,
    beside: str = "",
    pin: str | None = None,
) -> CodeRef | None:
    """What a code opens; None alike for a wrong, expired, revoked and spent one, and for a wrong PIN.

    purpose  one, or several of which any will do
    source  the asker's network address as a keyed hash: `base.limits.source(request)`
    Without `pin` a code that has one is found, and says so by `asks_pin`: show nothing before the PIN fits.
    Raises Refused with the minutes to wait after too many wrong ones.
    """
    found = _found(purpose, text, source, at, beside, pin)
    return queries.code_ref(found) if found else None


@transaction.atomic
def spend_code(
    *, purpose: str, text: str, source: str, at: dt.datetime, beside: str = "", pin: str | None = None
) -> CodeRef | None:
    """Use a code once: of several at the same moment as many win as there are uses left. None as `look_up_code`.

    A code that has a PIN is spent with its PIN only.
    """
    found = _found(purpose, text, source, at, beside, pin if pin is not None else "")
    if found is None:
        return None
    won = (
        Code.objects.filter(Q(left__isnull=True) | Q(left__gt=0), pk=found.pk, revoked_at=None, valid_until__gt=at)
        .update(left=F("left") - 1, used_at=at)
    )  # fmt: skip
    if not won:
        return None
    ref = queries.code_ref(found)
    with community_scope(ref.community):
        actor = Actor.system("a code was used", ref.community)
        journal.write(actor, "spend_code", "code", key=ref.id, at=at, purpose=ref.purpose)
    return ref


@transaction.atomic
def revoke_code(*, actor: Actor, id: int, at: dt.datetime) -> None:
    """A code opens nothing any more. Raises NotFound for one of another community; revoking twice is no fault."""
    code = queries.code_for_update(actor, id)
    user_id, held = _held(code.subject, code.key, code.at)
    codes.may_hand_out(actor, code.purpose, code.subject, user_id, code.area_id, held).demand()
    if code.revoked_at is not None:
        return
    code.revoked_at = at
    code.save(update_fields=["revoked_at"])
    with community_scope(code.area_id):
        journal.write(
            _here(actor, code.area_id), "revoke_code", "code", key=code.pk, at=at, purpose=code.purpose
        )


def forget_codes(*, before: dt.datetime) -> int:
    """Remove the codes whose validity ended before a moment; how many."""
    return Code.objects.filter(valid_until__lt=before).delete()[0]


@transaction.atomic
def _hand_out(
    actor: Actor, purpose: str, subject: str, for_keys: Sequence[int], community: int, at: dt.datetime,
    valid: dt.timedelta, uses: int | None, pin: str | None, beside: str,
) -> list[Handed]:  # fmt: skip
    user_id, held = _held(subject, for_keys[0], at)
    codes.may_hand_out(actor, purpose, subject, user_id, community, held).demand()
    if pin is not None:
        codes.may_be_pin(pin).demand("pin")
    until = at + valid
    texts = _fresh(len(for_keys), beside)
    rows = [
        Code(
            digest=digest, area_id=community, purpose=purpose, subject=subject, key=key, by_id=actor.user_id, at=at,
            valid_until=until, left=uses, pin=queries.pin_digest(digest, pin) if pin else None,
        )
        for key, digest in zip(for_keys, texts, strict=True)
    ]  # fmt: skip
    made = Code.objects.bulk_create(rows, _BATCH)
    # who works in the community stands in its scope already; others open it for the line alone
    with nullcontext() if actor.community == community else community_scope(community):
        journal.write(
            _here(actor, community), "hand_out_code", "code", key=made[0].pk, at=at, purpose=purpose,
            kind=subject, count=len(made),
        )  # fmt: skip
    return [
        Handed(one.pk, codes.grouped(text), pin, one.key, until)
        for one, text in zip(made, texts.values(), strict=True)
    ]


def _fresh(count: int, beside: str) -> dict[bytes, str]:
    """Digest → text of as many codes as wanted that nobody bears."""
    digits = codes.DIGITS_BESIDE if beside else codes.DIGITS
    made: dict[bytes, str] = {}
    while len(made) < count:
        drawn = {
            queries.code_digest(text, beside): text
            for text in (codes.draw(digits) for _ in range(count - len(made)))
        }
        taken = queries.taken_digests(drawn)
        made |= {digest: text for digest, text in drawn.items() if digest not in taken}
    return made


def _found(
    purpose: str | tuple[str, ...], text: str, source: str, at: dt.datetime, beside: str, pin: str | None
) -> Code | None:
    """The code when it opens something; else its try is counted. The same statements for every reason."""
    for name, key, limit in _counts(source, beside):
        limits.room(name, key, limit=limit, per=TERM, at=at).demand()
    code = queries.code_by_text(text, beside)
    good = code is not None and codes.opens(queries.code_facts(code), purpose, at)
    if code is not None and good and pin is not None and code.pin is not None:
        good = hmac.compare_digest(bytes(code.pin), queries.pin_digest(bytes(code.digest), pin))
        if not good:
            limits.take("pin", str(code.pk), limit=codes.PIN_TRIES, per=KEPT, at=at)
    if code is not None and good and code.pin is not None:
        good = bool(limits.room("pin", str(code.pk), limit=codes.PIN_TRIES, per=KEPT, at=at))
    if good:
        return code
    for name, key, limit in _counts(source, beside):
        limits.take(name, key, limit=limit, per=TERM, at=at)
    return None


def _counts(source: str, beside: str) -> list[tuple[str, str, int]]:
    counts = [("code", source, WRONG_FROM_SOURCE)]
    return [*counts, ("code beside", beside, WRONG_BESIDE)] if beside else counts


def _held(subject: str, key: int, at: dt.datetime) -> tuple[int, list[rules.Held]]:
    """The account that a code is for, with its offices; 0 and none for other subjects."""
    if subject != "account":
        return 0, []
    return key, queries.held_in(key, day_of(at), None)


def _here(actor: Actor, community: int) -> Actor:
    """The actor as the journal of the community names them."""
    if actor.community == community:
        return actor
    return Actor(actor.user_id, actor.name, community, actor.roles, why=actor.why)
