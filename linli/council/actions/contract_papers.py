"""The signed paper of a contract: what the auditor asks for first."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.base import versions
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say

from ..models import Contract
from ..queries import project_reach as reach
from ..rules import project_codes as codes
from ..rules import projects as rules
from .project_parts import SUBJECT, locked

#: The kind of record that owns these papers: residents see what a contract says, not the paper itself.
OWNER = "council.contract"


@transaction.atomic
def attach_contract(
    *, actor: Actor, at: dt.datetime, contract: int, name: str, content: bytes, media: str = ""
) -> int:
    """Keep a page of the signed paper; the project's key. Refused for an empty file, and beyond the most that one contract has."""
    rules.may_keep(actor).demand()
    rows = Contract.objects.filter(project__in=reach.projects(actor), void=False)
    held: Contract = locked(rows, contract, "contract")
    if not content:
        raise Refused(say("The file is empty."), "file")
    if len(held.files) >= codes.PAPERS_MOST:
        raise Refused(say("{n} papers at most.", n=codes.PAPERS_MOST), "file")
    file = files.store(actor, name[:100], content, kind=media, owner=OWNER, key=held.pk, at=at)
    versions.save(held, actor=actor, at=at, files=[*held.files, file])
    journal.write(actor, "attach_contract", SUBJECT, key=held.project_id, at=at, contract=held.pk)
    return int(held.project_id)
