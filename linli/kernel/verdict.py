"""The answer of a rule: yes, or no with a reason that can be shown to a resident."""

from __future__ import annotations

from dataclasses import dataclass

from .refusal import Refused
from .say import Saying


@dataclass(frozen=True, slots=True)
class Verdict:
    """True when allowed; `reason` is set exactly when refused."""

    reason: Saying | None = None

    def __bool__(self) -> bool:
        return self.reason is None

    def demand(self, field: str | None = None) -> None:
        """Raise `Refused` with the reason unless allowed."""
        if self.reason is not None:
            raise Refused(self.reason, field)


ALLOWED = Verdict()


def refuse(reason: Saying) -> Verdict:
    """No, because of `reason`."""
    return Verdict(reason)
