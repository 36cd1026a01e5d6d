"""The words for roles and lines of work."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from linli.kernel import Saying, say
from linli.kernel import actor as roles

ROLE_NAMES: dict[str, Saying] = {
    roles.SECRETARY: say("Secretary"),
    roles.COMMITTEE: say("Committee member"),
    roles.SOCIAL_WORKER: say("Social worker"),
    roles.GRID_WORKER: say("Grid worker"),
    roles.CAPTAIN: say("Building captain"),
    roles.MESSENGER: say("Sentiment messenger"),
    roles.MEDIATOR: say("Mediator"),
    roles.SUPERVISOR: say("Supervision committee member"),
    roles.COUNCIL: say("Council member"),
    roles.UNIT_CONTACT: say("Contact of a unit in the area"),
    roles.PARTY_AFFAIRS: say("Party affairs worker"),
    roles.VOLUNTEER: say("Volunteer"),
    roles.SUBDISTRICT: say("Subdistrict staff"),
    roles.AUDITOR: say("Auditor"),
    roles.TECH_ADMIN: say("Technical administrator"),
    roles.SYSTEM: say("The system"),
}

#: 条线 a social worker is in charge of; none means all.
LINE_NAMES: dict[str, Saying] = {
    "residents": say("Population"),
    "insurance": say("Social insurance"),
    "assistance": say("Assistance and relief"),
    "elderly": say("Elderly care"),
    "disabled": say("Disabled persons"),
    "jobs": say("Jobs and employment"),
    "culture": say("Culture and sports"),
    "mediation": say("Disputes"),
    "party": say("Party building"),
}


@dataclass(frozen=True, slots=True)
class RoleNames:
    """Several role words as one text, in the reader's language when shown."""

    codes: tuple[str, ...]

    def __str__(self) -> str:
        return listed(role_name(code) for code in self.codes)


def listed(words: Iterable[object]) -> str:
    """Several words as one text, parted as the reader's language does: 书记、调解员."""
    said = [str(word) for word in words]
    return functools.reduce(lambda one, other: str(say("{one}, {other}", one=one, other=other)), said or [""])


def role_name(code: str) -> Saying:
    """The word for a role; an unknown code is shown as it is."""
    return ROLE_NAMES.get(code) or say("{code}", code=code)


def role_names(codes: Iterable[str]) -> RoleNames:
    """The words for several roles, in the order of the matrix."""
    held = set(codes)
    return RoleNames(tuple(code for code in ROLE_NAMES if code in held))
