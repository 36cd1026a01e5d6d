"""Opinions, projects, money, works."""

from __future__ import annotations

from linli.base.figures import AnyFigure, Spine

SPINES: list[Spine] = []
FIGURES: list[AnyFigure] = []
