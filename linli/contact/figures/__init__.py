"""What contact counts: duties and cards, captains and messengers, visits."""

from __future__ import annotations

from linli.base.figures import AnyFigure, Spine

from . import duty, people, visits

SPINES: list[Spine] = [*duty.SPINES, *people.SPINES, *visits.SPINES]
FIGURES: list[AnyFigure] = [*duty.FIGURES, *people.FIGURES, *visits.FIGURES]
