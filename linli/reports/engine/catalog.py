"""What can be counted: every spine and figure that the apps put into the slot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linli.base import slots
from linli.base.figures import AnyFigure, Declared, Figure, Median, Ratio, Spine
from linli.kernel import NotFound


@dataclass(frozen=True)
class Catalog:
    """Spines and figures by name, in the order in which the apps gave them."""

    spines: dict[str, Spine]
    figures: dict[str, AnyFigure]

    @classmethod
    def of(cls, things: Iterable[Spine | AnyFigure]) -> Catalog:
        """Sorted into spines and figures; a name given twice is a fault of the programmer."""
        spines: dict[str, Spine] = {}
        figures: dict[str, AnyFigure] = {}
        for thing in things:
            held = spines if isinstance(thing, Spine) else figures
            if thing.name in held:
                raise ValueError(f"two figures or spines are called {thing.name}")
            held[thing.name] = thing  # type: ignore[assignment]
        return cls(spines, figures)

    def figure(self, name: str) -> AnyFigure:
        """The figure of that name; NotFound when there is none."""
        try:
            return self.figures[name]
        except KeyError:
            raise NotFound(name) from None

    def spine_of(self, figure: Figure) -> Spine:
        """The spine that a counted figure stands on."""
        return self.spines[figure.spine]

    def counted(self, name: str) -> Figure | None:
        """The counted figure whose rows a figure opens: a ratio its numerator's, a median those it measures."""
        found = self.figure(name)
        if isinstance(found, Ratio | Median):
            found = self.figure(found.numerator if isinstance(found, Ratio) else found.of)
        return found if isinstance(found, Figure) else None

    def needed(self, names: Iterable[str]) -> tuple[list[Figure], list[Declared]]:
        """The counted and the declared figures that these names come down to, each once."""
        counted: dict[str, Figure] = {}
        declared: dict[str, Declared] = {}
        for name in names:
            figure = self.figure(name)
            below = [figure.numerator, figure.denominator] if isinstance(figure, Ratio) else [name]
            for one in below:
                part = self.figure(one)
                if isinstance(part, Figure):
                    counted[one] = part
                elif isinstance(part, Declared):
                    declared[one] = part
        return list(counted.values()), list(declared.values())


def catalog() -> Catalog:
    """All figures of all apps."""
    return Catalog.of(slots.figures.gather())
