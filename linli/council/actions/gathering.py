"""Opinions become projects: put together, taken in and out, merged and parted, split. Nothing is moved that cannot go back.

Who asked for a project is read: the authors and supporters of its opinions and of those of projects merged into it, and
who backed either. Merging writes one reference, so parting gives each back what it had, and what came after stays where
it was given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Substr

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.kernel.masking import demand_public

from ..models import Backing, Link, Opinion, Project, Stage
from ..queries import project_reach as reach
from ..rules import project_codes as codes
from ..rules import projects as rules
from .project_parts import SUBJECT, move, project, refusing, row_of, text_of

_EARLY = ("collected", "sorted", "shown", "deferred")


@transaction.atomic
def found(
    *, actor: Actor, at: dt.datetime, on: dt.date, year: int, title: str, summary: str, kind: str, opinions: Collection[int],
    place: str = "",
) -> int:  # fmt: skip
    """Put opinions together to a project; its key. Title and summary stand for everybody and show no private number."""
    rules.may_keep(actor).demand()
    rules.demand_opinions(1, opinions)
    row = row_of(actor, at)
    if kind not in codes.KINDS:
        raise Refused(say("Choose one of the list."), "kind")
    made = Project.objects.create(
        number=_number(actor, year), year=year, kind=kind, place=place.strip()[:100], collected_on=on,
        title=_public(title, codes.TITLE_MOST, "title", say("Write a title.")),
        summary=_public(summary, codes.TEXT_MOST, "summary", say("Write what the project is.")), **row,
    )  # fmt: skip
    Stage.objects.create(
        community_id=made.community_id, project=made, verb="collect", state="collected", on=on, at=at, by=actor.user_id
    )  # fmt: skip
    _take(actor, at, made, on, opinions)
    journal.write(actor, "collect_project", SUBJECT, key=made.pk, at=at, opinions=len(set(opinions)))
    return made.pk


@transaction.atomic
def correct(
    *, actor: Actor, at: dt.datetime, project_key: int, title: str, summary: str, kind: str, place: str = "",
    version: int | None = None,
) -> None:  # fmt: skip
    """Other words, until the council decides; afterwards a change goes back to it."""
    rules.may_keep(actor).demand()
    values = {
        "title": _public(title, codes.TITLE_MOST, "title", say("Write a title.")),
        "summary": _public(summary, codes.TEXT_MOST, "summary", say("Write what the project is.")),
        "kind": kind, "place": place.strip()[:100],
    }  # fmt: skip
    one = project(actor, project_key, version, **values)
    if one.state not in (*_EARLY, "reviewed"):
        raise Refused(say("The project was put before the council: what was decided stays as it is."))
    versions.save(one, actor=actor, at=at, **values)
    journal.write(actor, "correct_project", SUBJECT, key=one.pk, at=at)


@transaction.atomic
def take_in(
    *, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, opinions: Collection[int]
) -> None:
    """More opinions belong to a project."""
    rules.may_keep(actor).demand()
    rules.demand_opinions(1, opinions)
    one = project(actor, project_key)
    _early(one)
    _take(actor, at, one, on, opinions)
    versions.save(one, actor=actor, at=at)
    journal.write(actor, "take_in", SUBJECT, key=one.pk, at=at, opinions=len(set(opinions)))


@transaction.atomic
def take_out(*, actor: Actor, at: dt.datetime, project_key: int, opinion: int) -> None:
    """An opinion does not belong here after all; its supporters go with it."""
    rules.may_keep(actor).demand()
    one = project(actor, project_key)
    _early(one)
    if Link.objects.filter(project=one, void=False).count() < 2:
        raise Refused(say("A project without any opinion is no project. Stop it instead."))
    _put_out(actor, at, one, [opinion])
    versions.save(one, actor=actor, at=at)
    journal.write(actor, "take_out", SUBJECT, key=one.pk, at=at, opinion=opinion)


@transaction.atomic
def merge(
    *, actor: Actor, at: dt.datetime, on: dt.date, project_key: int, into: int, version: int | None = None
) -> None:
    """The project becomes part of another one. Opinions, authors and supporters count for both as one union."""
    rules.may_keep(actor).demand()
    first, second = sorted((project_key, into))
    held = {key: project(actor, key) for key in dict.fromkeys((first, second))}
    one, other = held[project_key], held[into]
    if one.pk == other.pk:
        raise Refused(say("A project is not merged into itself."), "into")
    if version is not None:
        project(actor, project_key, version)
    _early(other)
    if one.taken_in.exists():
        raise Refused(say("Others were merged into this project: part them first."), "into")
    move(one, "merge", actor=actor, at=at, on=on, note=other.number, into=other, before=one.state)


@transaction.atomic
def part(*, actor: Actor, at: dt.datetime, on: dt.date, project_key: int, version: int | None = None) -> None:
    """Undo a merging, also after support was given: each project has what it had, and what came later stays put."""
    rules.may_keep(actor).demand()
    one = project(actor, project_key, version)
    if one.into is not None and one.into.state not in _EARLY:
        raise Refused(say("The other project was put before the council with these opinions."))
    move(one, "part", actor=actor, at=at, on=on, into=None, before="", ended_on=None)


@transaction.atomic
def split(
    *, actor: Actor, at: dt.datetime, on: dt.date, project_key: int, opinions: Sequence[int], title: str, summary: str,
    version: int | None = None,
) -> int:  # fmt: skip
    """Some opinions of a project become a project of their own; its key."""
    rules.may_keep(actor).demand()
    rules.demand_opinions(1, opinions)
    one = project(actor, project_key, version)
    _early(one)
    if Link.objects.filter(project=one, void=False).count() <= len(set(opinions)):
        raise Refused(say("Some opinions have to stay with this project."), "opinions")
    _put_out(actor, at, one, opinions)
    versions.save(one, actor=actor, at=at)
    journal.write(actor, "split_project", SUBJECT, key=one.pk, at=at, opinions=len(set(opinions)))
    return found(
        actor=actor, at=at, on=on, year=one.year, title=title, summary=summary, kind=one.kind, opinions=opinions, place=one.place
    )  # fmt: skip


@transaction.atomic
def back(
    *, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, name: str, person: int | None = None
) -> int:
    """Somebody wants this project; once for each person."""
    rules.may_opine(actor).demand()
    one = project(actor, project_key)
    if one.state in codes.ENDED:
        raise Refused(say("The project is closed."))
    who = text_of(name, 60, "name", say("Write who supports it."))
    with refusing(say("{name} supports it already.", name=who), "name"):
        if person is None and Backing.objects.filter(project=one, name=who, void=False).exists():
            raise Refused(say("{name} supports it already.", name=who), "name")
        made = Backing.objects.create(project=one, name=who, person_id=person, on=on, **row_of(actor, at))
    journal.write(actor, "back_project", SUBJECT, key=one.pk, at=at)
    return made.pk


def _public(text: str, most: int, field: str, missing: object) -> str:
    plain = text_of(text, most, field, missing)  # type: ignore[arg-type]
    demand_public(plain, field)
    return plain


def _number(actor: Actor, year: int) -> str:
    """2018-07: the next of the year."""
    rows = Project.objects.filter(community_id=actor.community, number__startswith=f"{year}-")
    last = rows.aggregate(last=Max(Substr("number", 6)))["last"]
    return f"{year}-{int(last or 0) + 1:02d}"


def _early(one: Project) -> None:
    if one.state not in _EARLY:
        raise Refused(
            say("Opinions are put together until the lists were asked; later ones wait for the next round.")
        )


def _take(actor: Actor, at: dt.datetime, one: Project, on: dt.date, opinions: Collection[int]) -> None:
    keys = sorted(set(opinions))
    held = list(reach.opinions(actor).select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    if len(held) != len(keys):
        raise NotFound("opinion")
    taken = next((each for each in held if each.state != "open"), None)
    if taken is not None:
        raise Refused(
            say("“{text}” is {state} already.", text=taken.text[:20], state=codes.OPINION_STATES[taken.state]), "opinions"
        )  # fmt: skip
    Link.objects.bulk_create(Link(project=one, opinion=each, on=on, **row_of(actor, at)) for each in held)
    _mark(actor, at, held, "merged")


def _put_out(actor: Actor, at: dt.datetime, one: Project, opinions: Collection[int]) -> None:
    keys = sorted(set(opinions))
    links = list(
        Link.objects.select_for_update(of=("self",))
        .filter(project=one, void=False, opinion__in=keys)
        .select_related("opinion")
    )
    if len(links) != len(keys):
        raise NotFound("opinion")
    for link in links:
        link.void = True
        versions.touch(link, actor=actor, at=at)
    Link.objects.bulk_update(links, ["void", "version", "changed_at", "changed_by"])
    _mark(actor, at, [link.opinion for link in links], "open")


def _mark(actor: Actor, at: dt.datetime, held: Sequence[Opinion], state: str) -> None:
    for each in held:
        each.state = state
        versions.touch(each, actor=actor, at=at)
    Opinion.objects.bulk_update(held, ["state", "version", "changed_at", "changed_by"])
