"""Codes that the columns take and the words for them."""

from __future__ import annotations

from collections.abc import Mapping

from linli.kernel import Saying, say

ORGANISATIONS: dict[str, Saying] = {
    "committee": say("Party committee"),
    "general_branch": say("general Party branch"),
    "branch": say("Party branch"),
    "group": say("Party group"),
}
#: Kinds that members belong to day by day; a group is a part of its branch.
BRANCHES = ("branch",)

MEETINGS: dict[str, Saying] = {
    "general_meeting": say("branch members' meeting"),
    "committee_meeting": say("branch committee meeting"),
    "group_meeting": say("Party group meeting"),
    "party_class": say("Party class"),
    "party_day": say("themed Party day"),
    "organised_life": say("organisational life meeting"),
}
#: The same as heads of 三会一课统计 (domain §18.9).
COUNTED: dict[str, Saying] = {
    "general_meeting": say("Members' meetings"),
    "committee_meeting": say("Branch committee meetings"),
    "group_meeting": say("Party group meetings"),
    "party_class": say("Party classes"),
    "party_day": say("Themed Party days"),
}
MEETING_STATES: dict[str, Saying] = {"planned": say("to be held"), "held": say("held")}
PRESENCE: dict[str, Saying] = {
    "present": say("present"),
    "absent": say("not present"),
    "leave": say("on leave"),
}

STANDINGS: dict[str, Saying] = {"formal": say("formal member"), "probationary": say("probationary member")}
EMPLOYMENT: dict[str, Saying] = {
    "working": say("working"), "retired": say("retired"), "student": say("at school"), "other": say("other"), "": say("not stated"),
}  # fmt: skip
SEX: dict[str, Saying] = {"1": say("male"), "2": say("female"), "0": say("not stated")}
#: GB/T 4658, as far as the three bands of the roster ask.
EDUCATION: dict[str, Saying] = {
    "10": say("postgraduate"), "20": say("bachelor's degree"), "30": say("junior college"), "40": say("secondary vocational"),
    "60": say("senior secondary"), "70": say("junior secondary"), "80": say("primary school"), "": say("not stated"),
}  # fmt: skip

WAYS_IN: dict[str, Saying] = {
    "admitted": say("admitted here"),
    "transferred": say("transferred in"),
    "within": say("from another branch"),
    "founding": say("on the roll when it was begun"),
}
WAYS_OUT: dict[str, Saying] = {
    "transferred": say("transferred out"),
    "within": say("to another branch"),
    "died": say("died"),
    "left": say("left the Party"),
    "entry_error": say("entered by mistake"),
}
#: Ways out that a worker chooses; `within` comes from moving to another branch.
LEAVING = ("transferred", "died", "left", "entry_error")

#: Dated facts of a member. Class P3: sealed, found by a keyed hash of the kind.
FACTS: dict[str, Saying] = {
    "hardship": say("in hardship"),
    "skill": say("skill"),
    "floating": say("floating Party member"),
    "elder": say("long-standing Party member"),
}

OFFICES: dict[str, Saying] = {
    "secretary": say("secretary"),
    "deputy": say("deputy secretary"),
    "organisation": say("organisation committee member"),
    "publicity": say("publicity committee member"),
    "discipline": say("discipline committee member"),
    "united_front": say("united front committee member"),
    "youth": say("youth committee member"),
    "member": say("committee member"),
    "leader": say("group leader"),
    "community_work": say("community work"),
}
#: Offices that sit in the committee of an organisation.
SEATS = ("secretary", "deputy", "organisation", "publicity", "discipline", "united_front", "youth", "member")
#: One holder a day in each organisation.
SINGLE = ("secretary", "leader")

RESOLUTIONS: dict[str, Saying] = {"resolution": say("resolution"), "election": say("election")}

CHECK_INS: dict[str, Saying] = {"unit": say("reporting unit"), "member": say("on-job Party member")}
POSTS: dict[str, Saying] = {
    "claimed": say("proposed by themselves"), "needed": say("by the need list"), "assigned": say("assigned"),
}  # fmt: skip
NEEDS: dict[str, Saying] = {"open": say("open"), "taken": say("taken up"), "met": say("met")}
RATINGS: dict[str, Saying] = {
    "good": say("good"),
    "fair": say("fair"),
    "poor": say("poor"),
    "": say("not rated"),
}


def word(table: Mapping[str, Saying], code: str) -> str:
    """A code in the reader's language; an unknown one as it stands."""
    return str(table.get(code, code))
