"""Who appoints whom, and which offices one person may not hold together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linli.kernel import ALLOWED, Actor, Saying, Verdict, refuse, say
from linli.kernel import actor as roles

from .roles import role_name

#: Offices that the technical administrator enters for the house; a secretary cannot.
APPOINTED_BY_HOUSE = frozenset({roles.SECRETARY, roles.SUBDISTRICT, roles.AUDITOR, roles.TECH_ADMIN})

#: The level of area at which an office is held; all others are held at a community.
LEVEL_OF = {roles.SUBDISTRICT: ("subdistrict",), roles.TECH_ADMIN: ("city", "district", "subdistrict")}

#: (one, others, sentence): not by the same person at the same area on the same day.
_APART: tuple[tuple[str, frozenset[str], Saying], ...] = (
    (
        roles.SUPERVISOR,
        frozenset({roles.SECRETARY, roles.COMMITTEE}),
        say("A member of the supervision committee may not sit on the two committees it supervises."),
    ),
    (
        roles.AUDITOR,
        frozenset(roles.ROLES) - {roles.AUDITOR},
        say("An auditor reads the log and changes nothing, so holds no other post in this community."),
    ),
)
_NO_DATA = say("The technical administrator may not see residents' data, so holds no post in a community.")


@dataclass(frozen=True, slots=True)
class Held:
    """An office somebody holds in the days asked about."""

    role: str
    area: int


def may_appoint(actor: Actor, role: str, area: int, level: str, held: Sequence[Held]) -> Verdict:
    """Whether `actor` may enter somebody who already holds `held` as `role` at an area of `level`."""
    if level not in LEVEL_OF.get(role, ("community",)):
        return refuse(say("The post {role} is not held at an area of this level.", role=role_name(role)))
    return _may_touch(actor, role, area) and _apart(role, area, held)


def may_end(actor: Actor, role: str, area: int) -> Verdict:
    """Whether `actor` may end a post of this role at this area: whoever may enter it."""
    return _may_touch(actor, role, area)


def may_set_password(actor: Actor, user_id: int, held: Sequence[Held]) -> Verdict:
    """Whether `actor` may give an account a one-time password.

    A secretary only for people of the own community: else the account of an auditor or of a
    secretary elsewhere could be taken over.
    """
    if actor.user_id == user_id:
        return refuse(say("One's own password is changed under My settings."))
    if actor.holds(roles.TECH_ADMIN):
        return ALLOWED
    if not actor.holds(roles.SECRETARY):
        return refuse(say("The secretary or the technical administrator sets a one-time password."))
    if any(one.area != actor.community or one.role in APPOINTED_BY_HOUSE for one in held):
        return refuse(
            say("This person also holds a post that the technical administrator looks after; ask there.")
        )
    return ALLOWED


def _may_touch(actor: Actor, role: str, area: int) -> Verdict:
    if actor.holds(roles.SYSTEM):
        return ALLOWED
    if actor.holds(roles.TECH_ADMIN):
        if role in APPOINTED_BY_HOUSE:
            return ALLOWED
        return refuse(say("The secretary of the community enters this post."))
    if not actor.holds(roles.SECRETARY):
        return refuse(say("The secretary enters and ends posts."))
    if role in APPOINTED_BY_HOUSE:
        return refuse(say("The technical administrator enters this post: {role}.", role=role_name(role)))
    if actor.community != area:
        return refuse(say("Posts are entered in one's own community only."))
    return ALLOWED


def _apart(role: str, area: int, held: Sequence[Held]) -> Verdict:
    here = {one.role for one in held if one.area == area}
    for one, others, reason in _APART:
        if (role == one and here & others) or (role in others and one in here):
            return refuse(reason)
    elsewhere = {one.role for one in held}
    if role == roles.TECH_ADMIN and elsewhere - {roles.TECH_ADMIN}:
        return refuse(_NO_DATA)
    if role != roles.TECH_ADMIN and roles.TECH_ADMIN in elsewhere:
        return refuse(_NO_DATA)
    return ALLOWED
