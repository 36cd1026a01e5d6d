"""Public codes of buildings: drawn at random, once in the whole installation."""

from __future__ import annotations

from linli.places.models import BuildingCode
from linli.places.rules.codes import public_code


def fresh_codes(count: int) -> list[str]:
    """As many codes as wanted that no building of any community bears. One query, none for none."""
    fresh: set[str] = set()
    while len(fresh) < count:
        drawn = {public_code() for _ in range(count - len(fresh))}
        fresh |= drawn - set(BuildingCode.objects.filter(code__in=drawn).values_list("code", flat=True))
    return list(fresh)
