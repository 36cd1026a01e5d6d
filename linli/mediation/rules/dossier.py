"""The thirteen items of a dossier (司发通〔2010〕) and which of them a case needs before it is closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from linli.kernel import Saying, say

MUST, IF_ANY = "must", "if_any"
#: Item → its name and whether every dossier has it; 8 is asked of agreements alone.
ITEMS: dict[int, tuple[Saying, str]] = {
    1: (say("Application or registration sheet"), MUST),
    2: (say("Notice of rights and duties"), MUST),
    3: (say("Proof of identity"), MUST),
    4: (say("Mandate of an agent"), IF_ANY),
    5: (say("Record of inquiry"), IF_ANY),
    6: (say("Evidence (dossier)"), IF_ANY),
    7: (say("Record of mediation"), MUST),
    8: (say("Mediation agreement"), MUST),
    9: (say("Proof of performance"), IF_ANY),
    10: (say("Record of the revisit"), IF_ANY),
    11: (say("Papers of judicial confirmation"), IF_ANY),
    12: (say("Note on the dossier"), IF_ANY),
    13: (say("Back cover"), MUST),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """What a dossier is judged by. counts are the records and papers that exist, by item."""

    outcome: str
    accepted: bool
    agents: int
    confirmation: bool
    performed: bool
    counts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the contents: needed by this case, how many there are, whether it is missing."""

    item: int
    name: Saying
    needed: bool
    count: int

    @property
    def missing(self) -> bool:
        return self.needed and not self.count


def lines(case: Case) -> list[Item]:
    """The thirteen items of a case in their order."""
    return [
        Item(item, name, _needed(item, kind, case), case.counts.get(item, 0))
        for item, (name, kind) in ITEMS.items()
    ]


def missing(case: Case) -> list[Item]:
    """What has to be there before the dossier is closed; nothing for what was never accepted."""
    return [one for one in lines(case) if one.missing] if case.accepted else []


def _needed(item: int, kind: str, case: Case) -> bool:
    talked = case.outcome in ("agreed", "failed")
    if item in (2, 3, 7):
        return talked
    if item == 8:
        return case.outcome == "agreed"
    asked = {
        4: case.agents > 0,
        9: case.performed,
        10: case.outcome == "agreed",
        11: case.confirmation,
        12: not talked,
    }
    return asked.get(item, kind == MUST)
