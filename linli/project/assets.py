"""Addresses of style sheets and scripts carry a digest of their content: browsers keep them for a month
and still see a new version at once."""

import hashlib
from functools import cache

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class VersionedStatic(StaticFilesStorage):
    """Static files under their plain names, asked for with ``?v=`` and eight digits of their SHA-256."""

    def url(self, name: str | None) -> str:
        """The address of one file; without a version when there is no such file."""
        plain = super().url(name)
        version = _version(name or "")
        return f"{plain}?v={version}" if version else plain


@cache
def _version(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        return ""
    with open(found, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:8]
