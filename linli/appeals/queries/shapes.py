"""The plain values that readers of appeals answer. Codes are those of rules.codes and workflow.VERBS."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from linli.kernel import Saying


@dataclass(frozen=True, slots=True)
class VerbView:
    """A verb that the state allows: `may` this actor do it, else `why` not (who can)."""

    verb: str
    label: Saying
    may: bool
    why: Saying | None = None


@dataclass(frozen=True, slots=True)
class ReporterView:
    """Who asked. `sealed`: confidential, opened for this reader only."""

    name: str = ""
    phone: str = ""
    person: int | None = None
    household: int | None = None
    for_other: str = ""
    relation: str = ""
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class ClockView:
    """A deadline with its derivation. how: running, late, met, met_late, stopped."""

    kind: str
    level: str
    started: dt.datetime
    due: dt.datetime
    provisional: bool
    why: Saying
    how: str
    ended_at: dt.datetime | None
    passed_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class DeedView:
    """One entry of the story."""

    id: int
    at: dt.datetime
    user: int | None
    who: str
    verb: str
    what: Saying
    state: str
    text: str
    internal: bool
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """explicit (with its five parts), final or progress."""

    id: int
    kind: str
    at: dt.datetime
    by_name: str
    text: str
    reason: str
    doer: str
    promised_on: dt.date | None
    way: str
    told: str
    told_at: dt.datetime | None
    told_by: int | None


@dataclass(frozen=True, slots=True)
class RevisitView:
    """What the resident said of the answer."""

    at: dt.datetime
    by_name: str
    way: str
    reached: bool
    solved: bool | None
    rating: str
    words: str
    round: int


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A picture; `file` is served by files.api."""

    id: int
    file: int
    at: dt.datetime
    after: bool
    public: bool


@dataclass(frozen=True, slots=True)
class WhistleView:
    """What was asked of the subdistrict; an empty reason: the level's time had run out."""

    id: int
    kind: str
    to_area: int
    reason: str
    called_at: dt.datetime
    called_by: int | None
    due: dt.datetime
    department: str
    dispatched_at: dt.datetime | None
    arrived_at: dt.datetime | None
    result: str
    answered_at: dt.datetime | None
    returned: bool
    rating: str


@dataclass(frozen=True, slots=True)
class HotlineView:
    """An item of 12345."""

    id: int
    system: str
    number: str
    received_at: dt.datetime
    due: dt.datetime
    state: str
    evidence: dict[str, Any]
    basis: str
    extended_to: dt.datetime | None
    extension_reason: str
    answered_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class PauseView:
    """暂缓（等××）."""

    start: dt.datetime
    end: dt.datetime | None
    reason: str
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Linked:
    """Another appeal beside this one; how: part (of this), merged (into this), up (the whole, or where it went)."""

    id: int
    number: str
    title: str
    state: str
    how: str


@dataclass(frozen=True, slots=True)
class Record:
    """An appeal as one actor may see it. `names`: account id → name; `reporter` None where it is not open."""

    id: int
    community: int
    number: str
    version: int
    changed_at: dt.datetime
    changed_by: int | None
    channel: str
    state: str
    level: str
    category: str
    text: str
    wish: str
    urgent: bool
    place: str
    place_words: str
    room: int | None
    building: int | None
    unit: int | None
    longitude: float | None
    latitude: float | None
    naming: str
    audience: str
    about: str
    reporter: ReporterView | None
    entered_by: int | None
    first_contact: int | None
    handler: int | None
    offered_to: int | None
    offered_at: dt.datetime | None
    assisting: tuple[int, ...]
    names: dict[int, str]
    sent_to: int | None
    received_at: dt.datetime
    counts_on: dt.date
    today: str
    today_due: dt.datetime
    due_at: dt.datetime | None
    due_kind: str
    late: bool
    accepted_at: dt.datetime | None
    first_reply_at: dt.datetime | None
    explicit_at: dt.datetime | None
    promised_on: dt.date | None
    solved_at: dt.datetime | None
    answered_at: dt.datetime | None
    told_at: dt.datetime | None
    closed_at: dt.datetime | None
    closed_level: str
    outcome: str
    rating: str
    confirmed: bool | None
    redone: int
    unreached: int
    consents: bool
    released_at: dt.datetime | None
    public_text: str
    public_answer: str
    public_place: str
    clocks: list[ClockView]
    story: list[DeedView]
    answers: list[AnswerView]
    revisits: list[RevisitView]
    photos: list[PhotoView]
    whistles: list[WhistleView]
    hotlines: list[HotlineView]
    pauses: list[PauseView]
    part_of: Linked | None
    merged_into: Linked | None
    parts: list[Linked]
    merged: list[Linked]
    sentence: Saying
    verbs: list[VerbView] = field(default_factory=list)

    def may(self, verb: str) -> bool:
        """Whether the actor can do a verb now."""
        return any(one.may for one in self.verbs if one.verb == verb)

    def name(self, user: int | None) -> str:
        """The name of an account on this page."""
        return self.names.get(user, "") if user is not None else ""


@dataclass(frozen=True, slots=True)
class PublicDeed:
    """What happened, for the resident: no names of workers beyond the handler, nothing internal."""

    at: dt.datetime
    verb: str
    what: Saying
    text: str


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """An appeal as the resident behind a code reads it."""

    id: int
    number: str
    version: int
    state: str
    category: str
    text: str
    wish: str
    place: str
    naming: str
    received_at: dt.datetime
    today_due: dt.datetime
    today: str
    promised_on: dt.date | None
    handler: str
    first_contact: str
    sentence: Saying
    answers: list[AnswerView]
    story: list[PublicDeed]
    photos: list[PhotoView]
    rating: str
    confirmed: bool | None
    may_add: bool
    may_rate: bool
    may_reopen: bool
    reopen_until: dt.datetime | None
    may_withdraw: bool
    consents: bool
    merged_into: str
