"""Every model of a community declares class, purpose, source and retention of its fields."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from linli.base import walls
from linli.base.fields import SealedField

CLASSES = {"P0", "P1", "P2", "P3"}
#: Fields that every row has and that say nothing about anybody.
PLAIN = {"id", "community", "version", "changed_at", "changed_by", "start", "end", "void"}

MODELS = [model for model in walls.walled_models(apps) if not walls.is_history(model)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_model_declares_what_it_holds(model: type[models.Model]) -> None:
    personal = getattr(model, "Personal", None)
    assert personal is not None, f"{model.__name__} has no class Personal"
    assert personal.purpose
    assert personal.source
    assert personal.retention
    assert set(personal.classes.values()) <= CLASSES, "P4 is not built"
    fields = {field.name for field in model._meta.local_fields}
    assert set(personal.classes) - {"*"} <= fields, "a class is declared for a field that is not there"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_is_sealed_is_p3(model: type[models.Model]) -> None:
    for field in model._meta.local_fields:
        if isinstance(field, SealedField):
            assert model.Personal.classes[field.name] == "P3"  # type: ignore[attr-defined]


def test_columns_without_a_purpose_do_not_exist() -> None:
    for model in apps.get_models():
        names = {field.name for field in model._meta.local_fields}
        assert names.isdisjoint({"religion", "blood_group", "fingerprint", "dna", "height", "risk", "score"})
