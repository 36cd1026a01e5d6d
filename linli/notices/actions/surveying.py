"""Questionnaires: written, opened, sheets issued with number and code, returned, closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max

from linli.base import versions, writes
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Answer, Question, Questionnaire, Sheet
from ..queries import surveys as found
from ..rules import showing, surveys
from ..rules.surveys import Asked, Said, read_questions
from .parts import home, saver, stamp

__all__ = ["Asked", "Said", "change", "close", "give_back", "issue", "open_it", "read_questions", "write"]
SUBJECT, POWER = "questionnaire", "notices.draft"


@transaction.atomic
def write(
    *,
    actor: Actor,
    at: dt.datetime,
    title: str,
    text: str,
    start: dt.date,
    end: dt.date,
    questions: Sequence[Asked],
) -> int:
    """Write a questionnaire that nobody sees yet; its key. Days are half-open."""
    row = stamp(actor, at, POWER)
    made = Questionnaire.objects.create(**_columns(title, text, start, end, questions), **row)
    _ask(made, questions, actor, at)
    journal.write(actor, "write_questionnaire", SUBJECT, key=made.pk, at=at, count=len(questions))
    return made.pk


@transaction.atomic
def change(
    *, actor: Actor, at: dt.datetime, questionnaire: int, title: str, text: str, start: dt.date, end: dt.date,
    questions: Sequence[Asked], version: int | None = None,
) -> None:  # fmt: skip
    """Change a draft; what was opened stays as it is."""
    columns = _columns(title, text, start, end, questions)
    one = _locked(actor, questionnaire, version, "draft", **columns)
    versions.save(one, actor=actor, at=at, **columns)
    Question.objects.filter(questionnaire=one).delete()
    _ask(one, questions, actor, at)
    journal.write(actor, "change_questionnaire", SUBJECT, key=questionnaire, at=at)


@transaction.atomic
def open_it(*, actor: Actor, at: dt.datetime, questionnaire: int, version: int | None = None) -> None:
    """Sheets may be issued and come back; the questions stay as they are."""
    one = _locked(actor, questionnaire, version, "draft")
    versions.save(one, actor=actor, at=at, state="open")
    journal.write(actor, "open_questionnaire", SUBJECT, key=questionnaire, at=at)


@transaction.atomic
def issue(*, actor: Actor, at: dt.datetime, questionnaire: int, count: int, on: dt.date) -> tuple[int, int]:
    """Issue so many more sheets; the first and last number."""
    one, row = _locked(actor, questionnaire, None, "open"), stamp(actor, at, POWER)
    held = Sheet.objects.filter(questionnaire=one).aggregate(last=Max("number"))["last"] or 0
    if count < 1 or held + count > surveys.SHEETS_MOST:
        raise Refused(say("Between 1 and {most} sheets in all.", most=surveys.SHEETS_MOST), "count")
    Sheet.objects.bulk_create(
        [Sheet(questionnaire=one, number=held + n, issued_on=on, **row) for n in range(1, count + 1)]
    )
    journal.write(actor, "issue_sheets", SUBJECT, key=questionnaire, at=at, first=held + 1, last=held + count)
    return held + 1, held + count


@transaction.atomic
def give_back(
    *, actor: Actor, at: dt.datetime, questionnaire: int, number: int, said: Mapping[int, Said], on: dt.date, way: str = "paper",
    code: str | None = None,
) -> None:  # fmt: skip
    """A sheet comes back with its answers (place of the question → answer), once.

    code  what stands on the sheet, where it is filled in on the page; a worker with the paper in hand needs none
    """
    home(actor, POWER)
    one: Questionnaire | None = Questionnaire.objects.filter(
        community_id=actor.community, pk=questionnaire
    ).first()
    if one is None:
        raise NotFound(SUBJECT)
    if one.state != "open" or not one.start <= on:
        raise Refused(say("This questionnaire is not under way."))
    if code is not None and on >= one.end:
        raise Refused(
            say("This questionnaire was open until {day}.", day=(one.end - dt.timedelta(days=1)).isoformat())
        )
    sheet = Sheet.objects.select_for_update().filter(questionnaire=one, number=number).first()
    if sheet is None or (code is not None and not found.code_fits(one.pk, number, code)):
        raise Refused(say("Number and code do not fit together. Look at the sheet once more."), "number")
    if sheet.returned_on is not None:
        raise Refused(say("Sheet {n} is back already.", n=number), "number")
    questions = {each.place: each for each in Question.objects.filter(questionnaire=one)}
    fitted = {
        place: surveys.fit(each.kind, each.options, said.get(place, Said()), f"q{place}")
        for place, each in questions.items()
    }
    if surveys.empty(fitted):
        raise Refused(say("Nothing is answered yet."))
    for place, each in fitted.items():
        if each.words and way == "page":
            showing.fit_text(each.words, f"q{place}", surveys.WORDS_MOST, say("Nothing is answered yet."))
    versions.save(sheet, actor=actor, at=at, returned_on=on, way=way)
    Answer.objects.bulk_create(
        [Answer(community_id=one.community_id, sheet=sheet, question=questions[place], chosen=list(each.chosen), words=each.words,
                changed_at=at, changed_by=actor.user_id)
         for place, each in fitted.items() if each.chosen or each.words]
    )  # fmt: skip
    journal.write(actor, "return_sheet", SUBJECT, key=questionnaire, at=at, way=way)


@transaction.atomic
def close(*, actor: Actor, at: dt.datetime, questionnaire: int, version: int | None = None) -> None:
    """No sheet comes back any more; the counts are shown in public."""
    one = _locked(actor, questionnaire, version, "open")
    versions.save(one, actor=actor, at=at, state="closed")
    journal.write(actor, "close_questionnaire", SUBJECT, key=questionnaire, at=at)


def _columns(
    title: str, text: str, start: dt.date, end: dt.date, questions: Sequence[Asked]
) -> dict[str, object]:
    if end <= start:
        raise Refused(say("The last day lies before the first."), "last")
    for one in questions:
        for part in (one.text, *one.options):
            showing.fit_text(part, "questions", 200, say("Write a question."))
    words = showing.fit_text(text, "text", 500, say("Write what it is for."))
    return {
        "title": showing.fit_text(title, "title", 80, say("Write a title.")),
        "text": words,
        "start": start,
        "end": end,
    }


def _ask(one: Questionnaire, questions: Sequence[Asked], actor: Actor, at: dt.datetime) -> None:
    row = stamp(actor, at, POWER)
    Question.objects.bulk_create(
        [Question(questionnaire=one, place=place, kind=each.kind, text=each.text, options=list(each.options), **row)
         for place, each in enumerate(questions, 1)]
    )  # fmt: skip


def _locked(actor: Actor, key: int, version: int | None, state: str, **values: object) -> Questionnaire:
    rows = Questionnaire.objects.filter(community_id=home(actor, POWER))
    one: Questionnaire = writes.locked(rows, key, SUBJECT, version, names=saver, **values)
    if one.state != state:
        raise Refused(say("That is not possible any more."))
    return one
