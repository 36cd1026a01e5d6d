"""What the reading of a roster answers: drafts of people, faults, and where every cell went."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from linli.kernel.identity import Number
from linli.kernel.papers import DisabilityCertificate
from linli.kernel.say import Saying

from .door import Door
from .tally import Tally


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a file: where it stands, why it is refused, and what to do.

    table   index of the table within the file     row     as the sheet numbers it
    column  as the sheet numbers it (A = 1), 0 for the row as a whole
    header  the column's head      value   the cell as text (may be P3: rests sealed only)
    field   the field of the register that the cell fills, "" for the row as a whole
    """

    sheet: str
    table: int
    row: int
    column: int
    header: str
    field: str
    value: str
    reason: Saying
    todo: Saying


@dataclass(slots=True)
class Draft:
    """A row that holds: one person as the file says it, ready to be compared with the register.

    values   field → value as the register keeps it, only what the file says: name, number (normal
             form), number_kind, sex, born, ethnic, phone, phone2, education, marital, political,
             employment, workplace, hukou_place, called, former_names (tuple), kind, start, note,
             relation, household_number, head_name, tenancy, household_kind, disability_category,
             disability_level. Birthday, sex and kind of document come from the number where not typed.
    number   the identity number, None without one
    cut      the digits that a spreadsheet left of the number: heal by prefix and name, or `refuse` it
    door     where the person lives; `door.known` when the register has the door under `door.key`
    certificate   the disability certificate; its holder is `number`
    cells    for every filled cell that is taken over, the field it fills ("door" for any part of the address)
    family   index of the household within the file, None where the file does not tell who lives with whom
    head     whether the person heads that household
    """

    sheet: str
    table: int
    row: int
    values: dict[str, Any]
    number: Number | None = None
    cut: str | None = None
    door: Door | None = None
    certificate: DisabilityCertificate | None = None
    cells: tuple[str, ...] = ()
    family: int | None = None
    head: bool = False

    @property
    def name(self) -> str:
        return str(self.values["name"])


@dataclass(slots=True)
class Family:
    """A household as the file shows it: rows of people who keep house together.

    number   户号 if stated     head_name   户主 if stated
    drafts   indexes into Checked.drafts; rows that were refused are not among them
    """

    number: str = ""
    head_name: str = ""
    drafts: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Checked:
    """A file as read: drafts, faults (all at once), households, and the tally of its cells."""

    drafts: list[Draft] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    families: list[Family] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    @property
    def refused_rows(self) -> set[tuple[int, int]]:
        """(table, row) of every row with a fault."""
        return {(fault.table, fault.row) for fault in self.faults}
