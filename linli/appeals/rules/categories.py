"""The categories of appeals (诉求类别): a tree given by the term `appeal_categories`, in words for the reader.

A term lists nodes {"code", "name", "children"}; any node can be chosen. Codes that the software knows are said in
the reader's language, others by the name that the term gives them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from linli.kernel import Saying, Verdict, refuse, say
from linli.kernel.verdict import ALLOWED

TERM = "appeal_categories"
OTHER = "other"

WORDS: dict[str, Saying] = {
    "livelihood": say("living conditions"),
    "environment": say("environment and cleaning"),
    "garbage": say("garbage removal"),
    "cleaning": say("cleaning of stairs and yards"),
    "greenery": say("greenery"),
    "pipes": say("drains and sewage"),
    "property": say("property management"),
    "lift": say("lift"),
    "property_fee": say("property fees"),
    "gate": say("gates and access"),
    "parking": say("parking"),
    "noise": say("noise"),
    "neighbours": say("neighbours"),
    "safety": say("safety hazards"),
    "fire_safety": say("fire safety"),
    "charging": say("charging of electric bicycles"),
    "falling": say("objects falling from above"),
    "facilities": say("public facilities"),
    "lighting": say("lighting"),
    "roads": say("roads and paving"),
    "utilities": say("water, power and gas"),
    "fitness": say("fitness equipment"),
    "order": say("public order"),
    "jobs": say("employment and social insurance"),
    "education": say("education"),
    "health": say("health care"),
    "culture": say("culture and sports"),
    "illegal_building": say("unauthorised building"),
    "resettlement": say("expropriation and resettlement"),
    "policy": say("questions about policy"),
    "praise": say("praise"),
    OTHER: say("other matters"),
}


@dataclass(frozen=True, slots=True)
class Category:
    """One node of the tree; `depth` 0 at the top."""

    code: str
    name: str
    depth: int = 0
    children: tuple[Category, ...] = field(default_factory=tuple)

    @property
    def word(self) -> str:
        """Its name in the reader's language."""
        return str(WORDS[self.code]) if self.code in WORDS else self.name

    def walk(self) -> Iterator[Category]:
        """Itself, then all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def _seed(code: str, *children: str) -> dict[str, Any]:
    return {"code": code, "children": [{"code": one} for one in children]}


#: The tree where no term is loaded: the one of linli/places/terms/country.json.
SEED: list[dict[str, Any]] = [
    _seed("livelihood"),
    _seed("environment", "garbage", "cleaning", "greenery", "pipes"),
    _seed("property", "lift", "property_fee", "gate"),
    _seed("parking"),
    _seed("noise"),
    _seed("neighbours"),
    _seed("safety", "fire_safety", "charging", "falling"),
    _seed("facilities", "lighting", "roads", "utilities", "fitness"),
    _seed("order"),
    _seed("jobs"),
    _seed("education"),
    _seed("health"),
    _seed("culture"),
    _seed("illegal_building"),
    _seed("resettlement"),
    _seed("policy"),
    _seed("praise"),
    _seed(OTHER),
]


@dataclass(frozen=True)
class Tree:
    """The categories of an area on a day, in the order of the term."""

    tops: tuple[Category, ...]

    @property
    def nodes(self) -> list[Category]:
        """Every node, parents before their children."""
        return [node for top in self.tops for node in top.walk()]

    @property
    def codes(self) -> frozenset[str]:
        """Every code that can be chosen."""
        return frozenset(node.code for node in self.nodes)

    def below(self, code: str) -> tuple[str, ...]:
        """A code with all codes under it; itself alone when the tree does not know it."""
        for node in self.nodes:
            if node.code == code:
                return tuple(one.code for one in node.walk())
        return (code,)

    def top_of(self, code: str) -> str:
        """The code at the top of the branch on which `code` stands; itself where the tree does not know it."""
        for top in self.tops:
            if any(one.code == code for one in top.walk()):
                return top.code
        return code

    def word(self, code: str) -> str:
        """The name of a code in the reader's language, also of one that an older term had."""
        for node in self.nodes:
            if node.code == code:
                return node.word
        return word(code)

    def choices(self) -> list[tuple[str, str]]:
        """(code, name) for a form, children set in by two blanks."""
        return [(node.code, "\u3000" * node.depth + node.word) for node in self.nodes]


def read(value: Sequence[Mapping[str, Any]], depth: int = 0) -> tuple[Category, ...]:
    """The nodes of a term's value; what has no code is left out."""
    return tuple(
        Category(
            str(one["code"])[:30], str(one.get("name", one["code"])), depth, read(one.get("children", ()), depth + 1)
        )
        for one in value
        if one.get("code")
    )  # fmt: skip


def tree(value: Sequence[Mapping[str, Any]] | None = None) -> Tree:
    """The tree of a term's value, the seed for None."""
    return Tree(read(SEED if value is None else value))


def word(code: str) -> str:
    """The name of a known code in the reader's language, else the code itself."""
    return str(WORDS[code]) if code in WORDS else code


def may_be(code: str, held: Tree) -> Verdict:
    """Whether the tree has a code."""
    if code in held.codes:
        return ALLOWED
    return refuse(say("The category is not on the list. Choose one of the list."))
