"""Codes of opinions, projects, money and works, and the words for them."""

from __future__ import annotations

from collections.abc import Mapping

from linli.kernel import Saying, say

Table = dict[str, Saying]

TITLE_MOST, TEXT_MOST, NOTE_MOST = 60, 1000, 300
#: Pages of the signed paper of one contract.
PAPERS_MOST = 30

#: How an opinion came.
CHANNELS: Table = {
    "sheet": say("opinion sheet of a household"),
    "page": say("resident's page"),
    "meeting": say("said at a meeting"),
    "appeal": say("from an appeal"),
}
OPINION_STATES: Table = {
    "open": say("not sorted yet"),
    "merged": say("part of a project"),
    "aside": say("set aside"),
    "split": say("split into parts"),
}
#: What a project is for; the positive list of a year names those that the fund pays (term council_lists).
KINDS: Table = {
    "party_service": say("Party organisation serves residents"),
    "learning": say("residents learn"),
    "volunteers": say("volunteering"),
    "environment": say("surroundings put in order"),
    "building": say("neighbours build together"),
    "safety": say("safety"),
    "old_young": say("old people and children"),
    "other": say("another purpose"),
}
STATES: Table = {
    "collected": say("opinions put together"),
    "sorted": say("sorted"),
    "shown": say("shown to residents"),
    "reviewed": say("passed by the lists"),
    "submitted": say("before the council"),
    "carried": say("carried"),
    "deferred": say("deferred"),
    "budgeted": say("budget made"),
    "filed": say("filed with the subdistrict"),
    "decision_shown": say("decision shown"),
    "in_works": say("in works"),
    "supervised": say("supervised"),
    "defects": say("defects to be mended"),
    "accepted": say("works accepted"),
    "paid": say("paid"),
    "result_shown": say("result shown"),
    "rated": say("rated"),
    "archived": say("project archived"),
    "rejected": say("rejected"),
    "stopped": say("stopped"),
    "merged": say("merged into another project"),
}
#: The way of a project from opinion to archive, as the page draws it.
WAY = (
    "collected", "sorted", "shown", "reviewed", "submitted", "carried", "budgeted", "filed", "decision_shown", "in_works",
    "supervised", "accepted", "paid", "result_shown", "rated", "archived",
)  # fmt: skip
ENDED = ("archived", "rejected", "stopped", "merged")
#: From the notice on residents see the project.
PUBLIC = tuple(one for one in STATES if one not in ("collected", "sorted", "merged"))
#: Works may be reported, changed and watched.
WORKING = ("in_works", "supervised", "defects")
#: What was accepted and stays so.
ACCEPTED = ("accepted", "paid", "result_shown", "rated", "archived")

SOURCES: Table = {
    "guarantee": say("guarantee fund for community development"),
    "incentive": say("incentive fund"),
    "party": say("Party service fund"),
    "raised": say("raised by residents and units"),
}
PHOTOS: Table = {"before": say("before"), "during": say("during the works"), "after": say("after")}
CHANGE_STATES: Table = {
    "asked": say("back to the council"),
    "agreed": say("agreed to by the council"),
    "refused": say("not agreed to"),
    "minor": say("within what was decided"),
}
FINDINGS: Table = {"fine": say("as agreed"), "defect": say("something is to be mended")}
ACCEPTANCE: Table = {"passed": say("works accepted"), "defects": say("defects found")}
SEATS: Table = {
    "resident": say("residents' side"),
    "supervisor": say("supervision committee"),
    "committee": say("community committee"),
    "expert": say("expert"),
}
PAYMENT_STATES: Table = {
    "proposed": say("waits for approval"),
    "approved": say("approved, not paid yet"),
    "paid": say("paid out"),
    "refused": say("sent back"),
}
VOUCHERS: Table = {
    "invoice": say("invoice"),
    "contract": say("contract"),
    "acceptance": say("acceptance record"),
    "other": say("other voucher"),
}
RATINGS: Table = {
    "very": say("very satisfied"),
    "satisfied": say("satisfied"),
    "fair": say("so-so"),
    "not": say("not satisfied"),
}
#: Ratings that count as satisfied.
SATISFIED = ("very", "satisfied")
SIDES: Table = {"positive": say("on the positive list"), "negative": say("on the negative list")}


def word(table: Mapping[str, Saying], code: str) -> str:
    """The word of a code; a code without a word as it is."""
    found = table.get(code)
    return str(found) if found is not None else code
