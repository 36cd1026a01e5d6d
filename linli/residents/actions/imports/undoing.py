"""An applied import taken back: what it made ends as 录入错误, what it changed is as before."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from linli.base import versions
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say

from ...models import Import, Person, Residence
from ...queries import imports as queries
from ...queries import undoing
from ...rules.imports import may_import, step
from .. import identities, records

UNDO = "residents.undo_import"
_KEPT = frozenset({"id", "community_id", "version", "changed_at", "changed_by"})
_VOID = """
update "{table}" t set void = true, version = t.version + 1, changed_at = %(now)s, changed_by = %(by)s{more}
where t.community_id = %(community)s and not t.void and t.id in (select w.id from ({mine}) w where w.first = 1)
"""
_ENDED = ", state = 'closed', \"end\" = coalesce(t.\"end\", t.start), reason = 'entry_error', closing_on = null, closing_reason = ''"
_BACK = """
update "{table}" t set {columns}, version = t.version + 1, changed_at = %(now)s, changed_by = %(by)s
from ({mine}) w join "{events}" e on e.pgh_obj_id = w.id and e.version = w.first - 1
where t.community_id = %(community)s and e.community_id = %(community)s and t.id = w.id and w.first > 1
"""


@transaction.atomic
def request_undo(*, actor: Actor, at: dt.datetime, key: int, version: int | None = None) -> None:
    """Ask for an import to be taken back: a job does it. Asking twice starts it once."""
    may_import(actor).demand()
    held = queries.record(actor, key, lock=True)
    work = files.latest_work(actor, UNDO, key)
    if held.state == "undone" or (work and work.state in ("waiting", "running")):
        return
    versions.demand_fresh(held, version, {}, records.saver)
    step("undo", held.state)
    _demand_nothing_newer(actor, held)
    files.start_work(actor, UNDO, key, at)


@transaction.atomic
def undo(*, actor: Actor, at: dt.datetime, key: int) -> None:
    """Take an applied import back while nothing newer stands on it. Rooms that it made stay, empty.

    Raises Refused with how many people something newer is held of.
    """
    may_import(actor).demand()
    held = queries.record(actor, key, lock=True)
    step("undo", held.state)
    _demand_nothing_newer(actor, held)
    wanted = undoing.values(actor, held) | {"now": at, "by": actor.user_id}
    with connection.cursor() as cursor:
        digests = _digests(cursor, wanted)
        cursor.execute("set local enable_nestloop = off")
        for model in undoing.WRITTEN:
            more = _ENDED if model is Residence else ""
            cursor.execute(
                _VOID.format(table=model._meta.db_table, mine=undoing.mine(model), more=more), wanted
            )
        for model in undoing.WRITTEN:
            cursor.execute(_restoring(model), wanted)
        cursor.execute("set local enable_nestloop = on")
        digests += _digests(cursor, wanted)
    identities.sync(actor.community, digests)
    held.undone_at = at
    records.save(held, actor, at, state="undone")
    journal.write(actor, "undo", "import", key=key, at=at)


def _demand_nothing_newer(actor: Actor, held: Import) -> None:
    newer = undoing.newer(actor, held)
    if newer:
        raise Refused(
            say(
                "Newer entries stand on this import, for {n} people. It cannot be taken back as a whole.",
                n=len(newer),
            )
        )


def _restoring(model: type[Model]) -> str:
    columns = [field.column for field in model._meta.concrete_fields if field.column not in _KEPT]
    assigned = ", ".join(f'"{column}" = e."{column}"' for column in columns)
    table = model._meta.db_table
    return _BACK.format(table=table, events=f"{table}event", mine=undoing.mine(model), columns=assigned)


def _digests(cursor: Any, wanted: dict[str, Any]) -> list[bytes]:
    """Keyed hashes of the numbers of everybody concerned, as they stand now."""
    concerned = " union ".join(
        f'select {column} from ({undoing.mine(model)}) w join "{model._meta.db_table}" t on t.id = w.id'
        for model, column in ((Person, "t.id"), (Residence, "t.person_id"))
    )
    cursor.execute(
        f"select digest from residents_person where community_id = %(community)s and digest is not null and id in ({concerned})",
        wanted,
    )
    return [bytes(row[0]) for row in cursor.fetchall()]
