"""Reads of news, by feature."""

from . import board, letters, messages, preferences

__all__ = ["board", "letters", "messages", "preferences"]
