"""Public recruitment of messengers: drafted, published, applied to, chosen from, closed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from linli.base import keys, versions
from linli.base.clock import day_of
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.actor import SYSTEM

from ..models import Candidate, Recruitment
from ..queries import recruitments
from ..rules import recruitment as rules
from . import messengers
from .calling import publish_notice, withdraw_notice
from .parts import home, locked, refusing, stamp

SUBJECT, CANDIDATE = "recruitment", "candidate"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a call says; days are half-open: `end` is the first day after applications."""

    title: str
    text: str
    seats: int
    start: dt.date
    end: dt.date
    term_start: dt.date
    term_end: dt.date

    def columns(self) -> dict[str, Any]:
        """As they are stored. Refused for what cannot be called."""
        if not self.title.strip() or not self.text.strip():
            raise Refused(say("Write title and text."), "title")
        field, verdict = rules.may_be_called(self.seats, self.start, self.end, self.term_start, self.term_end)
        verdict.demand(field)
        return {
            "title": self.title.strip(), "text": self.text.strip(), "seats": self.seats, "start": self.start,
            "end": self.end, "term_start": self.term_start, "term_end": self.term_end,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Applied:
    """An application; `new` is False when this phone had applied before."""

    id: int
    new: bool


def applicant(community: int) -> Actor:
    """Whoever applies on the public page: no account, no name."""
    return Actor(None, "报名人", community, frozenset({SYSTEM}), why="the page of the recruitment")


@transaction.atomic
def draft(*, actor: Actor, at: dt.datetime, parts: Parts) -> int:
    """A call that is not published yet; its key."""
    made = Recruitment.objects.create(**parts.columns(), **stamp(actor, at))
    journal.write(actor, "draft_recruitment", SUBJECT, key=made.pk, at=at)
    return made.pk


@transaction.atomic
def correct(
    *, actor: Actor, at: dt.datetime, recruitment: int, parts: Parts, version: int | None = None
) -> None:
    """Change a draft."""
    columns = parts.columns()
    one = _locked(actor, recruitment, version, **columns)
    if one.state != "draft":
        raise Refused(say("It is published; what the notice says stays."))
    versions.save(one, actor=actor, at=at, **columns)
    journal.write(actor, "correct", SUBJECT, key=recruitment, at=at)


@transaction.atomic
def publish(*, actor: Actor, at: dt.datetime, recruitment: int, version: int | None = None) -> None:
    """Applications open on the first day; the call is a public notice."""
    one = _locked(actor, recruitment, version)
    if one.state != "draft":
        raise Refused(say("It is published already."))
    if one.end <= day_of(at):
        raise Refused(say("The days of application are over. Choose later ones."), "end")
    versions.save(one, actor=actor, at=at, state="open", notice=publish_notice(actor, one, at))
    journal.write(actor, "publish_recruitment", SUBJECT, key=recruitment, at=at)


@transaction.atomic
def drop(*, actor: Actor, at: dt.datetime, recruitment: int, version: int | None = None) -> None:
    """A call that comes to nothing; those who applied are not chosen."""
    one = _locked(actor, recruitment, version)
    if (
        one.state not in ("draft", "open")
        or Candidate.objects.filter(recruitment=one, state="chosen").exists()
    ):
        raise Refused(say("Somebody was chosen already, or it is closed."))
    withdraw_notice(actor, one, at)
    versions.save(one, actor=actor, at=at, state="dropped")
    journal.write(actor, "drop_recruitment", SUBJECT, key=recruitment, at=at)


@transaction.atomic
def apply(
    *, actor: Actor, at: dt.datetime, recruitment: int, name: str, phone: str, words: str = "", hours: str = "",
    person: int | None = None,
) -> Applied:  # fmt: skip
    """Somebody applies, on the public page (`applicant`) or at the counter; the same phone makes one application."""
    row = stamp(actor, at)
    one = _locked(actor, recruitment, None)
    rules.may_apply(recruitments.call_of(one), day_of(at)).demand()
    if not name.strip() or not phone.strip():
        raise Refused(
            say("Name and phone are needed, so that we can call you."), "phone" if name.strip() else "name"
        )
    digest = keys.digest(phone.strip(), "contact candidate")
    held = Candidate.objects.filter(recruitment=one, digest=digest).exclude(state="withdrawn").first()
    if held is not None:
        return Applied(held.pk, False)
    with refusing(say("This phone has applied already."), "phone"):
        made = Candidate.objects.create(
            recruitment=one, name=name.strip(), phone=phone.strip(), digest=digest, words=words.strip(),
            hours=hours.strip(), person_id=person, at=at, **row,
        )  # fmt: skip
    journal.write(actor, "apply_messenger", CANDIDATE, key=made.pk, at=at, recruitment=recruitment)
    return Applied(made.pk, True)


@transaction.atomic
def choose(
    *, actor: Actor, at: dt.datetime, candidate: int, reason: str = "", version: int | None = None
) -> int:
    """Chosen: in office for the term of the call. The messenger's key."""
    held, one = _candidate(actor, candidate, version)
    rules.may_choose(recruitments.call_of(one), day_of(at)).demand()
    _settle(actor, at, held, "chosen", reason)
    return messengers.appoint(
        actor=actor, at=at, name=held.name, phone=held.phone, person=held.person_id, start=one.term_start,
        end=one.term_end, candidate=held.pk,
    )  # fmt: skip


@transaction.atomic
def refuse(*, actor: Actor, at: dt.datetime, candidate: int, reason: str, version: int | None = None) -> None:
    """Not chosen, with the reason that the candidate is told."""
    held, one = _candidate(actor, candidate, version)
    rules.may_decide(recruitments.call_of(one), day_of(at)).demand()
    if not reason.strip():
        raise Refused(say("Write why; the candidate is told."), "reason")
    _settle(actor, at, held, "refused", reason)


@transaction.atomic
def withdraw(
    *, actor: Actor, at: dt.datetime, candidate: int, reason: str = "", version: int | None = None
) -> None:
    """The candidate took the application back."""
    held, _one = _candidate(actor, candidate, version)
    _settle(actor, at, held, "withdrawn", reason)


@transaction.atomic
def close(*, actor: Actor, at: dt.datetime, recruitment: int, version: int | None = None) -> None:
    """All who applied have an answer."""
    one = _locked(actor, recruitment, version)
    rules.may_close(recruitments.call_of(one), day_of(at)).demand()
    versions.save(one, actor=actor, at=at, state="closed")
    journal.write(actor, "close_recruitment", SUBJECT, key=recruitment, at=at)


def _settle(actor: Actor, at: dt.datetime, held: Candidate, state: str, reason: str) -> None:
    versions.save(held, actor=actor, at=at, state=state, reason=reason.strip()[:200])
    journal.write(actor, f"candidate_{state}", CANDIDATE, key=held.pk, at=at)


def _candidate(actor: Actor, key: int, version: int | None) -> tuple[Candidate, Recruitment]:
    community = home(actor)
    held: Candidate = locked(Candidate.objects.filter(community_id=community), key, CANDIDATE, version)
    if held.state != "applied":
        raise Refused(say("This application has its answer already."))
    return held, _locked(actor, held.recruitment_id, None)


def _locked(actor: Actor, key: int, version: int | None, **values: Any) -> Recruitment:
    found: Recruitment = locked(
        Recruitment.objects.filter(community_id=home(actor)), key, SUBJECT, version, **values
    )
    return found
