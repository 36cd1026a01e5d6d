"""Ties: shown, broken only by the rule that was declared before the count, and every breaking recorded.

A declared tie rule is a list of words, tried in turn: `votes` (more supporters first), `cheaper`, `dearer`,
`listed` (earlier on the ballot paper first). What they leave equal a lot decides: the drawn order is given
to the count and recorded. Without it the count stays open and names those between whom the lot must be drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from linli.kernel import Refused, Saying, say
from linli.kernel.say import listed

from .values import Exact, Project

VOTES, CHEAPER, DEARER, LISTED, LOT = "votes", "cheaper", "dearer", "listed", "lot"
WORDS = (VOTES, CHEAPER, DEARER, LISTED)


@dataclass(frozen=True, slots=True)
class Tie:
    """Projects that stand equal where one must go first; `by` is the word that parted them, "" while open."""

    keys: tuple[str, ...]
    by: str = ""

    def saying(self, names: Mapping[str, str]) -> Saying:
        """The tie in one sentence; for a broken one `keys` stand in the order that was found."""
        titles = listed([say("{project}", project=names[key]) for key in self.keys])
        told = {
            VOTES: say("Equal: {projects}. The declared rule puts more supporters first.", projects=titles),
            CHEAPER: say("Equal: {projects}. The declared rule puts the cheaper first.", projects=titles),
            DEARER: say("Equal: {projects}. The declared rule puts the dearer first.", projects=titles),
            LISTED: say(
                "Equal: {projects}. The declared rule follows the order on the ballot paper.", projects=titles
            ),
            LOT: say("Equal: {projects}. The lot was drawn in this order.", projects=titles),
        }
        return told.get(
            self.by,
            say("Equal and undecided: {projects}. A lot must be drawn between them.", projects=titles),
        )


class Undecided(Exception):
    """A tie that neither the declared rule nor a lot parts; the count is open."""

    def __init__(self, tie: Tie) -> None:
        super().__init__("tie")
        self.tie = tie


class Breaker:
    """Parts equals by the declared words, then by the lot, and keeps what it did in `broken`."""

    def __init__(
        self,
        projects: Sequence[Project],
        supporters: Mapping[str, int],
        words: Sequence[str] = (),
        lot: Sequence[str] = (),
    ) -> None:
        self.words, self.lot = tuple(words), tuple(lot)
        self.broken: list[Tie] = []
        self._made = (projects, supporters, self.words, self.lot)
        places = {project.key: place for place, project in enumerate(projects)}
        costs = {project.key: project.cost for project in projects}
        _demand_known(self.words, self.lot, places)
        self._facts: dict[str, Callable[[str], Exact]] = {
            VOTES: lambda key: -supporters[key],
            CHEAPER: lambda key: costs[key],
            DEARER: lambda key: -costs[key],
            LISTED: lambda key: places[key],
        }

    def fresh(self) -> Breaker:
        """The same rule with nothing broken yet."""
        return Breaker(*self._made)

    def tiers(self, keys: Sequence[str]) -> list[list[str]]:
        """The equals parted by the declared words, first ones first; in one list stay those still equal."""
        found, by = [list(keys)], ""
        for word in self.words:
            parted = [part for tier in found for part in self._parted(tier, word)]
            by = by or (word if len(parted) > len(found) else "")
            found = parted
        if len(found) > 1:
            self._note(Tie(tuple(key for tier in found for key in tier), by))
        return found

    def drawn(self, keys: Sequence[str]) -> list[str]:
        """The equals in the order of the lot. Raises Undecided where none was drawn between them all."""
        if len(keys) < 2:
            return list(keys)
        order = [key for key in self.lot if key in keys]
        if len(order) < len(keys):
            raise Undecided(Tie(tuple(keys)))
        self._note(Tie(tuple(order), LOT))
        return order

    def chosen(self, keys: Sequence[str], free: int) -> list[str]:
        """Which of the equals take the `free` places; fewer than there are equals."""
        taken: list[str] = []
        for tier in self.tiers(keys):
            room = free - len(taken)
            taken += tier if len(tier) <= room else self.drawn(tier)[:room] if room else []
        return taken

    def _parted(self, keys: Sequence[str], word: str) -> list[list[str]]:
        fact = self._facts[word]
        return [[key for key in keys if fact(key) == value] for value in sorted(set(map(fact, keys)))]

    def _note(self, tie: Tie) -> None:
        if tie not in self.broken:
            self.broken.append(tie)


def _demand_known(words: Sequence[str], lot: Sequence[str], known: Mapping[str, object]) -> None:
    for word in words:
        if word not in WORDS:
            told = ", ".join(WORDS)
            raise Refused(
                say("“{word}” is no tie rule. There are: {words}.", word=word[:40], words=told), "ties"
            )
    for key in lot:
        if key not in known:
            raise Refused(
                say("The lot names “{project}”, which is no project here.", project=key[:60]), "lot"
            )
    if len(set(lot)) != len(lot):
        raise Refused(say("The lot names a project twice."), "lot")
