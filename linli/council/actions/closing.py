"""The result: shown with money and beneficiaries, rated by residents on sheets without names; who follows a project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from linli.base import keys, versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.kernel.masking import demand_public
from linli.news import api as news

from ..models import Follower, Project, RatingSheet
from ..queries import project_reach as reach
from ..rules import project_codes as codes
from ..rules import projects as rules
from .project_parts import SUBJECT, move, project, refusing, row_of, text_of
from .stages import RESULT, disclose, put_up

#: Sheets for the rating of one project at most.
SHEETS_MOST = 2000


@transaction.atomic
def show_result(
    *, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, beneficiaries: int, result: str, starts: dt.date, ends: dt.date,
    title: str, text: str, version: int | None = None,
) -> int:  # fmt: skip
    """Show residents what came of it, what it cost and whom it serves; the notice's key."""
    rules.may_keep(actor).demand()
    one = project(actor, project_key, version)
    if beneficiaries <= 0:
        raise Refused(say("Write how many people it serves."), "beneficiaries")
    words = text_of(result, codes.TEXT_MOST, "result", say("Write what came of it."))
    demand_public(words, "result")
    move(
        one,
        "show_result",
        actor=actor,
        at=at,
        on=on,
        beneficiaries=beneficiaries,
        result=words,
        result_key=one.pk,
    )
    made = put_up(
        actor,
        at,
        RESULT,
        one.pk,
        title,
        text,
        starts,
        ends,
        objections=False,
        category="finance",
        kind="result",
    )
    disclose(actor, at, [one.pk], "result", on, made, ends)
    _tell(actor, at, one)
    return made


@transaction.atomic
def issue_ratings(*, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, sheets: int) -> int:
    """Hand out sheets on which residents rate it; how many there are now."""
    rules.may_keep(actor).demand()
    one = project(actor, project_key)
    if one.state != "result_shown":
        raise Refused(say("A project is rated once its result was shown."))
    if not 0 < sheets <= SHEETS_MOST:
        raise Refused(say("Between 1 and {n} sheets.", n=SHEETS_MOST), "sheets")
    last = RatingSheet.objects.filter(project=one).aggregate(n=Max("number"))["n"] or 0
    RatingSheet.objects.bulk_create(
        RatingSheet(project=one, number=last + n, issued=on, **row_of(actor, at))
        for n in range(1, sheets + 1)
    )
    versions.save(one, actor=actor, at=at)
    journal.write(actor, "issue_ratings", SUBJECT, key=one.pk, at=at, sheets=sheets)
    return int(last) + sheets


@transaction.atomic
def take_ratings(
    *, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, ratings: Sequence[tuple[int, str, str]]
) -> int:
    """Sheets came back: (number, rating, words); how many. Refused for a number that was not issued or came back before."""
    rules.may_keep(actor).demand()
    one = project(actor, project_key)
    if one.state != "result_shown":
        raise Refused(say("A project is rated once its result was shown."))
    numbers = [number for number, _rating, _words in ratings]
    held = {
        each.number: each
        for each in RatingSheet.objects.select_for_update(of=("self",)).filter(
            project=one, number__in=numbers
        )
    }
    for number, rating, words in ratings:
        sheet = held.get(number)
        if sheet is None:
            raise Refused(say("No sheet with the number {n} was issued.", n=number), "number")
        if sheet.returned is not None or numbers.count(number) > 1:
            raise Refused(say("Sheet {n} came back before.", n=number), "number")
        if rating not in codes.RATINGS:
            raise Refused(say("Choose one of the list."), "rating")
        sheet.returned, sheet.rating, sheet.words = on, rating, words.strip()[: codes.NOTE_MOST]
        versions.touch(sheet, actor=actor, at=at)
    RatingSheet.objects.bulk_update(
        held.values(), ["returned", "rating", "words", "version", "changed_at", "changed_by"], batch_size=500
    )
    journal.write(actor, "take_ratings", SUBJECT, key=one.pk, at=at, sheets=len(held))
    return len(held)


@transaction.atomic
def rate(*, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, version: int | None = None) -> None:
    """The rating is closed; sheets that are not back yet count as issued only."""
    rules.may_keep(actor).demand()
    one = project(actor, project_key, version)
    if not RatingSheet.objects.filter(project=one, returned__isnull=False).exists():
        raise Refused(say("No rating came back yet."))
    move(one, "rate", actor=actor, at=at, on=on)


@transaction.atomic
def follow(*, actor: Actor, at: dt.datetime, on: dt.date, project_key: int, phone: str) -> bool:
    """A phone wants to hear how it goes on; False when it follows already. actor: the system in the page's community."""
    if actor.community is None:
        raise NotFound("community")
    one = reach.found(
        reach.public_projects(actor.community).exclude(state__in=codes.ENDED), project_key, "project"
    )
    if not phone:
        raise Refused(say("Write your phone number."), "phone")
    mark = keys.digest(phone, "council follower")
    if Follower.objects.filter(project=one, digest=mark).exists():
        return False
    with refusing(say("This phone follows the project already."), "phone"):
        Follower.objects.create(project=one, phone=phone, digest=mark, since=on, **row_of(actor, at))
    journal.write(actor, "follow_project", SUBJECT, key=one.pk, at=at)
    return True


@transaction.atomic
def unfollow(*, actor: Actor, at: dt.datetime, project_key: int, phone: str) -> bool:
    """A phone does not want to hear any more; whether it followed."""
    mark = keys.digest(phone, "council follower")
    gone, _each = Follower.objects.filter(
        community_id=actor.community, project=project_key, digest=mark
    ).delete()
    if gone:
        journal.write(actor, "unfollow_project", SUBJECT, key=project_key, at=at)
    return bool(gone)


def _tell(actor: Actor, at: dt.datetime, one: Project) -> None:
    """Whoever follows is told of the result, by the way that the phone asked for."""
    for each in one.followers.all():
        news.tell_resident(
            actor, one.community_id, "council.project", one.pk, "", each.phone,
            str(say("Your project “{title}” is done. {result}", title=one.title, result=one.result))[:400], at,
            once=f"project-{one.pk}-result-{each.pk}", number=one.number, page=f"/council/projects/{one.pk}/",
        )  # fmt: skip
