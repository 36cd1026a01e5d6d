"""What the register says about the people of one file, asked in a few statements however many rows.

The statements are written out because they join four tables for ten thousand people at once.
Imports are the work of whoever has the whole community (rules.imports), so no cells limit them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from linli.base import bulk
from linli.kernel import Actor

from ..importing.known import Certificate, Known
from ..models import Person, Residence, Status
from . import marks, sight

#: Up to so many people a nested loop is the best plan, whatever the statistics.
_FEW = 100
_PEOPLE = """
select p.id, p.digest, p.name, p.sex, p.born, p.ethnic, p.phone, p.phone2, p.education, p.marital, p.political, p.employment,
  p.workplace, p.hukou_place, p.called, p.former_names, r.id, r.room_id, coalesce(r.kind, ''), coalesce(r.state, ''), r.start,
  coalesce(r.note, ''), gone.day, m.id, coalesce(m.relation, ''), coalesce(m.head, false), h.id, coalesce(h.number, ''),
  coalesce(h.tenancy, ''), coalesce(h.kind, ''), h.room_id
from residents_person p
left join residents_residence r on r.person_id = p.id and r.community_id = p.community_id and not r.void and r."end" is null
left join residents_member m on m.person_id = p.id and m.community_id = p.community_id and not m.void and m."end" is null
left join residents_household h on h.id = m.household_id and h.community_id = p.community_id
left join (select person_id, max("end") as day from residents_residence
           where community_id = %(community)s and not void and "end" is not null group by person_id) gone on gone.person_id = p.id
where p.community_id = %(community)s and not p.void and p.merged_into_id is null
  and (p.digest = any(%(digests)s::bytea[]) or (p.digest is null and p.name = any(%(names)s)) or p.name = any(%(alike)s))
order by p.id
"""
_VERSIONS = """
select coalesce(md5(string_agg(concat_ws(',', p.id, p.version, p.void, p.merged_into_id, r.id, r.version, m.id, m.version,
                                          h.id, h.version, s.seen), ';' order by p.id, s.seen)), '')
from residents_person p
left join residents_residence r on r.person_id = p.id and r.community_id = p.community_id and not r.void and r."end" is null
left join residents_member m on m.person_id = p.id and m.community_id = p.community_id and not m.void and m."end" is null
left join residents_household h on h.id = m.household_id and h.community_id = p.community_id
left join (select person_id, string_agg(concat(id, '/', version), ',' order by id) as seen from residents_status
           where community_id = %(community)s and mark = %(mark)s and not void group by person_id) s on s.person_id = p.id
where p.community_id = %(community)s and p.id = any(%(people)s::bigint[])
"""


def people(actor: Actor, digests: Iterable[bytes], names: Iterable[str], alike: Iterable[str]) -> list[Known]:
    """Living records with one of these numbers; without a number with one of `names`; or with a name of `alike`."""
    numbers, wanted = list(digests), list(names)
    values: dict[str, Any] = {
        "community": actor.community, "digests": bulk.bytea_array(numbers), "names": wanted, "alike": list(alike),
    }  # fmt: skip
    with connection.cursor() as cursor, _many(cursor, len(numbers) + len(wanted)):
        cursor.execute(_PEOPLE, values)
        return [
            Known(row[0], bytes(row[1]) if row[1] is not None else None, *row[2:])
            for row in cursor.fetchall()
        ]


def basis(actor: Actor, people: Collection[int]) -> str:
    """A text that differs once one of the people, their residence, household or certificate was saved."""
    if not people:
        return ""
    values = {
        "community": actor.community,
        "people": bulk.bigint_array(people),
        "mark": marks.mark("disability"),
    }
    with connection.cursor() as cursor, _many(cursor, len(people)):
        cursor.execute(_VERSIONS, values)
        return str(cursor.fetchone()[0])


@contextmanager
def _many(cursor: Any, rows: int) -> Iterator[None]:
    """For many rows hold the planner from nested loops, which it chooses while its statistics are old."""
    if rows > _FEW:
        cursor.execute("set local enable_nestloop = off")
    yield
    if rows > _FEW:
        cursor.execute("set local enable_nestloop = on")


def number_starts(person: int, prefix: str) -> bool:
    """Whether the sealed number of a person begins with these digits."""
    held = Person.objects.filter(pk=person).values_list("number", flat=True).first()
    return held is not None and str(held).startswith(prefix)


def certificates(actor: Actor, people: Collection[int], on: dt.date) -> dict[int, Certificate]:
    """The disability certificate held on a day, for those of `people` who hold one."""
    held = Status.objects.filter(
        sight.on_day(on), community_id=actor.community, mark=marks.mark("disability")
    )
    found = {}
    for person, status, facts in held.filter(person__in=people).values_list("person_id", "pk", "facts"):
        said = json.loads(str(facts))
        found[person] = Certificate(
            status, said.get("category", ""), said.get("level", ""), said.get("number", "")
        )
    return found


def living_behind(
    actor: Actor, units: Collection[int], without: Collection[int]
) -> list[tuple[int, str, int | None]]:
    """(person, name, room) of everybody with an open residence in some units, `without` those named; by name."""
    there = Residence.objects.filter(
        community_id=actor.community, void=False, end__isnull=True, room__unit__in=units, person__void=False
    )
    named = set(without)
    with connection.cursor() as cursor, _many(cursor, len(named)):
        found = there.values_list("person_id", "person__name", "room_id").order_by(
            "person__sort", "person_id"
        )
        return [row for row in found if row[0] not in named]


def holders(actor: Actor, without: Collection[int], on: dt.date) -> list[tuple[int, str, None]]:
    """(person, name, None) of everybody who holds a disability certificate, `without` those named; by name."""
    held = Status.objects.filter(
        sight.on_day(on), community_id=actor.community, mark=marks.mark("disability")
    )
    named = set(without)
    found = held.values_list("person_id", "person__name").order_by("person__sort", "person_id")
    return [(person, name, None) for person, name in found if person not in named]
