"""The door of council: what bodies decided, which projects there are.

from linli.council import api as council
council.steps_of(actor, "council.project", [7], on=on)

Needs the community in scope.
"""

from __future__ import annotations

__all__: list[str] = []
