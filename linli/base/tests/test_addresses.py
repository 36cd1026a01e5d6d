"""Record ids in addresses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

BIGGEST = 2**63 - 1


def _patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one)
        elif isinstance(one, URLPattern):
            yield one


def test_every_record_id_fits_the_database() -> None:
    numbers = [one for one in _patterns() if "<int:" in str(one.pattern)]
    assert numbers == [], "write <key:…>, which is never larger than a bigint"


@pytest.mark.parametrize("typed", [str(BIGGEST), "9" * 19, "9" * 5000, "-1", "１２"])
def test_what_is_no_record_id_is_no_address(typed: str) -> None:
    with pytest.raises(Resolver404):
        resolve(f"/residents/{typed}/")
    assert resolve("/residents/" + "9" * 18 + "/").kwargs == {"key": 10**18 - 1}
