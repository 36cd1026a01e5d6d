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

#: How often a matter of the catalogue is shown.
RHYTHMS: dict[str, Saying] = {
    "month": say("every month"), "quarter": say("every quarter"), "once": say("at once when it happens"),
}  # fmt: skip
#: A matter of the catalogue as of a day (rules.catalogue.state).
DUE_STATES: dict[str, Saying] = {
    "gap": say("gap: not shown in time"), "due": say("to be shown now"), "coming": say("to come"), "on_time": say("shown in time"),
    "late": say("shown late"),
}  # fmt: skip
MAKERS: dict[str, Saying] = {
    "member": say("Party member"), "branch": say("Party branch"), "worker": say("worker of the community"), "committee": say("residents' committee (pledge)"),
    "unit": say("unit in the area"),
}  # fmt: skip
PLEDGE_STATES: dict[str, Saying] = {
    "open": say("under way"), "kept": say("promise kept"), "partly": say("partly kept"), "unkept": say("not kept"),
}  # fmt: skip
#: 为民 with its five: 富民 安民 乐民 便民 育民.
THEMES: dict[str, Saying] = {
    "serve": say("for the people"), "enrich": say("prosperity"), "secure": say("peace"), "delight": say("joy"),
    "ease": say("convenience"), "educate": say("learning"),
}  # fmt: skip
#: Kinds of records that may stand under a theme.
SUBJECTS: dict[str, Saying] = {
    "notices.notice": say("Notices"), "appeals.appeal": say("Appeals"), "contact.visit": say("Visits"), "party.meeting": say("Party meetings"),
    "council.project": say("Projects"),
}  # fmt: skip
SURVEY_STATES: dict[str, Saying] = {
    "draft": say("draft"),
    "open": say("under way"),
    "closed": say("questionnaire closed"),
}
QUESTIONS: dict[str, Saying] = {
    "one": say("choose one"), "many": say("choose several"), "words": say("in words"),
}  # fmt: skip
WAYS: dict[str, Saying] = {"paper": say("on paper"), "page": say("on the page")}
#: Whether the paper hangs, and whether it has to come down.
PAPER_STATES: dict[str, Saying] = {
    "hangs": say("hangs"), "due": say("take down today"), "late": say("take down: overdue"), "down": say("taken down"),
}  # fmt: skip
NO_SHEET = say("Only what is approved and not over is printed for the wall.")

TITLE_MOST, TEXT_MOST, BASIS_MOST = 80, 6000, 300


def word(table: Mapping[str, Saying], code: str) -> str:
    """The word of a code; the code itself where there is none."""
    return str(table.get(code, code))
