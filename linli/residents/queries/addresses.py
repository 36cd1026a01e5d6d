"""Addresses of our own pages, for slots and messages that lead there."""

from __future__ import annotations

LIST = "/residents/"
RESIDENCES = "/residents/residences/"
CHECKS = "/residents/checks/"
DOUBTS = "/residents/doubts/"


def person(key: int) -> str:
    """A person's page."""
    return f"/residents/{key}/"


def household(key: int) -> str:
    """A household's page."""
    return f"/residents/households/{key}/"


def import_page(key: int | None, work: int) -> str:
    """The page of an import, where its work leads."""
    return f"/residents/imports/{key}/"
