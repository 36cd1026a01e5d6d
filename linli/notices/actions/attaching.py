"""Papers that belong to a notice: tables, plans, minutes. Workers open them."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say

from .. import workflow
from ..queries import reach
from .drafting import POWER
from .parts import SUBJECT, home, locked


@transaction.atomic
def attach(*, actor: Actor, at: dt.datetime, notice: int, name: str, content: bytes, kind: str = "") -> int:
    """Keep a paper of a draft; the file's id."""
    home(actor, POWER)
    one = locked(actor, notice, None)
    workflow.step(one.state, "attach")
    if not content:
        raise Refused(say("The file is empty."), "file")
    file = files.store(actor, name[:100], content, kind=kind, owner=reach.OWNER, key=notice, at=at)
    journal.write(actor, "add_paper", SUBJECT, key=notice, at=at, file=file)
    return file
