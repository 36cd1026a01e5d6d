"""Questionnaires: the list, one with its counts, the code of a sheet."""

from __future__ import annotations

import datetime as dt
import hmac
import unicodedata
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from linli.accounts import api as accounts
from linli.base import keys
from linli.kernel import Actor, NotFound

from ..models import Answer, Question, Questionnaire, Sheet
from ..rules.surveys import DIGITS

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """One questionnaire with its counts of sheets."""

    id: int
    version: int
    title: str
    text: str
    start: dt.date
    end: dt.date
    state: str
    issued: int
    returned: int
    by_page: int

    @property
    def last(self) -> dt.date:
        """The last day."""
        return self.end - _DAY


@dataclass(frozen=True, slots=True)
class Counted:
    """One question with how often each option was chosen; `words` are answers in words, `answered` sheets with an answer."""

    place: int
    kind: str
    text: str
    options: tuple[str, ...]
    counts: tuple[int, ...]
    answered: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """A questionnaire whole."""

    row: SurveyRow
    questions: list[Counted] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)


def listing(actor: Actor, *, start: int = 0, count: int = 50) -> tuple[list[SurveyRow], int]:
    """One page, latest first, and how many there are. Two queries."""
    rows = _seen(actor)
    return [
        _row(one) for one in _counted(rows).order_by("-start", "-pk")[start : start + count]
    ], rows.count()


def page(actor: Actor, key: int) -> SurveyPage:
    """One whole, with its counts and the numbers of sheets still out. NotFound outside the actor's sight. Four queries."""
    one = _counted(_seen(actor)).filter(pk=key).first()
    if one is None:
        raise NotFound("questionnaire")
    out = (
        Sheet.objects.filter(questionnaire=key, returned_on__isnull=True)
        .order_by("number")
        .values_list("number", flat=True)
    )
    return SurveyPage(_row(one), _questions(key, words=True), list(out))


def public(community: int, key: int, on: dt.date) -> SurveyPage:
    """One for everybody, while it runs and after it was closed; words are told to nobody. NotFound for a draft. Needs the scope."""
    rows = Questionnaire.objects.filter(community_id=community, pk=key, start__lte=on).exclude(state="draft")
    one = _counted(rows).first()
    if one is None:
        raise NotFound("questionnaire")
    return SurveyPage(_row(one), _questions(key, words=False))


def running(community: int, on: dt.date) -> list[SurveyRow]:
    """What can be filled in on a day. Needs the scope. One query."""
    rows = Questionnaire.objects.filter(community_id=community, state="open", start__lte=on, end__gt=on)
    return [_row(one) for one in _counted(rows).order_by("end", "pk")]


def code_of(questionnaire: int, number: int) -> str:
    """The code that stands on a sheet: from the key ring, kept nowhere, the same whenever it is printed."""
    held = int.from_bytes(keys.digest(f"{questionnaire} {number}", "questionnaire sheet")[:8], "big")
    plain = str(held % 10**DIGITS).zfill(DIGITS)
    return f"{plain[:4]} {plain[4:]}"


def code_fits(questionnaire: int, number: int, typed: str) -> bool:
    """Whether what was typed is the code of the sheet."""
    plain = "".join(
        one for one in unicodedata.normalize("NFKC", typed[:40]) if one.isdecimal() and one.isascii()
    )
    return hmac.compare_digest(plain, code_of(questionnaire, number).replace(" ", ""))


def _questions(key: int, *, words: bool) -> list[Counted]:
    held: dict[int, list[tuple[list[int], str]]] = {}
    for question, chosen, said in (
        Answer.objects.filter(question__questionnaire=key)
        .order_by("pk")
        .values_list("question", "chosen", "words")
    ):
        held.setdefault(question, []).append((chosen, said))
    found = []
    for one in Question.objects.filter(questionnaire=key).order_by("place"):
        answers = held.get(one.pk, [])
        counts = tuple(sum(1 for chosen, _said in answers if at in chosen) for at in range(len(one.options)))
        told = tuple(text for _chosen, text in answers if text) if words else ()
        found.append(Counted(one.place, one.kind, one.text, tuple(one.options), counts, len(answers), told))
    return found


def _seen(actor: Actor) -> QuerySet[Questionnaire]:
    rows = Questionnaire.objects.filter(community_id=actor.community)
    return rows if accounts.may(actor, "notices.read") else rows.none()


def _counted(rows: QuerySet[Questionnaire]) -> QuerySet[Questionnaire]:
    back = Q(sheets__returned_on__isnull=False)
    return rows.annotate(
        issued=Count("sheets"), returned=Count("sheets", filter=back), by_page=Count("sheets", filter=back & Q(sheets__way="page"))
    )  # fmt: skip


def _row(one: Questionnaire) -> SurveyRow:
    held = vars(one)
    return SurveyRow(
        one.pk, one.version, one.title, one.text, one.start, one.end, one.state, held["issued"], held["returned"], held["by_page"],
    )  # fmt: skip
