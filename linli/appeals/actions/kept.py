"""What the papers of the desk share: guide, standard texts, reception book."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model

from linli.accounts import api as accounts
from linli.kernel import Actor, NotFound

Row = TypeVar("Row", bound=Model)


def home(actor: Actor) -> int:
    """The community worked in. Raises NotFound outside any."""
    if actor.community is None:
        raise NotFound("community")
    return actor.community


def locked(model: type[Row], actor: Actor, key: int) -> Row:
    """One row of the actor's community that is not void, locked. Raises NotFound."""
    found = (
        model._default_manager.select_for_update().filter(community=home(actor), pk=key, void=False).first()
    )
    if found is None:
        raise NotFound(model._meta.model_name or "")
    return found


def saver(user: int | None) -> str:
    """Who saved a row last, for the sentence that somebody was quicker."""
    return accounts.names([user]).get(user or 0, "")
