"""The public notice that carries a call for messengers."""

from __future__ import annotations

import datetime as dt

from linli.kernel import Actor

from ..models import Recruitment


def publish_notice(actor: Actor, call: Recruitment, at: dt.datetime) -> int | None:
    """Put the call up as a public notice until its last day of applications; the notice's key."""
    return None
