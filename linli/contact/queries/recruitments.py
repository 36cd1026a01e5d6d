"""Recruitments and who applied."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from linli.accounts import api as accounts
from linli.kernel import Actor, NotFound
from linli.kernel.phones import hide_phone

from ..models import Candidate, Recruitment
from ..rules.recruitment import Call


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One who applied; the phone shows the last four."""

    id: int
    name: str
    phone: str
    dial: str
    words: str
    hours: str
    state: str
    reason: str
    at: dt.datetime
    version: int
    person: int | None


@dataclass(frozen=True, slots=True)
class RecruitmentRow:
    """One call with its counts."""

    id: int
    title: str
    text: str
    call: Call
    term_start: dt.date
    term_end: dt.date
    notice: int | None
    applied: int
    version: int
    candidates: list[CandidateRow] = field(default_factory=list)

    @property
    def term_last(self) -> dt.date:
        """The last day of the term."""
        return self.term_end - dt.timedelta(days=1)


def call_of(one: Recruitment) -> Call:
    """A recruitment as its rules see it. One query."""
    rows = Candidate.objects.filter(recruitment=one).aggregate(
        chosen=Count("pk", filter=Q(state="chosen")), waiting=Count("pk", filter=Q(state="applied"))
    )
    return Call(one.state, one.start, one.end, one.seats, rows["chosen"], rows["waiting"])


def listing(actor: Actor, *, start: int = 0, count: int = 50) -> tuple[list[RecruitmentRow], int]:
    """One page, newest first, and how many there are. Two queries."""
    rows = _seen(actor)
    return [
        _row(one) for one in _counted(rows).order_by("-start", "-pk")[start : start + count]
    ], rows.count()


def page(actor: Actor, key: int) -> RecruitmentRow:
    """One call with everybody who applied, by the moment of applying. NotFound outside the actor's sight. Two queries."""
    one = _counted(_seen(actor)).filter(pk=key).first()
    if one is None:
        raise NotFound("recruitment")
    found = Candidate.objects.filter(recruitment=key).order_by("at", "pk")
    return _row(one, [_candidate(x) for x in found])


def candidate(actor: Actor, key: int) -> tuple[CandidateRow, int]:
    """One application and its recruitment. NotFound outside the actor's sight."""
    found = Candidate.objects.filter(
        community_id=actor.community, pk=key, recruitment__in=_seen(actor)
    ).first()
    if found is None:
        raise NotFound("candidate")
    return _candidate(found), found.recruitment_id


def public(community: int, key: int) -> RecruitmentRow:
    """A published call for its page without account. NotFound for a draft. Needs the scope. One query."""
    one = (
        _counted(Recruitment.objects.filter(community_id=community).exclude(state__in=("draft", "dropped")))
        .filter(pk=key)
        .first()
    )
    if one is None:
        raise NotFound("recruitment")
    return _row(one)


def open_calls(community: int, on: dt.date) -> list[RecruitmentRow]:
    """Calls whose days of application run, for public pages. Needs the scope. One query."""
    rows = Recruitment.objects.filter(community_id=community, state="open", start__lte=on, end__gt=on)
    return [_row(one) for one in _counted(rows).order_by("end", "pk")]


def _seen(actor: Actor) -> QuerySet[Recruitment]:
    if actor.community is None or not accounts.may(actor, "contact.keep"):
        raise NotFound("community")
    return Recruitment.objects.filter(community_id=actor.community)


def _counted(rows: QuerySet[Recruitment]) -> QuerySet[Recruitment]:
    return rows.annotate(
        applied_count=Count("candidates", filter=~Q(candidates__state="withdrawn")),
        chosen_count=Count("candidates", filter=Q(candidates__state="chosen")),
        waiting_count=Count("candidates", filter=Q(candidates__state="applied")),
    )


def _row(one: Recruitment, candidates: list[CandidateRow] | None = None) -> RecruitmentRow:
    held = vars(one)
    call = Call(one.state, one.start, one.end, one.seats, held["chosen_count"], held["waiting_count"])
    return RecruitmentRow(
        one.pk, one.title, one.text, call, one.term_start, one.term_end, one.notice, held["applied_count"], one.version,
        candidates or [],
    )  # fmt: skip


def _candidate(one: Candidate) -> CandidateRow:
    return CandidateRow(
        one.pk, one.name, hide_phone(one.phone), one.phone, one.words, one.hours, one.state, one.reason, one.at, one.version,
        one.person_id,
    )  # fmt: skip
