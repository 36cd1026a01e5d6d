"""One dispute whole, and its story."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from linli.accounts import api as accounts
from linli.base.board import Entry
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Saying, say
from linli.kernel.masking import masked
from linli.kernel.say import told
from linli.places import api as places

from ..models import (
    Agreement,
    Attendance,
    Charge,
    Dispute,
    Mediator,
    Paper,
    Party,
    Performance,
    Revisit,
    Talk,
)
from ..rules import codes, numbers
from ..rules import dossier as rules
from . import dossier, reach, terms


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A dispute as its page and its papers show it."""

    one: Dispute
    number: Saying | None
    category: str
    place: str
    parties: list[Party]
    charges: list[Charge]
    talks: list[Talk]
    led_by: dict[int, list[str]]
    agreement: Agreement | None
    steps: list[Performance]
    revisits: list[Revisit]
    papers: list[Paper]
    items: list[rules.Item]
    missing: list[rules.Item]
    names: dict[int, str]
    community: str
    files: dict[int, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """邻里纠纷 张* — 王*: by masked names, for a page's title is read over one's shoulder."""
        sides: dict[str, list[str]] = {}
        for one in self.parties:
            sides.setdefault(one.side, []).append(masked(one.name, "name"))
        line = " — ".join("、".join(sides.get(side, ["…"])) for side in codes.SIDES) if sides else ""
        return str(say("Dispute: {category}", category=self.category)) + (f" · {line}" if line else "")

    @property
    def derivation(self) -> Saying | None:
        """How the last day was counted."""
        return told(self.one.derivation) if self.one.derivation else None

    @property
    def mediators(self) -> list[str]:
        """Who mediates now, the leading one first."""
        return [one.mediator.name for one in self.charges if one.recused is None]

    def of_side(self, side: str) -> list[Party]:
        """The parties of one side."""
        return [one for one in self.parties if one.side == side]

    def name(self, user: int | None) -> str:
        """Who did it."""
        return self.names.get(user, "—") if user is not None else "—"


def page(actor: Actor, key: int, *, on: dt.date) -> RecordPage:
    """One dispute whole. NotFound outside the actor's sight."""
    one = reach.found(actor, key)
    parties, agreement = reach.parties(key), reach.agreement(key)
    charges = list(Charge.objects.filter(dispute=key).select_related("mediator").order_by("-first", "pk"))
    talks = list(Talk.objects.filter(dispute=key).order_by("on", "pk"))
    led: dict[int, list[str]] = {}
    for talk, name in (
        Attendance.objects.filter(talk__dispute=key).order_by("pk").values_list("talk", "mediator__name")
    ):
        led.setdefault(talk, []).append(name)
    revisits = list(Revisit.objects.filter(dispute=key).order_by("on", "pk"))
    papers = list(Paper.objects.filter(dispute=key, out=False).order_by("item", "pk"))
    steps = list(
        Performance.objects.filter(agreement__dispute=key, agreement__void=False).order_by("on", "pk")
    )
    case = dossier.case(one)
    users = {one.entered_by, one.accepted_by, one.closed_by, *(each.by for each in revisits)}
    return RecordPage(
        one, numbers.number(one.year, one.serial), terms.categories(one.community_id, one.found).get(one.category, one.category),
        _place(one, on), parties, charges, talks, led, agreement, steps, revisits, papers, rules.lines(case), rules.missing(case),
        accounts.names(users), places.name_of(one.community_id, on), {each.id: each.name for each in files.files_of(actor, reach.OWNER, key)},
    )  # fmt: skip


def _place(one: Dispute, on: dt.date) -> str:
    if one.building_id is None:
        return ""
    whole = Actor.system("where a dispute lies", one.community_id)
    return next((each.title for each in places.buildings(whole, on) if each.id == one.building_id), "")


def story(actor: Actor, page: RecordPage) -> list[Entry]:
    """What happened, newest first: the lines of the journal, with what was said where it was written down."""
    return [
        Entry(line.at, line.who, _what(line), quote=line.why)
        for line in journal.lines_of(actor, reach.SUBJECT, page.one.pk)
    ]


def _what(line: journal.Event) -> Saying:
    """What was done, with the kind of it where that says more."""
    verb, kind = journal.verb_words(line.verb), str(line.facts.get("kind", ""))
    tables = {"note_talk": codes.TALKS, "note_performance": codes.PERFORMANCES, "note_agreement": codes.FORMS}
    table = tables.get(line.verb, {})
    return say("{verb}: {kind}", verb=verb, kind=table[kind]) if kind in table else Saying(verb)


def choices_of_mediators(actor: Actor, on: dt.date) -> list[tuple[int, str]]:
    """(key, name) of the mediators in office."""
    return [(one.pk, one.name) for one in reach.mediators(actor.community, on)]


def committee(actor: Actor, on: dt.date) -> list[Mediator]:
    """Members in office, the chair first."""
    return list(reach.mediators(actor.community, on))


def seat(actor: Actor, key: int, on: dt.date) -> Mediator:
    """One member in office. NotFound otherwise."""
    found = reach.mediators(actor.community, on).filter(pk=key).first()
    if found is None:
        raise NotFound("mediator")
    return found


def party(page: RecordPage, key: int) -> Party:
    """One party of a dispute. NotFound for another's."""
    found = next((one for one in page.parties if one.pk == key), None)
    if found is None:
        raise NotFound("party")
    return found


def paper(page: RecordPage, key: int) -> Paper:
    """One paper of a dispute. NotFound for another's."""
    found = next((one for one in page.papers if one.pk == key), None)
    if found is None:
        raise NotFound("paper")
    return found
