"""What an import wrote, and what newer stands on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model

from linli.kernel import Actor, Saying, say

from ..models import Household, Import, Member, Person, Residence, Status

#: What an import writes, in the order in which it is taken back.
WRITTEN: tuple[type[Model], ...] = (Status, Residence, Member, Household, Person)

_WHAT: dict[type[Model], Saying] = {
    Status: say("a certificate"),
    Residence: say("a residence"),
    Member: say("a membership in a household"),
    Household: say("a household"),
    Person: say("personal details"),
}
#: Rows of the import that were saved again since.
_SAVED = """
select {person}, h.at from ({mine}) w join "{table}" t on t.id = w.id
join lateral (select t.changed_at as at) h on true
where t.community_id = %(community)s and t.version <> w.last and not (t.void and w.first = 1)
"""
_MINE = """
select pgh_obj_id as id, min(version) as first, max(version) as last from "{events}"
where community_id = %(community)s and source_import = %(source)s and changed_at = %(at)s group by pgh_obj_id
"""
#: What others hung on people whom the import created.
_HUNG = """
select t.person_id, t.changed_at from "{table}" t
where t.community_id = %(community)s and not t.void and t.person_id in (select id from ({mine}) w where w.first = 1)
  and not exists (select from ({own}) o where o.id = t.id)
"""
_CHECKED = """
select c.person_id, c.at from residents_check c
where c.community_id = %(community)s and not c.void and c.person_id in (select id from ({mine}) w where w.first = 1)
"""
_DOUBTED = """
select d.kept_id, d.at from residents_doubt d
where d.community_id = %(community)s and d.state in ('marked', 'merged')
  and (d.kept_id in (select id from ({mine}) w where w.first = 1) or d.other_id in (select id from ({mine}) w where w.first = 1))
"""
_JOINED = """
select m.person_id, m.changed_at from residents_member m
where m.community_id = %(community)s and not m.void and m.household_id in (select id from ({mine}) w where w.first = 1)
  and not exists (select from ({own}) o where o.id = m.id)
"""


@dataclass(frozen=True, slots=True)
class Newer:
    """Something that stands on what an import wrote: whose it is, what it is, since when."""

    person: int
    name: str
    what: Saying
    at: dt.datetime


def values(actor: Actor, held: Import) -> dict[str, Any]:
    """What the statements ask for."""
    return {"community": actor.community, "source": held.pk, "at": held.applied_at}


def mine(model: type[Model]) -> str:
    """Statement: rows of `model` that the import wrote, with their first and last version by it."""
    return _MINE.format(events=f"{model._meta.db_table}event")


def newer(actor: Actor, held: Import) -> list[Newer]:
    """Everything that keeps an import from being taken back, by name; empty when nothing does."""
    found: dict[int, tuple[Saying, dt.datetime]] = {}
    with connection.cursor() as cursor:
        for statement, what in _statements():
            cursor.execute(statement, values(actor, held))
            for person, at in cursor.fetchall():
                found.setdefault(person, (what, at))
    names = dict(Person.objects.filter(community_id=actor.community, pk__in=found).values_list("pk", "name"))
    rows = [Newer(person, names.get(person, "—"), what, at) for person, (what, at) in found.items()]
    return sorted(rows, key=lambda one: (one.name, one.person))


def _statements() -> list[tuple[str, Saying]]:
    people = mine(Person)
    found = []
    for model in WRITTEN:
        table = model._meta.db_table
        found.append(
            (
                _SAVED.format(mine=mine(model), table=table, person=_PERSON_OF.get(model, "t.person_id")),
                _WHAT[model],
            )
        )
    for model in (Residence, Member, Status):
        found.append((_HUNG.format(table=model._meta.db_table, mine=people, own=mine(model)), _WHAT[model]))
    found.append((_CHECKED.format(mine=people), say("an information check")))
    found.append((_DOUBTED.format(mine=people), say("a possible duplicate")))
    found.append((_JOINED.format(mine=mine(Household), own=mine(Member)), _WHAT[Member]))
    return found


_PERSON_OF: dict[type[Model], str] = {
    Person: "t.id",
    Household: "(select min(m.person_id) from residents_member m where m.household_id = t.id and m.community_id = t.community_id)",
}
