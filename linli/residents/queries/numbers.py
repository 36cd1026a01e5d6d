"""Identity numbers with their keyed hashes. The number itself is only written, sealed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings

from linli.base import keys
from linli.kernel import Actor, Refused
from linli.kernel.identity import read_number, tidy_number

from . import sight


def synthetic_allowed() -> bool:
    """Whether test numbers of region 99 are accepted: in the demo only."""
    return bool(settings.DEMO)


def digest_of(normal: str) -> bytes | None:
    """The keyed hash of a number's normal form; None without papers."""
    return keys.digest(normal, "identity") if normal else None


def tail_of(normal: str) -> bytes | None:
    """The keyed hash of the last four characters; None without papers."""
    return keys.digest(normal[-4:], "tail") if normal else None


def digest_typed(text: str, on: dt.date) -> bytes | None:
    """The keyed hash of a whole identity number in any form; None when the text is none."""
    plain = tidy_number(text)
    if len(plain) not in (15, 18):
        return None
    try:
        number = read_number(plain, on=on, allow_synthetic=True)
    except Refused:
        return None
    return digest_of(number.normal)


def keys_of_numbers(actor: Actor, numbers: Iterable[str], *, on: dt.date) -> dict[str, tuple[int, int]]:
    """Identity number → (person, the episode that holds on the day), for those whom the actor may see."""
    wanted = {digest_of(one): one for one in numbers}
    found = sight.residences(actor, on).filter(
        sight.on_day(on), person__digest__in=[one for one in wanted if one]
    )
    return {
        wanted[bytes(digest)]: (person, residence)
        for digest, person, residence in found.values_list("person__digest", "person_id", "pk")
        if digest is not None
    }
