"""Words that several pages of appeals need: the tree of categories, colleagues, short titles."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.accounts import api as accounts
from linli.base import clock
from linli.kernel import Actor

from ..queries import categories
from ..rules.categories import Category, Tree


@dataclass(frozen=True)
class Leaf:
    """One category that can be chosen."""

    code: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Branch:
    """A category of the first level with what lies under it."""

    label: str
    leaves: list[Leaf]
    open: bool


def tree(actor: Actor, at: dt.datetime) -> Tree:
    """The categories that hold in the actor's community today."""
    return categories.tree(actor.community, clock.day_of(at))


def flat(actor: Actor, at: dt.datetime) -> list[tuple[str, str]]:
    """(code, name) of every category, children set in."""
    return tree(actor, at).choices()


def branches(held: Tree, chosen: str) -> list[Branch]:
    """The tree for the buttons of a form; the branch that holds the chosen one stands open."""
    return [_branch(top, chosen) for top in held.tops]


def _branch(top: Category, chosen: str) -> Branch:
    leaves = [Leaf(one.code, one.word, one.code == chosen) for one in top.walk()]
    return Branch(top.word, leaves, any(one.chosen for one in leaves))


def colleagues(actor: Actor, at: dt.datetime) -> list[tuple[int, str]]:
    """(id, name) of those who may be asked to do something, in the actor's community."""
    return accounts.colleagues(actor, clock.day_of(at)) if actor.community is not None else []


def short(text: str, most: int = 40) -> str:
    """The first line of a text, cut to `most` signs."""
    line = next((one.strip() for one in text.splitlines() if one.strip()), "")
    return line if len(line) <= most else line[: most - 1] + "…"


def category(actor: Actor, code: str, at: dt.datetime) -> str:
    """The name of a category in the reader's language."""
    return tree(actor, at).word(code)
