"""Equal shares told: the endowment, the comparison, and for each project who paid what, or what was missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from linli.kernel import Saying, say

from .equal import Asked, Outcome
from .results import LOST, OPEN, WON, Line, Result
from .shares import Bought
from .values import Exact, Project, lowered, rounded, shown


@dataclass(frozen=True, slots=True)
class Telling:
    """What is known of the count when it is told."""

    projects: Sequence[Project]
    scores: Mapping[str, Exact]
    supporters: Mapping[str, int]
    voters: int
    asked: Asked
    found: Outcome

    def result(self, rule: str, stated: Saying) -> Result:
        """The whole result."""
        found, asked = self.found, self.asked
        lines = self._lines()
        spent = sum((line.project.cost for line in lines if line.state == WON), 0)
        told = [self._endowment(), *self._comparison()]
        if found.open is None:
            told.append(
                say(
                    "Of {budget} the winners take {spent}, {left} stay.",
                    budget=shown(asked.budget), spent=shown(spent), left=shown(asked.budget - spent),
                )
            )  # fmt: skip
        endowment = found.bought.endowment if found.bought else found.first
        facts: dict[str, Exact] = {
            "budget": asked.budget, "left": asked.budget - spent, "endowment": endowment, "raises": found.raises,
        }  # fmt: skip
        return Result(rule, self.voters, tuple(lines), stated, tuple(told), found.broken, found.open, facts)

    def _endowment(self) -> Saying:
        found, asked = self.found, self.asked
        facts = {"voters": self.voters, "budget": shown(asked.budget), "first": rounded(found.first)}
        if not found.raises or found.bought is None:
            return say("{voters} voters share {budget}: {first} each.", **facts)
        return say(
            "{voters} voters share {budget}: {first} each, raised {raises} times by {step} to {endowment}.",
            **facts, raises=found.raises, step=shown(asked.step), endowment=shown(found.bought.endowment),
        )  # fmt: skip

    def _comparison(self) -> list[Saying]:
        found = self.found
        if found.greedy is None or found.open:
            return []
        facts = {"here": found.here, "there": found.there, "rest": self.voters - found.here - found.there}
        if found.overruled:
            return [
                say(
                    "Compared: {here} voters have more by equal shares, {there} more by greedy, {rest} the same; "
                    "the greedy outcome stands.",
                    **facts,
                )
            ]
        return [
            say(
                "Compared: {here} voters have more by equal shares, {there} more by greedy, {rest} the same; "
                "equal shares stand.",
                **facts,
            )
        ]

    def _lines(self) -> list[Line]:
        found = self.found
        if found.bought is None:
            return [self._line(project, OPEN, ()) for project in self._by_score(self.projects)]
        if found.overruled and found.greedy:
            return list(found.greedy.lines)
        by_key = {project.key: project for project in self.projects}
        lines = [
            self._line(by_key[one.key], WON, self._bought(found.bought, place, by_key[one.key]))
            for place, one in enumerate(found.bought.purchases)
        ]
        taken = set(found.keys)
        lines += [
            self._filled(line) for line in (found.filled.lines if found.filled else ()) if line.state == WON
        ]
        rest = [project for project in self.projects if project.key not in taken]
        lost = OPEN if found.open else LOST
        return lines + [
            self._line(one, lost, self._missed(found.bought, one)) for one in self._by_score(rest)
        ]

    def _by_score(self, projects: Sequence[Project]) -> list[Project]:
        return sorted(projects, key=lambda project: -self.scores[project.key])

    def _line(self, project: Project, state: str, why: tuple[Saying, ...]) -> Line:
        return Line(project, self.scores[project.key], self.supporters[project.key], state, why)

    def _bought(self, bought: Bought, place: int, project: Project) -> tuple[Saying, ...]:
        one = bought.purchases[place]
        facts = {
            "round": place + 1, "backers": one.backers, "cost": shown(project.cost),
            "price": rounded(one.price), "short": one.short, "held": rounded(one.held),
        }  # fmt: skip
        if self.asked.measure == "points":
            paid = say("Round {round}: its {backers} backers pay {cost}, {price} for each point.", **facts)
        else:
            paid = say("Round {round}: its {backers} backers pay {cost}, {price} each.", **facts)
        gave_all = (
            [say("{short} of them have less left and give all of it.", short=one.short)] if one.short else []
        )
        held = say("They held {held} together; above this cost they could not have bought it then.", **facts)
        return (paid, *gave_all, held)

    def _filled(self, line: Line) -> Line:
        return replace(line, why=(say("Taken by votes from what equal shares left."), *line.why))

    def _missed(self, bought: Bought, project: Project) -> tuple[Saying, ...]:
        if project.key not in bought.held:
            return (say("Nobody chose it."),)
        held = bought.held[project.key]
        facts = {
            "backers": self.supporters[project.key], "held": rounded(held), "cost": shown(project.cost),
            "short": rounded(project.cost - held),
        }  # fmt: skip
        missed = say("Its {backers} backers hold {held} in the end, it costs {cost}: {short} short.", **facts)
        if held <= 0:
            return (missed,)
        return (
            missed,
            say("At a cost of {held} or less these shares would have bought it.", held=lowered(held)),
        )
