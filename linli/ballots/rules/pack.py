"""The result pack: everything that a recount needs, and a hash chain over the ballots in the order of their keys.

Ballots carry a random key and nothing else; they stand in key order, which tells nothing of when or by whom.
Each link is the SHA-256 of the link before and of its ballot, the first link hangs on the rule and the projects;
`head` is the last. Whoever kept the head, from the notice or an earlier pack, sees any later change. The file
data/recount.py checks a pack and counts it again with plain Python.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from linli.kernel import ALLOWED, Refused, Verdict, refuse, say

from .counting import Exact, Project, Result
from .counting.results import exact_text

FORMAT = "linli-ballots/1"
#: With fewer ballots a list could show how somebody voted.
LEAST = 50
RECOUNT = Path(__file__).resolve().parents[1] / "data" / "recount.py"

Ballot = tuple[str, Sequence[str], Sequence[Exact]]


class Declared(Protocol):
    """A rule as it was declared: of counting, or of majority."""

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""


def may_publish(ballots: int) -> Verdict:
    """Whether the list of anonymous ballots may be shown."""
    if ballots >= LEAST:
        return ALLOWED
    told = say("The list of ballots is shown from {least} ballots on; there are {n}.", least=LEAST, n=ballots)
    return refuse(told)


def build(
    decision: Mapping[str, str],
    rule: Declared,
    projects: Sequence[Project],
    kind: str,
    ballots: Iterable[Ballot],
    result: Result,
) -> dict[str, Any]:
    """The pack of a closed decision. Raises Refused for a key that comes twice."""
    rows = sorted(ballots, key=lambda ballot: ballot[0])
    if len({key for key, _, _ in rows}) != len(rows):
        raise Refused(say("Two ballots have the same key."), "ballots")
    head: dict[str, Any] = {
        "format": FORMAT,
        "decision": dict(decision),
        "rule": rule.plain(),
        "kind": kind,
        "projects": [
            {"key": one.key, "name": one.name, "cost": exact_text(one.cost), "group": one.group}
            for one in projects
        ],
    }
    link = start = _hash(_text(head))
    links = []
    listed = []
    for key, vote, points in rows:
        plain = [key, list(vote), [exact_text(number) for number in points]]
        link = _hash(link + _text(plain))
        links.append([key, link])
        listed.append(plain)
    counted = {
        "voters": result.voters,
        "decided": result.open is None,
        "open": sorted(result.open.keys) if result.open else [],
        "winners": sorted(result.winners),
        "scores": {line.project.key: exact_text(line.score) for line in result.lines},
    }
    return {**head, "start": start, "ballots": listed, "links": links, "head": link, "result": counted}


def written(pack: Mapping[str, Any]) -> str:
    """The pack as a file, one ballot on a line."""
    parts = []
    for name, value in pack.items():
        if name in ("ballots", "links"):
            rows = ",\n".join(_text(row) for row in value)
            parts.append(f"{_text(name)}: [\n{rows}\n]")
        else:
            parts.append(f"{_text(name)}: {_text(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
