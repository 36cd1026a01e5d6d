"""What a job does with its work: begin, its body in one transaction, finish or fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from linli.base import clock
from linli.base.scope import community_scope
from linli.kernel import Refused, Saying, say

from . import actions
from .queries import WorkRef


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job's body answers: the file to offer, the sentence to tell, facts for the work's page."""

    file_id: int | None = None
    told: Saying | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def run_work(community: int, work_id: int, body: Callable[[WorkRef], Outcome]) -> None:
    """What a task does with its work: begin, `body` in one transaction inside the scope, finish or fail.

    `body` and the finish are one transaction: after a crash in the middle nothing half stands.
    A Refused becomes the sentence on the work's page; another fault a general one, and is raised.
    """
    with community_scope(community):
        found = actions.begin(community=community, work_id=work_id, real=clock.real_now())
    if found is None:
        return
    try:
        with community_scope(community):
            outcome = body(found)
            actions.finish(
                community=community,
                work_id=work_id,
                file_id=outcome.file_id,
                told=outcome.told,
                at=clock.now(),
                **outcome.facts,
            )
    except Refused as refused:
        fail(community, work_id, refused.reason)
    except Exception:
        fail(
            community,
            work_id,
            say("The software met a fault. The technical administrator finds it in the log."),
        )
        raise


def progress(work_id: int, done: int, total: int | None = None) -> None:
    """Tell how far the work is; seen at once, though the work's own transaction is not. Cheap: call it per row block."""
    actions.progress(work_id=work_id, done=done, total=total, real=clock.real_now())


def fail(community: int, work_id: int, fault: Saying) -> None:
    """The work failed; opens the scope itself, after the failed transaction has ended."""
    with community_scope(community):
        actions.fail(community=community, work_id=work_id, fault=fault, at=clock.now())
