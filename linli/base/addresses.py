"""Record ids and public codes in addresses, read one way everywhere."""

from __future__ import annotations


class Key:
    """A record id of at most 18 digits: what PostgreSQL's bigint holds whole; more is no id (404)."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class AreaCode:
    """The division code of a community: 12 digits. Public pages name their community by it."""

    regex = "[0-9]{12}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
