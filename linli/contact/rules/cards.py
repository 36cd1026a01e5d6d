"""What a contact card says, and when one is printed, delivered, replaced (domain §3 联系卡)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from linli.kernel import ALLOWED, Verdict, refuse, say

from . import codes

#: Members beside the first responsible that fit on a card.
MOST_MEMBERS = 3
#: Cards printed at once; more are printed in several goes.
MOST_CARDS = 5_000
#: A household that began so many days before its first card counts as newly moved in.
NEW_DAYS = 60


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody whom a household can call: the number is the duty phone, or their own where they agreed to it."""

    name: str
    office: str
    phone: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Says:
    """What the two sides of a card say, apart from the door that it is for."""

    area: str
    first: Line
    members: tuple[Line, ...]
    duty: str
    supervision: str

    @property
    def mark(self) -> str:
        """A fingerprint of the people and numbers: 32 hex digits that change when a card has to be replaced."""
        lines = [(one.name, one.office, one.phone) for one in (self.first, *self.members)]
        return hashlib.sha256(repr((lines, self.duty, self.supervision)).encode()).hexdigest()[:32]


def numbers(cards: int, highest: int) -> range:
    """The running numbers of new cards."""
    return range(highest + 1, highest + 1 + cards)


def reason_of(held: bool, started: dt.date, on: dt.date) -> str:
    """Why a household gets a card: what its present one says changed, it moved in lately, or it never had one."""
    if held:
        return "changed"
    return "moved_in" if (on - started).days <= NEW_DAYS else "first"


def may_print(doors: Sequence[str]) -> Verdict:
    """A card goes to a household that lives here: `doors` are those asked for where nobody does."""
    if doors:
        return refuse(
            say(
                "Nobody lives at {door} any more: a card goes to occupied households only.",
                door="、".join(doors[:3]),
            )
        )
    return ALLOWED


def may_deliver(state: str, issued_on: dt.date, on: dt.date, today: dt.date) -> Verdict:
    """A printed card is delivered once, not before it was printed."""
    if state == "delivered":
        return refuse(say("This card is recorded as delivered already."))
    if state != "issued":
        return refuse(say("This card is not in use any more: {state}.", state=codes.CARD_STATES[state]))
    if on < issued_on:
        return refuse(say("The card was printed on {day} only.", day=issued_on.isoformat()))
    return refuse(say("The day lies in the future.")) if on > today else ALLOWED


def may_take_back(state: str) -> Verdict:
    """A card that is out can be taken back."""
    if state in ("issued", "delivered"):
        return ALLOWED
    return refuse(say("This card is not in use any more: {state}.", state=codes.CARD_STATES[state]))
