"""Pabulib's .pb files: read, write, and the counting rule that one states."""

from .read import Book, read
from .sections import Faulty, Flag
from .stated import rule_of
from .write import write

__all__ = ["Book", "Faulty", "Flag", "read", "rule_of", "write"]
