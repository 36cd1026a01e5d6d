"""Keys of other programs: who hands them out, what they allow, how they look."""

from __future__ import annotations

import secrets

from linli.kernel import ALLOWED, Actor, Refused, Saying, Verdict, refuse, say
from linli.kernel.actor import SECRETARY, SYSTEM, TECH_ADMIN
from linli.kernel.text import clean_line, without_controls

NAME_MOST, CONTACT_MOST, WHY_MOST = 60, 120, 200
#: What a key can allow.
RIGHTS: dict[str, Saying] = {"report": say("send appeals"), "photos": say("send pictures with them")}
#: So many appeals a key sends in an hour; so many wrong keys come from one address in ten minutes.
APPEALS_AN_HOUR, WRONG_KEYS = 120, 30
#: Longest key and longest token of a client that are looked at.
KEY_MOST, TOKEN_MOST = 100, 200


def may_keep(actor: Actor) -> Verdict:
    """Who hands out keys and revokes them."""
    if actor.holds(SECRETARY, TECH_ADMIN, SYSTEM):
        return ALLOWED
    return refuse(say("The secretary and the technical administrator hand out keys."))


def fresh_key() -> str:
    """A key that nobody guesses: 192 bits."""
    return secrets.token_urlsafe(24)


def fit_name(text: str) -> str:
    """The client's name, fit to keep. Raises Refused."""
    found = _line(text, "name", NAME_MOST)
    if len(found) < 2:
        raise Refused(say("Write what the program is called, or who runs it."), "name")
    return found


def fit_contact(text: str) -> str:
    """Who keeps the program. Raises Refused."""
    return _line(text, "contact", CONTACT_MOST)


def fit_why(text: str) -> str:
    """Why a key is revoked. Raises Refused."""
    return _line(text, "why", WHY_MOST)


def fit_rights(asked: list[str]) -> list[str]:
    """Rights in their order. Raises Refused for none and for one that there is not."""
    if not asked or set(asked) - set(RIGHTS):
        raise Refused(say("Choose what the key allows."), "rights")
    return [one for one in RIGHTS if one in asked]


def _line(text: str, field: str, most: int) -> str:
    try:
        return clean_line(without_controls(text), most)
    except Refused as refused:
        raise Refused(refused.reason, field) from None
