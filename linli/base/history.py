"""Row versions: every insert, change and deletion of a tracked model is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pghistory
from django.db import models


def tracked(**options: Any) -> Callable[[type[models.Model]], type[models.Model]]:
    """Keep the row versions of a model in `<model>event`, walled like the model itself.

    Who and when stand on the row (`Versioned`), so no separate context table is needed.
    """
    options.setdefault("context_field", None)
    return pghistory.track(  # type: ignore[no-any-return]
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), **options
    )
