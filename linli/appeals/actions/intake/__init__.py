"""From what is heard to what is written down: registering, correcting, adding, pictures, entries by mistake."""

from ...rules.intake import HotlineParts, PlaceParts, ReporterParts
from .changing import add, correct, link_duplicate, void_entry
from .pictures import picture
from .registering import Registered, register

__all__ = [
    "HotlineParts",
    "PlaceParts",
    "Registered",
    "ReporterParts",
    "add",
    "correct",
    "link_duplicate",
    "picture",
    "register",
    "void_entry",
]
