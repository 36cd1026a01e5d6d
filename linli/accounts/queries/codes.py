"""Reads of one-time codes and bound phones. They stand outside the walls: a code is found by its whole text
alone, lists only inside the actor's community."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from linli.accounts.models import Code, Phone
from linli.accounts.rules import codes as rules
from linli.base import keys
from linli.kernel import Actor, NotFound
from linli.kernel import actor as roles


@dataclass(frozen=True, slots=True)
class CodeRef:
    """What a code opens: the record `key` of kind `subject` in `community`. `asks_pin`: only with its PIN."""

    id: int
    purpose: str
    community: int
    subject: str
    key: int
    valid_until: dt.datetime
    asks_pin: bool = False


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code as those who hand codes out see it; its text is known to nobody."""

    id: int
    purpose: str
    subject: str
    key: int
    by: str
    at: dt.datetime
    valid_until: dt.datetime
    used_at: dt.datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """One bound phone of an account."""

    id: int
    start: dt.datetime
    end: dt.datetime
    seen_at: dt.datetime


def code_digest(plain: str, beside: str = "") -> bytes:
    """The keyed hash under which a code is kept."""
    return keys.digest(f"{plain}\0{beside}", "code")


def pin_digest(salt: bytes, pin: str) -> bytes:
    """The keyed hash of a PIN; `salt` is the hash of the code or token it belongs to."""
    return keys.digest(f"{salt.hex()}\0{pin}", "pin")


def code_by_text(text: str, beside: str = "") -> Code | None:
    """The code of a text, whatever became of it. One query, also for a text that can be no code."""
    return Code.objects.filter(digest=code_digest(rules.plain_code(text), beside)).first()


def taken_digests(digests: Iterable[bytes]) -> set[bytes]:
    """Those of `digests` that some code bears already."""
    return {
        bytes(one) for one in Code.objects.filter(digest__in=list(digests)).values_list("digest", flat=True)
    }


def code_for_update(actor: Actor, code_id: int) -> Code:
    """One code of the actor's community, locked. Raises NotFound."""
    found = Code.objects.filter(pk=code_id).select_for_update(of=("self",)).first()
    if found is None or not _reaches(actor, found.area_id):
        raise NotFound
    return found


def code_account(actor: Actor, code_id: int) -> int:
    """The account that a code of the actor's community is for. Raises NotFound, also for other subjects."""
    found = Code.objects.filter(pk=code_id, subject="account").first()
    if found is None or not _reaches(actor, found.area_id):
        raise NotFound
    return found.key


def codes_of(actor: Actor, subject: str, key: int, *, at: dt.datetime) -> list[CodeRow]:
    """The codes of one record in the actor's community, newest first. One query."""
    found = Code.objects.filter(subject=subject, key=key).select_related("by").order_by("-at", "-id")
    if not actor.holds(roles.TECH_ADMIN, roles.SYSTEM):
        found = found.filter(area=actor.community or 0)
    elif actor.community is not None:
        found = found.filter(area=actor.community)
    return [
        CodeRow(
            one.pk, one.purpose, one.subject, one.key, one.by.name if one.by else "", one.at, one.valid_until,
            one.used_at, rules.state(code_facts(one), at),
        )
        for one in found
    ]  # fmt: skip


def code_facts(one: Code) -> rules.CodeFacts:
    """What the rules ask of a code."""
    return rules.CodeFacts(one.purpose, one.valid_until, one.left, one.revoked_at is not None)


def code_ref(one: Code) -> CodeRef:
    """A code as plain values."""
    return CodeRef(
        one.pk, one.purpose, one.area_id, one.subject, one.key, one.valid_until, one.pin is not None
    )


def phones_of(user_id: int, *, now: dt.datetime) -> list[PhoneRow]:
    """The phones that sign an account in, newest first."""
    found = Phone.objects.filter(user=user_id, end__gt=now).order_by("-start", "-id")
    return [PhoneRow(one.pk, one.start, one.end, one.seen_at) for one in found]


def phone_by_token(token: str, *, now: dt.datetime) -> Phone | None:
    """The bound phone that holds `token`, within its term, of an open account."""
    found = Phone.objects.filter(token=keys.digest(token, "phone"), end__gt=now, user__is_active=True)
    return found.select_related("user").first() if token else None


def phone_by_id(phone_id: int, *, now: dt.datetime) -> Phone | None:
    """A bound phone within its term, of an open account."""
    found = Phone.objects.filter(pk=phone_id, end__gt=now, user__is_active=True)
    return found.select_related("user").first()


def _reaches(actor: Actor, community: int) -> bool:
    if actor.community is not None:
        return actor.community == community
    return actor.holds(roles.TECH_ADMIN, roles.SYSTEM)
