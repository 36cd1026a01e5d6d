"""What the pages of contact share: verbs for those who keep it, and the question page of ui."""

from __future__ import annotations

import functools
from collections.abc import Callable

from linli.accounts import api as accounts
from linli.kernel import Actor
from linli.ui.asking import actor_of, asked, today, whole
from linli.ui.asking import verb_of as verb_of_app
from linli.ui.parts import Link

__all__ = ["actor_of", "asked", "links", "today", "verb_of", "whole"]

#: A record's key → (name of a view of contact → its address for that record).
verb_of: Callable[[int], Callable[[str], str]] = functools.partial(verb_of_app, "contact")


def links(actor: Actor, *pairs: tuple[str, str], power: str = "contact.keep") -> list[Link]:
    """Links to verbs for those who hold the power; none for readers."""
    return [Link(label, url) for label, url in pairs] if accounts.may(actor, power) else []
