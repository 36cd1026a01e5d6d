"""更正说明: who came into a sent number, who left it, and why, for those who may open it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from linli.accounts import api as accounts
from linli.base.figures import Figure, Spine
from linli.journal import api as journal
from linli.kernel import Actor
from linli.reports import engine
from linli.reports.engine.rows import key_column
from linli.reports.models import Sealed
from linli.residents import api as residents

from .sealed import Change

#: So many of each side are told by name; the rest is counted.
MOST = 100


@dataclass(frozen=True)
class Mover:
    """One record that came in or left: its key, its page and name, and what was done to it since."""

    key: int
    url: str
    came: bool
    name: str
    why: Sequence[str]


@dataclass(frozen=True)
class Told:
    """A change with its movers; `movers` is empty where the reader may not open the number."""

    change: Change
    movers: Sequence[Mover]


def told(actor: Actor, sealed: Sealed, changes: Sequence[Change], at: dt.datetime) -> list[Told]:
    """The changes with names of records, each opened record noted in the read log.

    Whoever sees the people of some cells only reads how many, not who.
    """
    known = engine.catalog()
    may_open = actor.whole_community and accounts.may(actor, "figures.rows")
    found = []
    for change in changes:
        figure = change.figure
        if not isinstance(figure, Figure):
            continue
        spine = known.spine_of(figure)
        movers: list[Mover] = []
        if may_open and engine.opens(figure, spine, actor):
            movers = _movers(actor, figure, spine, change, sealed)
            _note(actor, spine, movers, at)
        found.append(Told(change, movers))
    return found


def _movers(actor: Actor, figure: Figure, spine: Spine, change: Change, sealed: Sealed) -> list[Mover]:
    things = {key: key for key in (*change.came[:MOST], *change.left[:MOST])}
    if key_column(figure, spine) == "pk":
        things = dict(spine.rows().model._base_manager.filter(pk__in=things).values_list("pk", spine.key))
    subject = spine.listing.subject if spine.listing else ""
    names = residents.person_names(actor, things.values(), on=sealed.areas_on) if subject == "person" else {}
    return [
        Mover(thing, _url(subject, thing), came, names.get(thing, ""), _why(actor, subject, thing, sealed))
        for came, keys in ((True, change.came[:MOST]), (False, change.left[:MOST]))
        for thing in (things.get(key) for key in keys)
        if thing is not None
    ]


def _url(subject: str, key: int) -> str:
    try:
        return reverse(f"residents:{subject}", args=[key]) if subject else ""
    except NoReverseMatch:
        return ""


def _why(actor: Actor, subject: str, key: int, sealed: Sealed) -> list[str]:
    lines = journal.lines_of(actor, subject, key, limit=20)
    return [
        f"{line.at:%Y-%m-%d} {line.who} {journal.verb_words(line.verb)} {line.why}".strip()
        for line in lines
        if line.at > sealed.at
    ]


def _note(actor: Actor, spine: Spine, movers: Sequence[Mover], at: dt.datetime) -> None:
    if spine.listing and spine.listing.subject and movers:
        keys = sorted({one.key for one in movers})
        journal.read(actor, spine.listing.subject, keys, at=at, purpose="amendment")
