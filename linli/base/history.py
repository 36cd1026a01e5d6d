"""Row versions: every insert, change and deletion of a tracked model is kept."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from typing import Any

import pghistory
from django.db import models


def tracked(
    *, unasked: Collection[str] = (), **options: Any
) -> Callable[[type[models.Model]], type[models.Model]]:
    """Keep the row versions of a model in `<model>event`, walled like the model itself.

    Who and when stand on the row (`Versioned`), so no separate context table is needed.
    unasked  references by which nobody looks for versions: no index, which every version would pay for
    """
    options.setdefault("context_field", None)
    track = pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), **options
    )

    def kept(model: type[models.Model]) -> type[models.Model]:
        made: type[models.Model] = track(model)
        package = model.__module__.partition(".models")[
            0
        ]  # the versions stand in models, also where it is a package
        versions = getattr(sys.modules[f"{package}.models"], f"{model.__name__}Event")
        for name in unasked:
            versions._meta.get_field(name).db_index = False
        return made

    return kept
