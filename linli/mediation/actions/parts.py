"""What the actions of mediation share: asking the power, the stamp of a new row, locking a dispute, texts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from linli.accounts import api as accounts
from linli.base import writes
from linli.kernel import Actor, NotFound, Refused, Saying, say

from ..models import Dispute, Party
from ..queries import reach
from ..rules import codes
from ..rules.guards import Side

HANDLE, SEAL, READ = "mediation.handle", "mediation.seal", "mediation.read"
SUBJECT = reach.SUBJECT


def home(actor: Actor, power: str) -> int:
    """The community worked in, for an actor with the power; Refused for others, NotFound outside any."""
    accounts.may(actor, power).demand()
    if actor.community is None:
        raise NotFound("community")
    return actor.community


def stamp(actor: Actor, at: dt.datetime, power: str = HANDLE) -> dict[str, Any]:
    """What every new row carries."""
    return {"community_id": home(actor, power), "changed_at": at, "changed_by": actor.user_id}


def locked(
    actor: Actor, key: int, version: int | None = None, *, power: str = HANDLE, **values: Any
) -> Dispute:
    """One dispute, locked. NotFound outside the actor's sight, Stale when somebody saved it meanwhile."""
    home(actor, power)
    found: Dispute = writes.locked(reach.disputes(actor), key, SUBJECT, version, names=saver, **values)
    return found


def saver(user: int | None) -> str:
    """The name of an account, for the sentence who saved a record meanwhile."""
    return accounts.names([user]).get(user, "") if user is not None else ""


def sides(parties: list[Party]) -> list[Side]:
    """What rules ask of the parties."""
    return [
        Side(one.side, one.consent, one.rights_told is not None, one.signed is not None) for one in parties
    ]


def text(value: str, field: str, asked: Saying | None = None, most: int = codes.TEXT_MOST) -> str | None:
    """A text fit to keep; None for nothing. Refused when it is asked for and missing, or too long."""
    words = value.strip()
    if not words and asked is not None:
        raise Refused(asked, field)
    if len(words) > most:
        raise Refused(say("{n} characters too many; at most {most}.", n=len(words) - most, most=most), field)
    return words or None


def one_of(value: str, table: dict[str, Any], field: str) -> str:
    """A code of a table. Refused otherwise."""
    if value not in table:
        raise Refused(say("Choose one of the list."), field)
    return value
