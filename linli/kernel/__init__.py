"""Plain values and rules that know neither Django nor a database."""

from .actor import Actor
from .period import Period
from .refusal import NotFound, Refused, Stale
from .say import Saying, by_count, say
from .verdict import ALLOWED, Verdict, refuse

__all__ = [
    "ALLOWED",
    "Actor",
    "NotFound",
    "Period",
    "Refused",
    "Saying",
    "Stale",
    "Verdict",
    "by_count",
    "refuse",
    "say",
]
