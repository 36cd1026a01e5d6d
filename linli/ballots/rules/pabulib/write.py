"""Write a .pb file from an own decision: META, PROJECTS, VOTES, quoted only where a field asks for it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from linli.kernel import Refused, say

from ..counting import Exact, Project
from .numbers import written
from .votes import POINTED

Ballot = tuple[str, Sequence[str], Sequence[Exact]]


def write(
    meta: Mapping[str, str],
    projects: Sequence[Project],
    ballots: Iterable[Ballot],
    selected: frozenset[str] | set[str] | None = None,
) -> str:
    """The file as text; ballots are (voter, projects, points).

    `meta` states at least vote_type and budget; num_projects and num_votes are counted here. Raises Refused
    for a project key that the format cannot carry.
    """
    pointed = meta.get("vote_type") in POINTED
    out = io.StringIO(newline="")
    rows = csv.writer(out, delimiter=";", lineterminator="\n")
    lines = list(ballots)
    counted = {**meta, "num_projects": str(len(projects)), "num_votes": str(len(lines))}
    rows.writerows([("META",), ("key", "value"), *((name, _line(value)) for name, value in counted.items())])
    grouped = any(project.group for project in projects)
    rows.writerow(("PROJECTS",))
    rows.writerow(
        (
            "project_id",
            "cost",
            "name",
            *(("exclusive_group",) if grouped else ()),
            *(("selected",) if selected is not None else ()),
        )
    )
    for project in projects:
        if not _sound(project.key):
            raise Refused(
                say("The project key “{key}” cannot stand in a .pb file.", key=project.key[:40]), "key"
            )
        group = (_line(project.group),) if grouped else ()
        mark = (str(int(project.key in selected)),) if selected is not None else ()
        rows.writerow((project.key, written(project.cost), _line(project.name), *group, *mark))
    rows.writerow(("VOTES",))
    rows.writerow(("voter_id", "vote", *(("points",) if pointed else ())))
    for voter, vote, points in lines:
        rows.writerow((voter, ",".join(vote), *((",".join(map(written, points)),) if pointed else ())))
    return out.getvalue()


def _sound(key: str) -> bool:
    return bool(key) and key == key.strip() and not set(key) & set(",\r\n\x00")


def _line(text: str) -> str:
    """A field on one line, without blanks that a reader would drop."""
    return " ".join(text.split())
