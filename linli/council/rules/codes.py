"""Codes of bodies, meetings, motions and steps, and the words for them."""

from __future__ import annotations

from collections.abc import Mapping

from linli.kernel import Saying, say

ASSEMBLY, REPRESENTATIVES, COUNCIL, COMMITTEE, PARTY, SUPERVISION, GROUP = (
    "assembly", "representatives", "council", "committee", "party", "supervision", "group",
)  # fmt: skip
BODIES: dict[str, Saying] = {
    ASSEMBLY: say("residents' assembly"),
    REPRESENTATIVES: say("residents' representatives"),
    COUNCIL: say("deliberation council"),
    COMMITTEE: say("both committees"),
    PARTY: say("general meeting of Party members"),
    SUPERVISION: say("supervision committee"),
    GROUP: say("residents' group"),
}
#: Bodies without seats: who should attend is a number, counted at the door.
COUNTED = (ASSEMBLY, PARTY)
#: Kinds whose rule of convening, quorum and majority is the dated term of this name.
RULE = "council_rule.{kind}"

OFFICES: dict[str, Saying] = {"chair": say("chair"), "deputy": say("deputy chair"), "member": say("member")}
BEGAN: dict[str, Saying] = {
    "elected": say("elected"), "coopted": say("elected to fill a gap"), "office": say("by office"), "named": say("named by its group"),
}  # fmt: skip
ENDED: dict[str, Saying] = {
    "term": say("end of term"), "resigned": say("resigned"), "recalled": say("recalled"), "moved": say("moved away"),
    "died": say("died"), "barred": say("may no longer hold the seat"),
}  # fmt: skip
SEX: dict[str, Saying] = {"1": say("male"), "2": say("female"), "0": say("not stated")}

#: Who calls a meeting; the second group may demand it, with the share that the rule asks.
CALLERS: dict[str, Saying] = {
    "chair": say("the chair"), "committee": say("the residents' committee"), "members": say("members, by demand"),
    "residents": say("residents of age, by demand"), "households": say("households, by demand"), "groups": say("residents' groups, by demand"),
}  # fmt: skip
DEMANDED = ("members", "residents", "households", "groups")
WAYS_OF_NOTICE: dict[str, Saying] = {
    "written": say("in writing"), "phone": say("by phone"), "group": say("in the chat group"), "board": say("on the notice board"),
}  # fmt: skip

STATES: dict[str, Saying] = {"called": say("to be held"), "held": say("held")}
PRESENCE: dict[str, Saying] = {
    "present": say("present"),
    "leave": say("on leave"),
    "absent": say("not present"),
}

MOTIONS: dict[str, Saying] = {
    "matter": say("matter to decide"),
    "election": say("election"),
    "report": say("report, without a vote"),
}
#: What a motion has come to. The first three after open are computed or chosen once and explained.
OUTCOMES: dict[str, Saying] = {
    "open": say("not voted yet"), "carried": say("carried"), "lost": say("not carried"), "deferred": say("put off"), "heard": say("heard"),
}  # fmt: skip
VOTED = ("carried", "lost")
WAYS: dict[str, Saying] = {
    "show": say("show of hands"),
    "named": say("by name"),
    "secret": say("secret ballot"),
}
ANSWERS: dict[str, Saying] = {
    "yes": say("yes"),
    "no": say("no"),
    "abstain": say("abstained"),
    "absent": say("not there"),
}
RECUSED = say("recused")

#: 四议两公开, in their order: four deliberations, two disclosures.
STEPS: dict[str, Saying] = {
    "propose": say("Party organisation proposes"),
    "consult": say("both committees consult"),
    "review": say("Party members review"),
    "decide": say("council or representatives decide"),
    "publish": say("resolution made public"),
    "result": say("result made public"),
}
#: Steps that a meeting takes, and which bodies may take them; the first is the Party organisation's own.
TAKEN_BY: dict[str, tuple[str, ...]] = {
    "propose": (),
    "consult": (COMMITTEE,),
    "review": (PARTY,),
    "decide": (COUNCIL, REPRESENTATIVES, ASSEMBLY),
}
DISCLOSED = ("publish", "result")


def word(table: Mapping[str, Saying], code: str) -> str:
    """What people call a code; the code itself when nobody gave it a word."""
    return str(table.get(code, code))
