"""Special groups as data: each a dated membership with its own purpose.

Age groups are computed, never stored. Severe mental illness and release from custody are not
held at all.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.kernel import ALLOWED, Saying, Verdict, refuse, say


@dataclass(frozen=True, slots=True)
class Kind:
    """One special group.

    purpose   why it is held, as shown to the person concerned
    line      条线 of the social workers whose duty it is
    category, level   codes that a membership may carry, with their words
    numbered  whether a certificate number belongs to it
    """

    code: str
    label: Saying
    purpose: Saying
    line: str
    categories: tuple[tuple[str, Saying], ...] = ()
    levels: tuple[tuple[str, Saying], ...] = ()
    numbered: bool = False


_DISABILITY_CATEGORIES = (
    ("1", say("Visual disability")),
    ("2", say("Hearing disability")),
    ("3", say("Speech disability")),
    ("4", say("Physical disability")),
    ("5", say("Intellectual disability")),
    ("6", say("Mental disability")),
    ("7", say("Multiple disability")),
)  # fmt: skip
_DISABILITY_LEVELS = (
    ("1", say("Level 1")),
    ("2", say("Level 2")),
    ("3", say("Level 3")),
    ("4", say("Level 4")),
)
_LIVING = say("Help with benefits and visits")
_CHILD = say("Care for children and their safety")

KINDS: dict[str, Kind] = {
    one.code: one
    for one in (
        Kind("disability", say("Disability certificate"), say("Benefits and services for holders of a disability certificate"),
             "disability", _DISABILITY_CATEGORIES, _DISABILITY_LEVELS, numbered=True),
        Kind("low_income", say("Subsistence allowance"), say("Assistance with the subsistence allowance and its yearly review"), "civil_affairs", numbered=True),
        Kind("low_income_edge", say("Near the allowance line"), say("Telling the household of benefits it may claim"), "civil_affairs"),
        Kind("destitute", say("Extreme hardship support"), say("Assistance with extreme hardship support"), "civil_affairs", numbered=True),
        Kind("living_alone", say("Old and living alone"), say("Welfare visits to old people living alone"), "civil_affairs"),
        Kind("empty_nest", say("Old couple without children at home"), say("Welfare visits to old people without children at home"), "civil_affairs"),
        Kind("needs_care", say("Needs care at home"), say("Care services at home"), "civil_affairs"),
        Kind("veteran", say("Veteran"), say("Contact, help with work and rights of veterans"), "veterans", numbered=True),
        Kind("entitled_family", say("Entitled family"), say("Preferential treatment of soldiers' families"), "veterans"),
        Kind("child_in_need", say("Child in need"), _CHILD, "children"),
        Kind("left_behind_child", say("Child left behind"), _CHILD, "children"),
        Kind("family_support", say("Family planning support"), _LIVING, "civil_affairs"),
        Kind("serious_illness", say("Serious illness"), _LIVING, "civil_affairs"),
        Kind("expecting", say("Expecting or new mother"), say("Maternal and child health services"), "health"),
        Kind("jobless", say("Registered unemployed"), say("Help with finding work"), "employment"),
        Kind("new_work", say("Courier or driver"), say("Services for couriers and drivers"), "employment"),
        Kind("residence_permit", say("Residence permit"), say("Assistance with the residence permit"), "residents", numbered=True),
    )
}  # fmt: skip


def may_grant(
    kind: str, *, category: str, level: str, number: str, source: str, on: dt.date, today: dt.date
) -> Verdict:
    """A status needs a known kind, its own codes, a source and a day that has come."""
    held = KINDS.get(kind)
    if held is None:
        return refuse(say("There is no such group."))
    if held.categories and category not in dict(held.categories):
        return refuse(say("Choose the category that the certificate names."))
    if held.levels and level not in dict(held.levels):
        return refuse(say("Choose the level that the certificate names."))
    if (category and not held.categories) or (level and not held.levels):
        return refuse(say("This group has no category or level."))
    if number and not held.numbered:
        return refuse(say("This group has no certificate number."))
    if not source.strip():
        return refuse(say("Say where this is known from."))
    if on > today:
        return refuse(say("The day has not come yet."))
    return ALLOWED


def may_end(*, start: dt.date, on: dt.date, today: dt.date) -> Verdict:
    """A status ends after its first day and not in days to come."""
    if on > today:
        return refuse(say("The day has not come yet."))
    if on <= start:
        return refuse(
            say(
                "The status holds from {start}. Choose a later day, or say that it was a mistake.",
                start=start,
            )
        )
    return ALLOWED
