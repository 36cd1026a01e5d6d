"""What council counts: meetings and motions, opinions, projects and money."""

from __future__ import annotations

from linli.base.figures import AnyFigure, Spine

from . import meetings, projects

SPINES: list[Spine] = [*meetings.SPINES, *projects.SPINES]
FIGURES: list[AnyFigure] = [*meetings.FIGURES, *projects.FIGURES]
