"""What the pages of council share: verbs for those who hold the power, and the question page of ui."""

from __future__ import annotations

import functools
from collections.abc import Callable

from linli.accounts import api as accounts
from linli.kernel import Actor
from linli.ui.asking import actor_of, asked, today, whole
from linli.ui.asking import verb_of as verb_of_app
from linli.ui.parts import Link

__all__ = ["actor_of", "asked", "keeps", "links", "today", "verb_of", "whole"]

verb_of: Callable[[int], Callable[[str], str]] = functools.partial(verb_of_app, "council")


def keeps(actor: Actor, power: str = "council.keep") -> bool:
    """Whether the actor writes here."""
    return bool(accounts.may(actor, power))


def links(actor: Actor, *pairs: tuple[str, str], power: str = "council.keep") -> list[Link]:
    """Links to verbs for those who may do them; none for readers."""
    return [Link(label, url) for label, url in pairs] if keeps(actor, power) else []
