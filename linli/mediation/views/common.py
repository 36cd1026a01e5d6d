"""What the pages of mediation share: who may do what, choices, the address of a verb."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable

from linli.accounts import api as accounts
from linli.kernel import Actor
from linli.places import api as places
from linli.ui.asking import actor_of, asked, today
from linli.ui.asking import verb_of as verb_of_app
from linli.ui.parts import Link

from ..queries import terms

__all__ = ["actor_of", "asked", "buildings", "categories", "links", "today", "verb_of"]

verb_of: Callable[[int], Callable[[str], str]] = functools.partial(verb_of_app, "mediation")


def links(actor: Actor, deeds: Iterable[tuple[str, str, str]]) -> list[Link]:
    """Links (power, label, address) to what the actor may do."""
    return [Link(label, url) for power, label, url in deeds if accounts.may(actor, power)]


def categories(actor: Actor, on: dt.date) -> dict[str, str]:
    """Code → name of the categories."""
    return terms.categories(actor.community or 0, on)


def buildings(actor: Actor, on: dt.date) -> list[tuple[int, str]]:
    """(key, name) of the buildings in which a dispute may have arisen."""
    whole = Actor.system("where a dispute lies", actor.community or 0)
    return [(one.id, one.title) for one in places.buildings(whole, on)]
