"""Writes: sealing what is sent, noting new definitions."""

from .define import define
from .seal import seal

__all__ = ["define", "seal"]
