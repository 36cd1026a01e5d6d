"""What a migration adds is drawn alone, and drawn as Django draws it."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from linli.base.migrating import OPERATIONS, one_model_at_a_time

PLACE = migrations.CreateModel("Place", [("id", models.BigAutoField(primary_key=True))])
ADDED: list[Any] = [
    migrations.CreateModel(
        "Door",
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("number", models.IntegerField()),
            ("place", models.ForeignKey("probe.Place", models.CASCADE)),
        ],
    ),
    migrations.AddIndex("Door", models.Index(fields=["number"], name="probe_door_number")),
    migrations.AddConstraint(
        "Door", models.UniqueConstraint(fields=["number", "place"], name="probe_door_once")
    ),
    migrations.AddConstraint(
        "Door", models.CheckConstraint(condition=models.Q(number__gt=0), name="probe_door_positive")
    ),
]


def drawn(quick: bool) -> tuple[ProjectState, Any]:
    """The state after all steps, and the model Place as it was drawn before the others came."""
    with one_model_at_a_time() if quick else nullcontext():
        state = ProjectState()
        PLACE.state_forwards("probe", state)
        place = state.apps.get_model("probe", "Place")
        for step in ADDED:
            step.state_forwards("probe", state)
    return state, place


def said(state: ProjectState) -> list[Any]:
    """What the drawn models say of themselves."""
    door, place = state.apps.get_model("probe", "Door"), state.apps.get_model("probe", "Place")
    return [
        [field.name for field in door._meta.get_fields()],
        [one.name for one in door._meta.indexes],
        [one.name for one in door._meta.constraints],
        [one.name for one in door._meta.total_unique_constraints],
        [relation.name for relation in place._meta.related_objects],
        door._meta.get_field("place").related_model is place,
    ]


def test_the_models_say_the_same_as_without_it() -> None:
    quick, plain = drawn(True)[0], drawn(False)[0]
    assert said(quick) == said(plain)
    assert said(quick)[2] == ["probe_door_once", "probe_door_positive"]
    assert quick == plain


def test_the_neighbour_is_not_drawn_anew_but_before_a_function_all_are() -> None:
    state, place = drawn(True)
    assert state.apps.get_model("probe", "Place") is place
    assert drawn(False)[0].apps.get_model("probe", "Place") is not drawn(False)[1]
    state.clear_delayed_apps_cache()  # what RunPython asks first
    assert state.apps.get_model("probe", "Place") is not place
    assert said(state) == said(drawn(False)[0])


def test_django_is_as_it_was_afterwards() -> None:
    before = [operation.state_forwards for operation in OPERATIONS]
    with one_model_at_a_time():
        assert [operation.state_forwards for operation in OPERATIONS] != before
    assert [operation.state_forwards for operation in OPERATIONS] == before


@pytest.mark.django_db
def test_the_tables_hold_what_the_migration_says() -> None:
    class Probe(migrations.Migration):
        operations = [PLACE, *ADDED]

    with one_model_at_a_time(), connection.schema_editor() as editor:
        state = Probe("0001", "probe").apply(ProjectState(), editor)
    door, place = state.apps.get_model("probe", "Door"), state.apps.get_model("probe", "Place")
    here = place.objects.create()
    door.objects.create(number=1, place=here)
    for wrong in (1, 0):
        with pytest.raises(IntegrityError), transaction.atomic():
            door.objects.create(number=wrong, place=here)
    assert place.objects.filter(door__number=1).count() == 1
