"""What the pages of party share: verbs for those who keep the ledger, and the question page of ui."""

from __future__ import annotations

import functools
from collections.abc import Callable

from linli.kernel import Actor
from linli.ui.asking import actor_of, asked, today, whole
from linli.ui.asking import verb_of as verb_of_app
from linli.ui.deeds import tried
from linli.ui.parts import Link

from ..rules.sight import may_keep

__all__ = ["actor_of", "asked", "links", "today", "tried", "verb_of", "whole"]

verb_of: Callable[[int], Callable[[str], str]] = functools.partial(verb_of_app, "party")


def links(actor: Actor, *pairs: tuple[str, str]) -> list[Link]:
    """Links to verbs for those who keep the ledger; none for readers."""
    return [Link(label, url) for label, url in pairs] if may_keep(actor) else []
