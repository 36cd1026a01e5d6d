"""Columns that Linli adds to Django's: references inside a community and sealed values."""

from __future__ import annotations

from typing import Any

from django.db import models

from . import keys


class Inside(models.ForeignKey):  # type: ignore[type-arg]
    """A reference to a row of the same community.

    The database holds it as (community, id) → (community, id); `RaiseWalls` writes that
    constraint, so Django's own single-column one is left out.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **options: Any) -> None:
        options["db_constraint"] = False
        super().__init__(to, on_delete, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        options.pop("db_constraint", None)
        return name, path, args, options


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """A text of class P3, encrypted (AES-GCM) wherever it rests; None stays NULL.

    It cannot be searched: keep `keys.digest(...)` beside it. Opening needs the key ring.
    """

    description = "Encrypted text"

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, bytes | memoryview):
            return value
        return keys.seal(str(value))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return value if value is None else keys.unseal(bytes(value))

    def to_python(self, value: Any) -> Any:
        return value
