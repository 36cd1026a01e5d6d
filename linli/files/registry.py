"""What other apps tell files at start: whose rule serves a file, what work is called, what can be exported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from linli.journal import api as journal
from linli.kernel import Actor, Saying

#: (actor, key of the owner record) → may its files be opened; asked inside the actor's scope.
MayOpen = Callable[[Actor, int | None], bool]
#: (actor, **ids) → rows of plain values in the order of the columns.
Rows = Callable[..., Iterable[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of work: what it is called, the job that does it, and where its result stands.

    job  name of a procrastinate task (community, work); empty when the caller starts it
    url  (key, work id) → page of the result, or "" to offer the file alone
    unit msgid of what is counted, such as say("rows")
    """

    name: str
    label: Saying
    job: str = ""
    url: Callable[[int | None, int], str] | None = None
    unit: Saying | None = None


owners: dict[str, MayOpen] = {}
#: Owner → days that its contents are kept; an owner that is not here keeps them as long as the record.
keeping: dict[str, int] = {}
kinds: dict[str, Kind] = {}
exports: dict[str, Rows] = {}


def register_owner(owner: str, may_open: MayOpen, *, keep_days: int | None = None) -> None:
    """Let `may_open(actor, key)` decide who is served the files of records of kind `owner`.

    keep_days  after so many days the nightly job takes the contents away; the rows stay and say so
    """
    owners[owner] = may_open
    if keep_days is not None:
        keeping[owner] = keep_days


def register_work(
    name: str, label: Saying, *, job: str = "", url: Any = None, unit: Saying | None = None
) -> None:
    """Name a kind of work; with `job` it is started and resumed by files itself."""
    kinds[name] = Kind(name, label, job, url, unit)
    journal.name_values("kind", {name: label}, "work")


def register_export(name: str, rows: Rows) -> None:
    """Let exports be made of `rows(actor, **ids)`; it asks its own rules for the actor."""
    exports[name] = rows
