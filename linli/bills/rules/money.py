"""Money that passes through two pairs of hands: received = paid on + given back + in hand, day by day. Whole fen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.kernel import ALLOWED, Verdict, refuse, say
from linli.kernel.money import yuan

from .codes import CASH

#: More than this at once is no bill; somebody typed fen for yuan (in fen).
MOST = 5_000_00
#: An account number has so many characters; each company has a format of its own, so nothing else is checked.
SHORTEST, LONGEST = 5, 24


@dataclass(frozen=True, slots=True)
class Day:
    """The cash of a day in fen: brought forward, received, paid on, given back."""

    opening: int
    received: int
    paid: int
    returned: int

    @property
    def expected(self) -> int:
        """What must be in hand."""
        return self.opening + self.received - self.paid - self.returned


def tidy_account(text: str) -> str:
    """An account number without blanks and dashes."""
    return "".join(one for one in text if one.isalnum()).upper()


def may_be_account(plain: str) -> Verdict:
    """Whether a tidied text may be an account number: its length alone (domain §9)."""
    if SHORTEST <= len(plain) <= LONGEST:
        return ALLOWED
    return refuse(
        say(
            "An account number has {least} to {most} digits, not {n}.",
            least=SHORTEST,
            most=LONGEST,
            n=len(plain),
        )
    )


def may_date(on: dt.date, *, today: dt.date, closed: dt.date | None) -> Verdict:
    """Whether money may be entered on a day: not ahead, not on a day that is closed."""
    if on > today:
        return refuse(say("The day lies in the future."))
    if closed is not None and on <= closed:
        return refuse(
            say("{day} is closed: what was wrong is set right by a counter-entry today.", day=on.isoformat())
        )
    return ALLOWED


def may_receive(amount: int, method: str, taker: int | None, witness: int | None) -> Verdict:
    """Whether so much may be taken: an amount that is one, and two people for cash."""
    if amount <= 0:
        return refuse(say("An amount above 0 is received."))
    if amount > MOST:
        return refuse(
            say("{amount} yuan is more than any bill; at most {most}.", amount=yuan(amount), most=yuan(MOST))
        )
    if method == CASH and (witness is None or witness == taker):
        return refuse(say("Cash is taken by two people: name the second one."))
    return ALLOWED


def may_pay(amount: int, left: int) -> Verdict:
    """Whether so much may be paid on of what is left of a receipt."""
    if amount <= 0:
        return refuse(say("An amount above 0 is paid on."))
    if amount > left:
        return refuse(
            say(
                "{amount} yuan is more than the {left} left of this receipt: receive the rest first.",
                amount=yuan(amount),
                left=yuan(left),
            )
        )
    return ALLOWED


def may_return(counted: int, left: int) -> Verdict:
    """Whether the change counted out is what is left."""
    if counted != left:
        return refuse(
            say("The change is {left} yuan, not {counted}.", left=yuan(left), counted=yuan(counted))
        )
    return ALLOWED


def may_close(day: Day, counted: int, explanation: str, *, closer: int | None, takers: set[int]) -> Verdict:
    """Whether a day is closed: by somebody who took no cash on it, and with a difference only when it is explained."""
    if counted < 0:
        return refuse(say("Cash in hand cannot be less than 0."))
    if closer is not None and closer in takers:
        return refuse(say("You took cash on this day: somebody else counts and closes."))
    difference = counted - day.expected
    if difference and len(explanation.strip()) < 4:
        return refuse(say(
            "In hand must be {expected}, counted are {counted}: a difference of {difference} yuan has to be explained.",
            expected=yuan(day.expected), counted=yuan(counted), difference=yuan(difference),
        ))  # fmt: skip
    return ALLOWED
