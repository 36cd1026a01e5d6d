"""The history of a figure's definition (口径)."""

from __future__ import annotations

from linli.reports.models import Definition


def history(figure: str) -> list[Definition]:
    """Every version met here, newest first."""
    return list(Definition.objects.filter(figure=figure).order_by("-since", "-pk"))


def unknown(pairs: dict[str, str]) -> set[str]:
    """Figures (name → version) whose present version has not been met yet."""
    met = set(Definition.objects.filter(figure__in=pairs).values_list("figure", "version"))
    return {name for name, version in pairs.items() if (name, version) not in met}
