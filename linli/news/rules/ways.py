"""The ways on which people are told, and which one is taken for a resident.

A resident is told by a person first: a text message goes only to those who asked for one.
"""

from __future__ import annotations

from collections.abc import Collection

from linli.kernel import Saying, say

CALL, SLIP, SMS, WECHAT, EMAIL, WEBHOOK = "call", "slip", "sms", "wechat", "email", "webhook"
CHANNELS = (CALL, SLIP, SMS, WECHAT, EMAIL, WEBHOOK)
RECIPIENTS = ("resident", "worker", "office")
#: Ways on which a person tells.
BY_HAND = frozenset({CALL, SLIP})
#: Ways that go through the one signed webhook.
BY_WEBHOOK = frozenset({SMS, WECHAT, WEBHOOK})
#: What a resident may choose.
OF_RESIDENTS = (CALL, SLIP, SMS, WECHAT)
#: How a person was told, when it was not on the letter's own way.
HOW = (CALL, "visit", SLIP)
#: After so many calls that nobody answered the list suggests a visit or a slip.
CALLS = 3

WORDS: dict[str, Saying] = {
    CALL: say("Phone call"),
    SLIP: say("Slip"),
    SMS: say("Text message"),
    WECHAT: say("WeChat"),
    EMAIL: say("E-mail"),
    WEBHOOK: say("Interface"),
    "visit": say("Visit"),
}

RESULTS: dict[str, Saying] = {
    "": say("—"),
    "call": say("Told by phone"),
    "visit": say("Told at the door"),
    "slip": say("Slip handed over"),
    "missed": say("Nobody answered"),
    "to_slip": say("Turned into a slip"),
    "to_call": say("Goes on as a phone call"),
    "accepted": say("Taken by the receiver"),
    "unreachable": say("The receiver does not answer"),
    "no_answer": say("The receiver answered too late"),
    "broken": say("The receiver had a fault"),
    "busy": say("The receiver is busy"),
    "refused": say("Refused by the receiver"),
    "address": say("The address is refused"),
    "cancelled": say("Cancelled"),
    "expired": say("Not delivered within 3 days"),
}
#: Results of letters that go on in another way.
TURNED = frozenset({"to_slip", "to_call"})


def way_for(wanted: str | None, noted: str, *, phone: bool, connected: Collection[str]) -> str:
    """The way on which a resident is told.

    wanted     asked for this once (of OF_RESIDENTS), before what the resident had `noted`
    phone      whether a number is known; without one only a slip is possible
    connected  ways that this installation can send on
    """
    for one in (wanted or "", noted):
        if one == SLIP:
            return SLIP
        if one in OF_RESIDENTS and phone and (one == CALL or one in connected):
            return one
    return CALL if phone else SLIP


def needs_other_way(tries: int) -> bool:
    """Whether so many calls in vain suggest a visit or a slip."""
    return tries >= CALLS
