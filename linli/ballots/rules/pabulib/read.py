"""Read a .pb file: its rule, budget, projects and ballots, and a list of what is odd in it.

Odd things are flagged and the file is counted as it stands. Only what makes a count impossible is a fault: a
missing section or column, a cost or a budget that is no number, a votes row of another kind than META says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from linli.kernel import Saying, say

from ..counting import APPROVAL, POINTS, RANKED, Exact, Profile, Project
from ..counting.scores import points, votes
from .numbers import number
from .sections import Faulty, Flag, Sections, Table, split
from .votes import Limits, Row, read_votes

CHOOSE_ONE = "choose-1"
#: What META says of the ballots, and how they are counted.
KINDS = {
    "approval": APPROVAL,
    "ordinal": RANKED,
    "cumulative": POINTS,
    "scoring": POINTS,
    CHOOSE_ONE: APPROVAL,
}
#: At most so many faults are named.
FAULTS = 20
ASKED = (
    "description",
    "country",
    "unit",
    "instance",
    "num_projects",
    "num_votes",
    "budget",
    "rule",
    "vote_type",
)


@dataclass(frozen=True, slots=True)
class Book:
    """A whole file.

    meta       the pairs as written; kind: the vote type as written; rule: as written, in lower case
    projects   in the order of the file; selected: what the file says won, None where it does not say
    rows       the ballots with their voters as written, in the order of the file
    profile    the ballots as they are counted
    flags      what is odd, by line
    """

    meta: Mapping[str, str]
    kind: str
    rule: str
    budget: Exact
    projects: tuple[Project, ...]
    selected: frozenset[str] | None
    rows: tuple[Row, ...]
    profile: Profile
    flags: tuple[Flag, ...]

    def value(self, name: str) -> Exact | None:
        """A number of META, where it is one."""
        found = number(self.meta.get(name, ""))
        return found[0] if found else None


def read(text: str) -> Book:
    """The file. Raises Faulty with lines and reasons where it cannot be counted."""
    sections = split(text)
    reader = _Reader(sections)
    meta = reader.meta()
    kind, budget = reader.kind(meta), reader.budget(meta)
    projects, selected = reader.projects(budget)
    reader.stop()
    known = {project.key: project for project in projects}
    limits = Limits.of(meta, kind, len(projects))
    rows = read_votes(sections.votes, kind, known, limits, reader.flags, reader.faults, FAULTS)
    reader.stop()
    reader.compare(meta, "num_projects", len(projects))
    reader.compare(meta, "num_votes", len(rows))
    profile = Profile.of(KINDS[kind], ((row.vote, row.points) for row in rows), known)
    reader.compare_sums("votes", votes(profile, projects))
    if profile.kind == POINTS:
        reader.compare_sums("score", points(profile, projects))
    flags = sorted([*sections.flags, *reader.flags], key=lambda flag: flag.line)
    return Book(
        meta, kind, meta.get("rule", "").lower(), budget, projects, selected, rows, profile, tuple(flags)
    )


class _Reader:
    """Reads META and PROJECTS and gathers what is odd and what is wrong."""

    def __init__(self, sections: Sections) -> None:
        self.sections = sections
        self.flags: list[Flag] = []
        self.faults: list[Flag] = []
        self.lines: dict[str, int] = {}
        self.sums: dict[str, tuple[int, Mapping[str, str]]] = {}

    def stop(self) -> None:
        """Raise what is wrong so far."""
        if self.faults:
            raise Faulty(self.faults[:FAULTS])

    def meta(self) -> dict[str, str]:
        """The pairs of META; of a name that comes twice the first."""
        found: dict[str, str] = {}
        for line, row in self.sections.meta.rows:
            if len(row) > 2 and any(row[2:]):
                self.flag(line, say("more than a name and a value; the rest is not read."))
            name = row[0].lower()
            if name in found:
                self.flag(line, say("“{name}” comes twice; the first one is read.", name=name[:40]))
                continue
            found[name], self.lines[name] = (row[1] if len(row) > 1 else ""), line
        for name in ASKED:
            if not found.get(name):
                self.flag(
                    self.lines.get(name, self.sections.meta.line),
                    say("META does not say “{name}”.", name=name),
                )
        return found

    def kind(self, meta: Mapping[str, str]) -> str:
        """The vote type."""
        kind = meta.get("vote_type", "").lower()
        if kind not in KINDS:
            told = say(
                "“{kind}” is no vote type. There are: {kinds}.", kind=kind[:40], kinds=", ".join(KINDS)
            )
            self.fault(self.lines.get("vote_type", self.sections.meta.line), told)
        return kind

    def budget(self, meta: Mapping[str, str]) -> Exact:
        """The budget."""
        line = self.lines.get("budget", self.sections.meta.line)
        value = self.amount(line, "budget", meta.get("budget", ""))
        if value is not None and value <= 0:
            self.flag(line, say("the budget is not above zero."))
        return value or 0

    def amount(self, line: int, name: str, text: str) -> Exact | None:
        """An amount of money; a fault where it is none."""
        found = number(text)
        if found is None:
            self.fault(line, say("“{text}” in {name} is no number.", text=text[:40], name=name))
            return None
        if found[1]:
            self.flag(
                line,
                say(
                    "“{text}” in {name} has no decimal point; read as {value}.",
                    text=text,
                    name=name,
                    value=str(found[0]),
                ),
            )
        return found[0]

    def projects(self, budget: Exact) -> tuple[tuple[Project, ...], frozenset[str] | None]:
        """The projects, and those that are marked as selected."""
        table = self.sections.projects
        for name in ("project_id", "cost"):
            if name not in table.columns:
                self.fault(table.line + 1, say("PROJECTS has no column {name}.", name=name))
        self.stop()
        found: dict[str, Project] = {}
        selected: set[str] = set()
        for line, row in table.rows:
            cells = self.cells(table, line, row)
            key, cost = cells["project_id"], self.amount(line, "cost", cells["cost"])
            if not key or key in found or "," in key:
                self.fault(line, _bad_key(key))
                continue
            self.odd_cost(line, cost, budget)
            self.sums[key] = line, cells
            found[key] = Project(
                key, max(cost or 0, 0), cells.get("name", ""), cells.get("exclusive_group", "")
            )
            if cells.get("selected", "0") not in ("", "0"):
                selected.add(key)
        if not found:
            self.fault(table.line, say("PROJECTS has no projects."))
        return tuple(found.values()), frozenset(selected) if "selected" in table.columns else None

    def odd_cost(self, line: int, cost: Exact | None, budget: Exact) -> None:
        """Flag a cost that no project should have."""
        if cost is None:
            return
        if cost < 0:
            self.fault(line, say("a cost below zero."))
        elif cost == 0:
            self.flag(line, say("the project costs nothing."))
        elif cost > budget:
            self.flag(line, say("the project costs more than the whole budget."))

    def cells(self, table: Table, line: int, row: list[str]) -> dict[str, str]:
        """A row by column names."""
        if len(row) != len(table.columns):
            told = say("{n} fields under {m} column names.", n=len(row), m=len(table.columns))
            self.flag(line, told)
        return dict(zip(table.columns, row + [""] * len(table.columns), strict=False))

    def compare(self, meta: Mapping[str, str], name: str, counted: int) -> None:
        """Flag a number of META that the rows do not give."""
        said = number(meta.get(name, ""))
        if said is not None and said[0] != counted:
            told = say(
                "{name} says {said}, there are {counted}.", name=name, said=str(said[0]), counted=counted
            )
            self.flag(self.lines[name], told)

    def compare_sums(self, column: str, counted: Mapping[str, Exact]) -> None:
        """Flag a sum of PROJECTS that the ballots do not give."""
        for key, (line, cells) in self.sums.items():
            said = number(cells.get(column, ""))
            if said is not None and said[0] != counted[key]:
                told = say(
                    "{name} says {said}, counted {counted}.",
                    name=column,
                    said=str(said[0]),
                    counted=str(counted[key]),
                )
                self.flag(line, told)

    def flag(self, line: int, reason: Saying) -> None:
        self.flags.append(Flag(line, reason))

    def fault(self, line: int, reason: Saying) -> None:
        self.faults.append(Flag(line, reason))


def _bad_key(key: str) -> Saying:
    if not key:
        return say("a project without project_id.")
    if "," in key:
        return say("the project_id “{key}” holds a comma.", key=key[:40])
    return say("the project_id “{key}” comes twice.", key=key[:40])
