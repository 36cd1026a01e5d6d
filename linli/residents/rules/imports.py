"""Who takes rosters over, what may be said about one, and which step follows which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from linli.kernel import ALLOWED, Actor, Refused, Saying, Verdict, by_count, refuse, say
from linli.kernel.actor import SOCIAL_WORKER, SYSTEM

from .codes import KINDS
from .sight import REGISTER_LINE

#: What the rows of a file are: everybody behind its doors, newcomers, holders of certificates.
ROWS: dict[str, Saying] = {
    "roster": say("Everybody who lives here"),
    "arrivals": say("People who moved in"),
    "certificates": say("Holders of disability certificates"),
}
STATES: dict[str, Saying] = {
    "uploaded": say("being read"),
    "read": say("columns to be bound"),
    "planned": say("to be confirmed"),
    "applying": say("being taken over"),
    "applied": say("taken over"),
    "undone": say("undone"),
    "refused": say("not readable"),
    "failed": say("did not finish"),
}
#: From which state a verb is possible.
FROM: dict[str, frozenset[str]] = {
    "replace": frozenset({"read", "planned", "refused", "failed", "uploaded"}),
    "plan": frozenset({"uploaded", "read", "planned", "failed", "refused", "applying"}),
    "apply": frozenset({"planned", "applying"}),
    "undo": frozenset({"applied"}),
}
_WHY: dict[str, Saying] = {
    "applied": say("This file has been taken over already."),
    "undone": say("This import was undone. Upload the file again."),
    "applying": say("This file is being taken over just now."),
    "uploaded": say("This file is being read just now."),
    "read": say("Say first what the columns mean."),
    "refused": say("This file could not be read. Upload another one."),
    "planned": say("This file has not been taken over yet."),
}


@dataclass(frozen=True, slots=True)
class Options:
    """What is said about a file beside its columns.

    rows        one of ROWS
    kind        kind of residence of rows that do not say theirs; "" for none
    start       first day of residence of rows that do not say theirs
    make_rooms  whether doors that the register lacks are made
    compound    the estate meant where a row names none
    """

    rows: str = "arrivals"
    kind: str = ""
    start: dt.date | None = None
    make_rooms: bool = False
    compound: str = ""

    def stored(self) -> dict[str, Any]:
        """As kept on the import."""
        return asdict(self) | {"start": self.start.isoformat() if self.start else ""}

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Options:
        """As kept on the import, again."""
        start = stored.get("start") or ""
        return cls(
            rows=stored.get("rows", "arrivals"), kind=stored.get("kind", ""), make_rooms=bool(stored.get("make_rooms")),
            start=dt.date.fromisoformat(start) if start else None, compound=stored.get("compound", ""),
        )  # fmt: skip


def may_import(actor: Actor) -> Verdict:
    """Rosters are taken over by the social workers of the register, for the whole community."""
    if actor.community is None:
        return refuse(say("The register belongs to a community. Sign in to one."))
    if actor.holds(SYSTEM) or (
        actor.holds(SOCIAL_WORKER) and (not actor.lines or REGISTER_LINE in actor.lines)
    ):
        return ALLOWED
    return refuse(say("The social workers of the register do this."))


def may_say(options: Options, *, on: dt.date) -> Verdict:
    """What is said about a file must be one of the choices, its first day not in the future."""
    if options.rows not in ROWS:
        return refuse(say("Choose what the rows of the file are."))
    if options.kind and options.kind not in KINDS:
        return refuse(say("Choose the kind of residence."))
    if options.start is not None and options.start > on:
        return refuse(say("The first day of residence has not come yet."))
    return ALLOWED


def step(verb: str, state: str) -> None:
    """Raise Refused where `verb` does not follow `state`."""
    if state not in FROM[verb]:
        raise Refused(_WHY.get(state, say("This cannot be done with the import as it stands.")))


def may_apply(*, refused: int, skip: bool, empty: bool) -> Verdict:
    """A plan is applied wholly, or by explicit choice without its refused rows."""
    if empty:
        return refuse(say("Nothing in this file differs from the register."))
    if refused and not skip:
        return refuse(
            by_count(
                refused,
                say("1 row has faults. Mend it, or take over the rows without faults."),
                say("{n} rows have faults. Mend them, or take over the rows without faults.", n=refused),
            )
        )
    return ALLOWED
