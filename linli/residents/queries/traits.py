"""What other apps print beside a person: name, sex, birthday, education, where registered; one query for many keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from linli.kernel import Actor
from linli.kernel.phones import hide_phone

from ..rules import codes
from ..rules.ages import age_on
from . import numbers, sight


@dataclass(frozen=True, slots=True)
class Trait:
    """One person; never an identity number. `kind` of the residence on the day, "" for somebody without one.

    sort  as lists of names stand
    """

    id: int
    name: str
    sort: str
    sex: str
    born: dt.date | None
    age: int | None
    education: str
    phone: str
    kind: str
    door: str

    @property
    def registered(self) -> bool:
        """Whether the household registration is here."""
        return self.kind in codes.REGISTERED

    @property
    def here(self) -> bool:
        """Whether they live or are registered here on the day."""
        return bool(self.kind)


def traits(actor: Actor, ids: Iterable[int], *, on: dt.date) -> dict[int, Trait]:
    """Key → what is printed beside those whom the actor may see; the others are left out. One query."""
    found = sight.people(actor, on).filter(pk__in=list(ids)).annotate(r=sight.joined(actor, on, "residences"))
    return {
        one[0]: Trait(
            one[0], one[1], one[2], one[3], one[4], age_on(one[4], on) if one[4] else None, one[5], hide_phone(one[6]) if one[6] else "",
            one[7] or "", one[8] or "",
        )
        for one in found.values_list("pk", "name", "sort", "sex", "born", "education", "phone", "r__kind", "r__room__door")
    }  # fmt: skip


def of_numbers(actor: Actor, typed: Collection[str], *, on: dt.date) -> dict[str, int]:
    """Identity number as written in a list → person, those without residence too; who is not seen is left out. One query."""
    wanted = {digest: one for one in typed if (digest := numbers.digest_typed(one, on))}
    found = sight.people(actor, on).filter(digest__in=list(wanted))
    return {
        wanted[bytes(digest)]: key for key, digest in found.values_list("pk", "digest") if digest is not None
    }
