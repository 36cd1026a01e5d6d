"""Members who answer for residents, as a contact card names them: name and seat, nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models import Belonging, Member, Office
from ..rules import codes
from .reach import on_day

#: Seats in the committee of the community stand before those in a branch.
_ORDER = {"committee": 0, "general_branch": 1, "branch": 2, "group": 3}


@dataclass(frozen=True, slots=True)
class Face:
    """A member in public duty: the highest seat held on the day, "" for none, and the branch."""

    id: int
    name: str
    seat: str
    branch: int | None
    branch_name: str
    sort: str = ""


def faces(community: int, ids: Iterable[int], on: dt.date) -> dict[int, Face]:
    """Key → face of members of a community. Three queries; needs the scope.

    Open to everybody: who is responsible for a household is told to it. Ask only for those who are.
    """
    wanted = list(ids)
    members = Member.objects.filter(community_id=community, void=False, pk__in=wanted)
    seats: dict[int, tuple[int, str]] = {}
    held = Office.objects.filter(on_day(on), community_id=community, member__in=wanted, kind__in=codes.SEATS)
    for member, kind, level, name in held.values_list(
        "member_id", "kind", "organisation__kind", "organisation__name"
    ):
        rank = (
            _ORDER.get(level, 9) * 10 + codes.SEATS.index(kind),
            _("%(name)s %(office)s") % {"name": name, "office": codes.word(codes.OFFICES, kind)},
        )
        seats[member] = min(seats.get(member, rank), rank)
    branches = {
        member: (branch, name)
        for member, branch, name in Belonging.objects.filter(
            on_day(on), community_id=community, member__in=wanted
        ).values_list("member_id", "branch_id", "branch__name")
    }
    found = {}
    for pk, name, sort in members.values_list("pk", "name", "sort"):
        branch, branch_name = branches.get(pk, (None, ""))
        found[pk] = Face(pk, name, seats.get(pk, (0, ""))[1], branch, branch_name, sort)
    return found
