"""One-time codes: how they read, who hands them out, when they open something.

A code is digits only, because it is read aloud on the phone and typed on a numeric keypad: three
groups of four (four of them for nothing more), the last a check digit (Damm), so that one wrong digit
or two swapped ones are noticed while typing. Letters and signs that people write for digits count.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from linli.kernel import ALLOWED, Actor, Saying, Verdict, refuse, say
from linli.kernel import actor as roles

from .posts import Held, may_set_password

FOLLOW, ACCOUNT, VOTE, BIND = "follow", "account", "vote", "bind"
PURPOSES: dict[str, Saying] = {
    FOLLOW: say("Follow an appeal"),
    ACCOUNT: say("Set a password"),
    VOTE: say("Vote"),
    BIND: say("Sign in on one's own phone"),
}
CODE_STATES: dict[str, Saying] = {
    "open": say("not used yet"),
    "spent": say("used"),
    "expired": say("run out"),
    "revoked": say("revoked"),
}
#: 11 random digits (36 bits) and a check digit. Where a number stands beside the code (a follow code
#: beside its appeal's number), 9 random digits: the number must fit too, and its tries are counted.
DIGITS, DIGITS_BESIDE = 12, 10
PIN_DIGITS = 6
#: Wrong PINs before a code is worth nothing.
PIN_TRIES = 5
#: Who may sign in on a bound phone: helpers, whose offices open little. Who keeps the register needs a password.
BOUND_ROLES = frozenset({roles.CAPTAIN, roles.MESSENGER, roles.VOLUNTEER, roles.COUNCIL, roles.UNIT_CONTACT})
#: The longest a phone stays bound; then the person comes to the counter again.
LONGEST_BOUND = dt.timedelta(days=366)

_DAMM = ("0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
         "3674209581", "5869720134", "8945362017", "9438617205", "2581436790")  # fmt: skip
_SPOKEN = str.maketrans("OoQIlL|〇零洞幺一二两三四五六七拐八九勾", "00011110001122345677899")
_PIN = re.compile(r"[0-9]{6}")


@dataclass(frozen=True, slots=True)
class CodeFacts:
    """What decides whether a code opens something."""

    purpose: str
    valid_until: dt.datetime
    left: int | None
    revoked: bool


def draw(digits: int = DIGITS) -> str:
    """A fresh code without its gaps, check digit last."""
    body = str(secrets.randbelow(10 ** (digits - 1))).zfill(digits - 1)
    return body + _check(body)


def grouped(plain: str) -> str:
    """As it is read aloud and printed: 4821 9036 1175, a shorter one 482 190 3617."""
    cut = (3, 6) if len(plain) == DIGITS_BESIDE else (4, 8)
    return " ".join((plain[: cut[0]], plain[cut[0] : cut[1]], plain[cut[1] :]))


def plain_code(text: str) -> str:
    """The digits of what was typed, spoken or pasted; "" when it can be no code of ours."""
    folded = unicodedata.normalize("NFKC", text[:100]).translate(_SPOKEN)
    plain = re.sub(r"[\s\-_.·,，。、‐–—]+", "", folded)
    fits = plain.isascii() and plain.isdecimal() and len(plain) in (DIGITS, DIGITS_BESIDE)
    return plain if fits and _damm(plain) == 0 else ""


def may_be_code(text: str, digits: int = DIGITS) -> Verdict:
    """For a form, before anything is looked up: says what is wrong with the shape, which tells nobody anything."""
    folded = unicodedata.normalize("NFKC", text[:100]).translate(_SPOKEN)
    typed = len(re.findall(r"[0-9]", folded))
    if len(plain_code(text)) == digits:
        return ALLOWED
    if typed == digits:
        return refuse(say("A digit is wrong or two are swapped. Compare with the slip."))
    return refuse(say("The code has {n} digits; {m} were typed.", n=digits, m=typed))


def opens(code: CodeFacts, purpose: str | tuple[str, ...], at: dt.datetime) -> bool:
    """Whether the code opens something for `purpose` (or one of them) at a moment."""
    return (
        code.purpose in ((purpose,) if isinstance(purpose, str) else purpose)
        and at < code.valid_until
        and (code.left is None or code.left > 0)
        and not code.revoked
    )


def state(code: CodeFacts, at: dt.datetime) -> str:
    """revoked, spent, expired or open: for the list of whoever hands codes out."""
    if code.revoked:
        return "revoked"
    if code.left == 0:
        return "spent"
    return "open" if at < code.valid_until else "expired"


def may_hand_out(
    actor: Actor, purpose: str, subject: str, user_id: int, community: int, held: Sequence[Held]
) -> Verdict:
    """Whether `actor` may hand out a code. Follow and vote: the calling app has asked its own rule.

    held  the offices of the account that an account or bind code is for
    """
    if not actor.holds(roles.SYSTEM, roles.TECH_ADMIN) and actor.community not in (None, community):
        return refuse(say("Codes are handed out in one's own community only."))
    if purpose in (FOLLOW, VOTE) or actor.holds(roles.SYSTEM):
        return ALLOWED
    if subject != "account":
        return refuse(say("This code is for an account."))
    return may_set_password(actor, user_id, held) and (may_be_bound(held) if purpose == BIND else ALLOWED)


def may_be_bound(held: Sequence[Held]) -> Verdict:
    """Whether somebody with these offices may sign in on a bound phone with a PIN instead of a password."""
    if held and all(one.role in BOUND_ROLES for one in held):
        return ALLOWED
    return refuse(
        say(
            "Only helpers (captains, messengers, volunteers) sign in with a PIN; other posts need a password."
        )
    )


def plain_pin(text: str) -> str:
    """A PIN as typed, narrow and without blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text[:50]))


def may_be_pin(pin: str) -> Verdict:
    """Six digits, not all alike and no plain run such as 123456."""
    if not _PIN.fullmatch(pin):
        return refuse(say("A PIN has 6 digits."))
    steps = {(int(b) - int(a)) % 10 for a, b in zip(pin, pin[1:], strict=False)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        return refuse(say("This PIN is guessed at once. Choose other digits."))
    return ALLOWED


def _check(body: str) -> str:
    return str(_damm(body))


def _damm(digits: str) -> int:
    """Damm's check: 0 for a number whose last digit is its check digit."""
    held = 0
    for one in digits:
        held = int(_DAMM[held][int(one)])
    return held
