"""Tables of care."""

from .applications import Application, Showing, Step
from .prompts import Closing
from .surveys import Survey

__all__ = ["Application", "Closing", "Showing", "Step", "Survey"]
