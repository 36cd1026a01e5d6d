"""Code lists of appeals, each a table code → Saying, in the order in which they are shown."""

from __future__ import annotations

from linli.kernel import Saying, say

Table = dict[str, Saying]

#: Longest description, in characters.
TEXT_MOST = 4000

STATES: Table = {
    "registered": say("newly registered"),
    "accepted": say("accepted"),
    "refused": say("not accepted"),
    "promised": say("promised"),
    "in_hand": say("in hand"),
    "sent_up": say("sent up to the subdistrict"),
    "answered": say("answered"),
    "to_revisit": say("to be revisited"),
    "revisited": say("revisited"),
    "redo": say("to be done again"),
    "on_hold": say("on hold"),
    "closed": say("matter closed"),
    "archived": say("archived"),
    "merged": say("merged into another"),
}
#: States in which somebody still has something to do.
OPEN = (
    "registered",
    "accepted",
    "promised",
    "in_hand",
    "sent_up",
    "answered",
    "to_revisit",
    "revisited",
    "redo",
    "on_hold",
)
#: States in which the matter itself is being dealt with.
WORKING = ("accepted", "promised", "in_hand", "redo")
#: States after which nothing is due.
ENDED = ("refused", "closed", "archived", "merged")

CHANNELS: Table = {
    "counter": say("counter"),
    "phone": say("phone"),
    "door": say("at the door"),
    "messenger": say("captain or messenger"),
    "group_chat": say("group chat"),
    "letter_box": say("letter box"),
    "web": say("resident's page"),
    "hotline": say("12345"),
    "assigned": say("subdistrict assignment"),
    "council": say("council collection"),
    "petition": say("petition office"),
    "unit": say("unit in the area"),
    "open311": say("Open311"),
}
LEVELS: Table = {
    "compound": say("compound"),
    "community": say("community"),
    "subdistrict": say("subdistrict"),
    "beyond": say("beyond the subdistrict"),
}
NAMING: Table = {
    "named": say("with name"),
    "confidential": say("confidential"),
    "anonymous": say("without name"),
}
AUDIENCES: Table = {
    "office": say("the community's office"),
    "supervision": say("the supervision committee"),
    "subdistrict": say("the subdistrict"),
}
ABOUT: Table = {"matter": say("a matter"), "worker": say("a worker"), "committee": say("the committee")}
OUTCOMES: Table = {
    "solved": say("solved"),
    "explained": say("explained"),
    "transferred": say("transferred"),
    "not_feasible": say("not possible for now"),
    "not_accepted": say("not accepted"),
    "withdrawn": say("withdrawn by the resident"),
}
RATINGS: Table = {
    "satisfied": say("satisfied"),
    "mostly": say("mostly satisfied"),
    "not": say("not satisfied"),
    "not_reached": say("not reached"),
}
TOLD: Table = {
    "phone": say("by phone"),
    "face": say("face to face"),
    "slip": say("by a slip"),
    "carried": say("carried by captain or messenger"),
    "sms": say("by text message"),
    "wechat": say("by WeChat"),
    "page": say("on the resident's page"),
}
CLOCKS: Table = {
    "today": say("answer today"),
    "ladder": say("handling at this level"),
    "promise": say("promised day"),
    "whistle": say("answer of the subdistrict"),
    "hotline": say("term of 12345"),
    "revisit": say("revisit"),
}
WHISTLES: Table = {
    "emergency": say("emergency"),
    "enforcement": say("enforcement"),
    "general": say("general"),
}
HOTLINES: Table = {
    "received": say("received"),
    "accepted": say("accepted"),
    "rejected": say("rejected with its basis"),
    "returned": say("returned"),
    "extended": say("extended"),
    "answered": say("answered"),
    "reported_twice": say("reported twice"),
}
WHISTLE_RATINGS: Table = {"good": say("good"), "fair": say("fair"), "poor": say("poor")}

STATE_CODES = tuple(STATES)
CHANNEL_CODES = tuple(CHANNELS)
LEVEL_CODES = tuple(LEVELS)
NAMING_CODES = tuple(NAMING)
AUDIENCE_CODES = tuple(AUDIENCES)
ABOUT_CODES = tuple(ABOUT)
OUTCOME_CODES = tuple(OUTCOMES)
RATING_CODES = tuple(RATINGS)
TOLD_CODES = tuple(TOLD)
CLOCK_CODES = tuple(CLOCKS)
WHISTLE_CODES = tuple(WHISTLES)
HOTLINE_CODES = tuple(HOTLINES)


def word(table: Table, code: str) -> str:
    """The word of a code in the reader's language, the code itself where none is known."""
    return str(table[code]) if code in table else code
