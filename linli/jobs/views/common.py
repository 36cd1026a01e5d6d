"""What the pages of jobs share: verbs for those who keep the ledger, the question page of ui, words for pay."""

from __future__ import annotations

import functools
from collections.abc import Callable

from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.kernel import Actor, NotFound
from linli.ui.asking import actor_of, asked, today, whole
from linli.ui.asking import verb_of as verb_of_app
from linli.ui.parts import Link, Tab

from ..rules.sight import may_keep

__all__ = [
    "actor_of",
    "asked",
    "keeps",
    "links",
    "pay_words",
    "person_of",
    "redirect",
    "tabs",
    "today",
    "verb_of",
    "who_url",
    "whole",
]

verb_of: Callable[[int], Callable[[str], str]] = functools.partial(verb_of_app, "jobs")


def keeps(actor: Actor) -> bool:
    """Whether the actor writes in the ledger."""
    return bool(may_keep(actor))


def links(actor: Actor, *pairs: tuple[str, str]) -> list[Link]:
    """Links to verbs for those who keep the ledger; none for readers."""
    return [Link(label, url) for label, url in pairs] if keeps(actor) else []


def person_of(request: HttpRequest) -> int | None:
    """The person that the address names, None for none yet."""
    typed = request.GET.get("person", "")
    if not typed:
        return None
    key = whole(typed)
    if key is None:
        raise NotFound("person")
    return key


def who_url(purpose: str, key: int | None = None) -> str:
    """The page on which somebody is chosen for a purpose."""
    return f"{reverse('jobs:who')}?for={purpose}" + (f"&course={key}" if key else "")


def pay_words(low: int | None, high: int | None) -> str:
    """3000–4500; one of them alone; — for none."""
    if low and high and low != high:
        return f"{low}–{high}"
    return str(low or high or "—")


def tabs(current: str) -> list[Tab]:
    """The lists of jobs, one beside the other; `current` is the name of the view."""
    pages = (
        ("jobs:seekers", _("Jobseekers")), ("jobs:placements", _("New employment")), ("jobs:follow_ups", _("Follow-ups")),
        ("jobs:surplus", _("Surplus rural labour")), ("jobs:trainings", _("Training")), ("jobs:exports", _("Lists of the department")),
        ("jobs:ledger", _("Employment ledger")),
    )  # fmt: skip
    return [Tab(word, reverse(view), view == f"jobs:{current}") for view, word in pages]
