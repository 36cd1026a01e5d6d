"""What a worker gives: the file, what it is, what its columns mean, cells mended in the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.conf import settings
from django.db import transaction

from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.masking import mask_text
from linli.kernel.text import clean_line
from linli.office.limits import MEGABYTE, Limits
from linli.office.sheets import open_book

from ...importing.binding import key_of
from ...importing.fields import FIELDS
from ...importing.plan import kept, pack
from ...models import Import, Learnt
from ...queries import imports as queries
from ...queries.imports import OWNER
from ...rules.imports import Options, may_import, may_say, step
from .. import records

READ = "residents.read_import"


@transaction.atomic
def upload(
    *, actor: Actor, at: dt.datetime, on: dt.date, name: str, content: Path | bytes, sender: str = "", options: Options, job: bool = True
) -> int:  # fmt: skip
    """Take a file in; its import's key. `on` is the day of the file, after which nobody is born.

    job  whether the reading is deferred; a command reads, and so examines, the file itself
    Raises Refused at once for everything that is no readable workbook; nothing is kept then.
    """
    may_import(actor).demand()
    may_say(options, on=on).demand("start")
    if job:
        examine(content, name)
    made = Import.objects.create(
        community_id=records.home(actor), title=mask_text(clean_line(Path(name).name, 200)), sender=clean_line(sender, 60), file=0,
        options=options.stored(), on=on, at=at, by=actor.user_id, changed_at=at, changed_by=actor.user_id,
    )  # fmt: skip
    made.file = files.store(actor, name, content, owner=OWNER, key=made.pk, at=at)
    made.save(update_fields=["file"])
    journal.write(actor, "upload", "import", key=made.pk, at=at)
    if job:
        files.start_work(actor, READ, made.pk, at)
    return made.pk


@transaction.atomic
def replace(
    *, actor: Actor, at: dt.datetime, key: int, version: int | None = None, name: str, content: Path | bytes
) -> None:
    """The mended workbook in place of the one before, which stays among the import's files."""
    held = _held(actor, at, key, version, "replace")
    examine(content, name)
    held.file = files.store(actor, name, content, owner=OWNER, key=key, at=at)
    held.plan_file, held.marked_file, held.tally = None, None, {}
    _read_again(actor, at, held, "replace")


@transaction.atomic
def teach(
    *, actor: Actor, at: dt.datetime, key: int, version: int | None = None, heads: Mapping[str, str]
) -> None:
    """Say what columns mean: head → field, "" to leave it aside; remembered for the sender."""
    held = _held(actor, at, key, version, "plan")
    wanted = {key_of(head)[:120]: meant for head, meant in heads.items() if key_of(head)}
    if any(meant and meant not in FIELDS for meant in wanted.values()):
        raise Refused(say("There is no such field."), "columns")
    Learnt.objects.bulk_create(
        [Learnt(community_id=held.community_id, sender=held.sender, header=head, field=meant) for head, meant in wanted.items()],
        update_conflicts=True, unique_fields=["community", "sender", "header"], update_fields=["field"],
    )  # fmt: skip
    _read_again(actor, at, held, "teach")


@transaction.atomic
def say_again(
    *, actor: Actor, at: dt.datetime, key: int, version: int | None = None, options: Options
) -> None:
    """Say otherwise what the rows of the file are."""
    held = _held(actor, at, key, version, "plan")
    may_say(options, on=held.on).demand("start")
    held.options = options.stored()
    _read_again(actor, at, held, "say_again")


@transaction.atomic
def type_cells(
    *,
    actor: Actor,
    at: dt.datetime,
    key: int,
    version: int | None = None,
    cells: Sequence[tuple[int, int, int, str]],
) -> None:
    """Texts typed in place of faulty cells (table, row, column, text), for this import alone."""
    held = _held(actor, at, key, version, "plan")
    plan = queries.plan_of(actor, held)
    typed = {(table, row, column): text for table, row, column, text in plan.typed}
    typed |= {(table, row, column): clean_line(text) for table, row, column, text in cells}
    plan.typed = [[*place, text] for place, text in typed.items()]
    held.plan_file = files.store(
        actor, "plan.llp", pack(plan), kind="application/octet-stream", owner=OWNER, key=key, at=at, limit=0
    )
    _read_again(actor, at, held, "type_cells")


@transaction.atomic
def give_up(*, actor: Actor, at: dt.datetime, key: int, why: Refused) -> None:
    """The file cannot be read; why is told on its page."""
    held = _held(actor, at, key, None, "plan")
    held.tally = {"why": kept(why.reason)}
    records.save(held, actor, at, state="refused")
    journal.write(actor, "give_up", "import", key=key, at=at)


def limits() -> Limits:
    """Bounds of a workbook, by the size set for uploads."""
    return Limits(file=min(settings.LINLI_UPLOAD_MIB * MEGABYTE, Limits().file))


def examine(content: Path | bytes, name: str) -> None:
    """Raise Refused for what cannot or must not be read."""
    try:
        open_book(content, name, limits()).close()
    except Refused as refused:
        raise Refused(refused.reason, "file") from None


def _held(actor: Actor, at: dt.datetime, key: int, version: int | None, verb: str) -> Import:
    from linli.base import versions

    may_import(actor).demand()
    held = queries.record(actor, key, lock=True)
    versions.demand_fresh(held, version, {}, records.saver)
    step(verb, held.state)
    return held


def _read_again(actor: Actor, at: dt.datetime, held: Import, verb: str) -> None:
    records.save(held, actor, at, state="uploaded")
    journal.write(actor, verb, "import", key=held.pk, at=at)
    files.start_work(actor, READ, held.pk, at)
