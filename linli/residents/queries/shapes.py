"""The plain values that readers of the register answer; no model leaves queries/."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from linli.kernel import Saying

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What a list of people is narrowed to; an empty value does not narrow.

    group     living 实有, registered 户籍, floating 流动 or "" (rules.codes.GROUPS)
    kind      one kind of residence (rules.codes.KINDS)
    state     to_verify, open, to_close; "gone" for people without an episode on the day;
              "" for everybody with an episode on the day; "any" for both
    cell      id of a partition cell of any scheme
    building  id of a building
    ages      (from, below) in completed years on the day, half-open; None is open
    status    one kind of status (rules.statuses.KINDS), for readers who may see it
    sex       1 or 2
    text      as typed in the search box
    keys      exactly these people (a number that was opened); None does not narrow
    """

    group: str = ""
    kind: str = ""
    state: str = ""
    cell: int | None = None
    building: int | None = None
    ages: tuple[int | None, int | None] = (None, None)
    status: str = ""
    sex: str = ""
    text: str = ""
    keys: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in a list: never an identity number; `phone` shows the last four."""

    id: int
    name: str
    sex: str
    age: int | None
    phone: str
    door: str
    room_id: int | None
    building_id: int | None
    kind: str
    state: str
    start: dt.date | None
    residence_id: int | None
    household_id: int | None
    relation: str
    head: bool
    called: str = ""


@dataclass(frozen=True, slots=True)
class HouseholdFilter:
    """Narrowing of a list of households; text is a door, a 户号 or the head's name."""

    text: str = ""
    cell: int | None = None
    building: int | None = None
    tenancy: str = ""
    kind: str = ""
    ended: bool = False
    keys: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """One household in a list."""

    id: int
    number: str
    door: str
    room_id: int
    building_id: int
    head_id: int | None
    head_name: str
    members: int
    kind: str
    tenancy: str
    start: dt.date
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class ResidenceFilter:
    """Narrowing of a list of residence episodes.

    opened, closed   first day and the day after the last, half-open
    """

    state: str = ""
    kind: str = ""
    reason: str = ""
    opened: tuple[dt.date, dt.date] | None = None
    closed: tuple[dt.date, dt.date] | None = None
    cell: int | None = None
    text: str = ""
    keys: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class ResidenceRow:
    """One residence episode; `end` is the first day on which it no longer held.

    closing_on, closing_reason   a closing that was asked for and waits to be confirmed
    """

    id: int
    person_id: int
    name: str
    kind: str
    state: str
    start: dt.date
    end: dt.date | None
    reason: str
    note: str
    door: str
    room_id: int | None
    born_here: bool
    moved_within: bool
    version: int
    closing_on: dt.date | None = None
    closing_reason: str = ""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One information check. `changes` is (field, old, new), empty where the reader may not see."""

    id: int
    person_id: int
    name: str
    on: dt.date
    at: dt.datetime
    by_name: str
    way: str
    outcome: str
    fields: tuple[str, ...] = ()
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DueDoor:
    """A door behind which somebody was not checked this year."""

    room_id: int
    door: str
    building_id: int
    people: int
    unchecked: int
    household_id: int | None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member of a household, today's or former."""

    id: int
    person_id: int
    name: str
    sex: str
    age: int | None
    relation: str
    head: bool
    start: dt.date
    end: dt.date | None
    kind: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One dated status (P3), only for readers whose duty it is."""

    id: int
    person_id: int
    name: str
    kind: str
    category: str
    level: str
    number: str
    purpose: str
    source: str
    start: dt.date
    end: dt.date | None
    review_on: dt.date | None
    version: int


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """Two person records that may be one."""

    id: int
    kept_id: int
    kept_name: str
    other_id: int
    other_name: str
    state: str
    why: str
    at: dt.datetime
    version: int


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person as their page shows them to one reader.

    number   masked (3301**********1234) or "" without papers; `reveal` in queries.person opens it
    facts    field → value, as codes (rules.codes has the words)
    statuses None when the reader may not see any, so that the page hints at nothing
    here     whether an episode holds on the day
    """

    id: int
    name: str
    sex: str
    born: dt.date | None
    age: int | None
    phone: str
    phone2: str
    number: str
    number_kind: str
    called: str
    former_names: tuple[str, ...]
    facts: dict[str, str]
    version: int
    changed_at: dt.datetime
    changed_by: int | None
    here: ResidenceRow | None
    residences: list[ResidenceRow]
    household_id: int | None
    household_number: str
    household: list[MemberRow]
    checks: list[CheckRow]
    statuses: list[StatusRow] | None
    doubts: list[DoubtRow]
    merged_into: int | None
    hidden_on: dt.date | None
    may: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class HouseholdPage:
    """A household as its page shows it."""

    id: int
    number: str
    door: str
    room_id: int
    building_id: int
    kind: str
    tenancy: str
    start: dt.date
    end: dt.date | None
    version: int
    members: list[MemberRow]
    former: list[MemberRow]
    beside: list[HouseholdRow]
    may: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list: rows, which page it is (from 1), how many rows there are in all."""

    rows: list[T]
    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value came from: a file with sheet and row, or a hand."""

    title: str
    sheet: str
    row: int
    who: str
    at: dt.datetime

    @property
    def by_hand(self) -> bool:
        """Whether no file but a person gave the value."""
        return not self.title


@dataclass(frozen=True, slots=True)
class Held:
    """One line of 我的信息: what is held, as text, and where it came from."""

    field: str
    value: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class Extract:
    """我的信息: everything the register holds on one person, and who read it."""

    person: PersonPage
    number: str
    held: list[Held]
    statuses: list[StatusRow]
    readers: list[tuple[dt.datetime, str, str, str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of two records side by side, for merging; `same` when nothing is to choose."""

    field: str
    kept: str
    other: str

    @property
    def same(self) -> bool:
        return self.kept == self.other


@dataclass(frozen=True, slots=True)
class Found:
    """One person found by the search box."""

    id: int
    name: str
    door: str
    age: int | None
    phone: str
    sex: str
    state: str
    saying: Saying | None = None
