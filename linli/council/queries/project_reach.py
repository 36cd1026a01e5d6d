"""The first wall inside opinions and projects: what an actor may see, as querysets."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from linli.kernel import Actor, NotFound
from linli.places import api as places

from ..models import Collection, Fund, Opinion, Payment, Project, Sheet, Statement
from ..rules import project_codes as codes
from ..rules.projects import may_read

M = TypeVar("M", bound=Model)


def collections(actor: Actor) -> QuerySet[Collection]:
    """Rounds of collection."""
    return _seen(actor, Collection.objects.filter(community_id=actor.community, void=False))


def sheets(actor: Actor) -> QuerySet[Sheet]:
    """Sheets given to households."""
    return _seen(actor, Sheet.objects.filter(community_id=actor.community, void=False))


def opinions(actor: Actor) -> QuerySet[Opinion]:
    """Opinions that were not taken out."""
    return _seen(actor, Opinion.objects.filter(community_id=actor.community, void=False))


def projects(actor: Actor) -> QuerySet[Project]:
    """All projects."""
    return _seen(actor, Project.objects.filter(community_id=actor.community))


def public_projects(community: int) -> QuerySet[Project]:
    """What residents see: from the notice on. Needs the scope."""
    return Project.objects.filter(community_id=community, state__in=codes.PUBLIC, shown_on__isnull=False)


def funds(actor: Actor) -> QuerySet[Fund]:
    """Sources of money."""
    return _seen(actor, Fund.objects.filter(community_id=actor.community))


def payments(actor: Actor) -> QuerySet[Payment]:
    """Payments."""
    return _seen(actor, Payment.objects.filter(community_id=actor.community))


def statements(actor: Actor) -> QuerySet[Statement]:
    """Statements of the bank."""
    return _seen(actor, Statement.objects.filter(community_id=actor.community))


def found(rows: QuerySet[Any], key: int | None, what: str) -> Any:
    """One row of these; NotFound otherwise."""
    row = rows.filter(pk=key).first() if key is not None else None
    if row is None:
        raise NotFound(what)
    return row


def term(key: str, community: int | None, on: dt.date) -> Any:
    """The value of a dated term. Raises NoTerm."""
    return places.term(key, community, on).value


def _seen(actor: Actor, rows: QuerySet[M]) -> QuerySet[M]:
    return rows if may_read(actor) else rows.none()
