"""Tables made in a fifth of the time: what a migration adds to one model has only that model drawn anew.

After each operation Django draws all models anew that are near the changed one. Here every table names
its community, so all are near: most of the time that an empty database's tables took went into drawing
fifty models four hundred times over. A new model points to others and is pointed to by none; an index, a
constraint or a trigger stands in the options of one model. The statements to the database are the same,
and before a migration runs a function of its own all models are drawn anew, as ever (``is_delayed``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations import AddConstraint, AddIndex, CreateModel
from pgtrigger.migrations import AddTrigger

OPERATIONS: tuple[Any, ...] = (CreateModel, AddIndex, AddConstraint, AddTrigger)
OPTIONS = ("indexes", "constraints", "triggers")


@contextmanager
def one_model_at_a_time() -> Iterator[None]:
    """While this is open, these operations leave all models but their own as they are drawn."""
    plain = {operation: operation.state_forwards for operation in OPERATIONS}
    for operation, forwards in plain.items():
        operation.state_forwards = _alone(forwards)
    try:
        yield
    finally:
        for operation, forwards in plain.items():
            operation.state_forwards = forwards


def _alone(forwards: Callable[[Any, str, Any], None]) -> Callable[[Any, str, Any], None]:
    """The same operation; where it would have its neighbours drawn anew, it looks to its own model."""

    def state_forwards(self: Any, app_label: str, state: Any) -> None:
        state.reload_model = lambda label, name, delay=False: _enter(state, label, name.lower())
        try:
            forwards(self, app_label, state)
        finally:
            del state.reload_model  # the method of the class is seen again

    return state_forwards


def _enter(state: Any, app_label: str, name: str) -> None:
    """Draw a new model, or give a drawn one its options; where nothing is drawn yet there is nothing to do."""
    if "apps" not in vars(state):
        return
    state.is_delayed = True
    held = state.models[app_label, name]
    if name not in state.apps.all_models[app_label]:
        state.apps.render_multiple([held])
        return
    meta = state.apps.get_model(app_label, name)._meta
    for option in OPTIONS:
        if option in held.options:
            setattr(meta, option, list(held.options[option]))
            meta.original_attrs[option] = getattr(meta, option)
    vars(meta).pop("total_unique_constraints", None)  # worked out from the constraints, once
