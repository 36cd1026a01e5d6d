"""Pseudonymising what has passed its term of retention, in table and history alike; amounts, numbers and days stay."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction

from linli.base import keys
from linli.journal import api as journal
from linli.kernel import Actor
from linli.places import api as places

from ..queries import retention
from ..rules.retention import TERM, YEARS, before

_MANDATE = (
    "name = %(hidden)s, sort = '~', place = '', note = '', why_ended = '', relation = '', person_id = null, household_id = null,"
    " signer = case when signer = '' then '' else %(hidden)s end"
)
_ACCOUNT = "number = null, digest = null"
_HAND_OVER = "received_by = %(hidden)s, relation = ''"
_ERRAND = (
    "name = %(hidden)s, place = '', what = %(sealed)s, papers = null, result = null, person_id = null, household_id = null,"
    " relation = '', received_by = case when received_by = '' then '' else %(hidden)s end"
)
_APPLICANT = "applicant = %(hidden)s"
_SAVED = ", version = version + 1, changed_at = %(at)s, changed_by = null"
_MINE = " where community_id = %(community)s and "
_RECEIPTS = "receipt_id in (select id from bills_receipt where mandate_id = any(%(keys)s))"


def _both(table: str, values: str, of: str = "id", versions: str = "pgh_obj_id") -> tuple[str, str]:
    """The table, then its history: the version that the change itself leaves is then treated like the earlier ones."""
    return (
        f"update bills_{table} set {values}{_SAVED}{_MINE}{of} = any(%(keys)s)",
        f"update bills_{table}event set {values}{_MINE}{versions} = any(%(keys)s)",
    )


_MANDATES = (
    *_both("mandate", _MANDATE), *_both("account", _ACCOUNT, "mandate_id", "mandate_id"),
    f"update bills_handover set {_HAND_OVER}{_SAVED}{_MINE}{_RECEIPTS}", f"update bills_handoverevent set {_HAND_OVER}{_MINE}{_RECEIPTS}",
)  # fmt: skip


@transaction.atomic
def hide_past_retention(*, actor: Actor, at: dt.datetime, on: dt.date) -> dict[str, int]:
    """Take out who it was of what ended longer ago than the term `retention.bills_years`; how many of each."""
    community = actor.community
    if community is None:
        return {}
    day = before(on, _years(community, on))
    deeds: dict[str, tuple[list[int], tuple[str, ...]]] = {
        "mandates": (retention.mandates_passed(community, day), _MANDATES),
        "errands": (retention.errands_passed(community, day), _both("errand", _ERRAND)),
        "refusals": (retention.refusals_passed(community, day), _both("refusal", _APPLICANT)),
        "seal_uses": (retention.seal_uses_passed(community, day), _both("sealuse", _APPLICANT)),
        "lines": (retention.lines_passed(community, day), _both("listline", _ACCOUNT)),
    }
    for found, statements in deeds.values():
        _run(statements, community, found, at)
    counted: dict[str, Any] = {name: len(found) for name, (found, _statements) in deeds.items()}
    if any(counted.values()):
        journal.write(actor, "hide_past_retention", "bill mandate", at=at, **counted)
    return counted


def _run(statements: tuple[str, ...], community: int, found: list[int], at: dt.datetime) -> None:
    if not found:
        return
    values: dict[str, Any] = {
        "community": community, "keys": found, "at": at, "hidden": retention.HIDDEN, "sealed": keys.seal(retention.HIDDEN),
    }  # fmt: skip
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, values)


def _years(community: int, on: dt.date) -> int:
    try:
        return int(places.term(TERM, community, on).value)
    except LookupError:
        return YEARS
