"""Whether an identity counts elsewhere too: yes or no, never where or who."""

from __future__ import annotations

from collections.abc import Iterable

from linli.kernel import Actor

from ..models import Identity, Person
from ..rules.sight import may_verify


def lives_elsewhere(digest: bytes | None, community: int) -> bool:
    """Whether the identity lives in another community as well."""
    if digest is None:
        return False
    return Identity.objects.filter(digest=digest).exclude(lives_in=community).exists()


def doubles_here(actor: Actor) -> list[tuple[int, str]]:
    """(person, name) of people of this community who count in another one too."""
    if actor.community is None or not may_verify(actor):
        return []
    twice = Identity.objects.filter(lives_in=actor.community, twice=True).values_list("digest", flat=True)[
        :200
    ]
    found = Person.objects.filter(
        community_id=actor.community, digest__in=list(twice), void=False, merged_into__isnull=True
    )
    return list(found.order_by("sort", "id").values_list("pk", "name"))


def counted_twice(communities: Iterable[int]) -> int:
    """其中重复 n: how often a sum over these communities counts an identity beyond the first time."""
    found = Identity.objects.filter(lives_in__in=list(communities), twice=True)
    return found.count() - found.values("digest").distinct().count()


def person_of(community: int, digest: bytes | None) -> int | None:
    """The record of the bearer of an identity in one community, None for nobody. Needs its scope."""
    if digest is None:
        return None
    found = Person.objects.filter(community_id=community, digest=digest, void=False, merged_into__isnull=True)
    return found.values_list("pk", flat=True).first()
