"""Kinds of in-app messages that readers may switch off, told by the apps at start."""

from __future__ import annotations

from linli.kernel import Saying

KINDS: dict[str, Saying] = {}


def register(code: str, label: Saying) -> None:
    """Offer an event in 我的设置; its code is the `kind` of `tell`."""
    KINDS[code] = label
