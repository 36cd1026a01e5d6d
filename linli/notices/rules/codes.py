"""Codes of notices and the words for them."""

from __future__ import annotations

from collections.abc import Mapping

from linli.kernel import Saying, say

#: 公示 usually has a window for objections; the others are told. Pledges, themes and questionnaires come as further kinds.
KINDS: dict[str, Saying] = {
    "public_notice": say("public notice"), "announcement": say("announcement"), "recruitment": say("recruitment"),
    "result": say("result"),
}  # fmt: skip
#: 类别 of the catalogue of three disclosures.
CATEGORIES: dict[str, Saying] = {
    "party": say("Party affairs"), "affairs": say("residents' affairs"), "finance": say("finance"),
}  # fmt: skip
#: 形式: where it is shown; the page on the net always.
FORMS: dict[str, Saying] = {
    "web": say("page on the net"), "board": say("notice board"), "doors": say("at the doors"), "meeting": say("meeting"),
    "group": say("chat groups"),
}  # fmt: skip
#: Forms on paper, which somebody has to take down.
PAPER = ("board", "doors")
#: Who may read it: everybody, or only who works here.
READERS: dict[str, Saying] = {"residents": say("residents"), "workers": say("workers only")}
STATES: dict[str, Saying] = {
    "draft": say("draft"), "submitted": say("waits for approval"), "approved": say("approved"),
    "taken_down": say("taken down early"), "dropped": say("given up"),
}  # fmt: skip
#: The state as of a day: an approved one is still to come, shown, or over.
PHASES: dict[str, Saying] = {
    "draft": STATES["draft"], "submitted": STATES["submitted"], "coming": say("approved, not shown yet"), "shown": say("shown"),
    "ended": say("ended"), "taken_down": STATES["taken_down"], "dropped": STATES["dropped"],
}  # fmt: skip

#: Whether the paper hangs, and whether it has to come down.
PAPER_STATES: dict[str, Saying] = {
    "hangs": say("hangs"), "due": say("take down today"), "late": say("take down: overdue"), "down": say("taken down"),
}  # fmt: skip
NO_SHEET = say("Only what is approved and not over is printed for the wall.")

TITLE_MOST, TEXT_MOST, BASIS_MOST = 80, 6000, 300


def word(table: Mapping[str, Saying], code: str) -> str:
    """The word of a code; the code itself where there is none."""
    return str(table.get(code, code))
