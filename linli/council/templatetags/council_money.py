"""Money in templates."""

from __future__ import annotations

from django import template

from linli.kernel import money

register = template.Library()


@register.filter
def yuan(fen: int | None) -> str:
    """12,345.60; — for nothing."""
    return "—" if fen is None else money.yuan(fen)
