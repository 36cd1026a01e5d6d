"""What a case says goes once its term of retention has passed, in table and history alike; every count stays."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.db import connection, transaction

from linli.base import keys
from linli.journal import api as journal
from linli.kernel import Actor
from linli.places import api as places

from ..queries import retention
from ..rules.retention import TERM, YEARS, before

_MINE = " where community_id = %(community)s and "
_THESE, _VERSIONS, _OF_CASE = (
    "id = any(%(keys)s)",
    "pgh_obj_id = any(%(keys)s)",
    "application_id = any(%(keys)s)",
)
_SAVED = ", version = version + 1, changed_at = %(at)s, changed_by = null"
#: What remains of a case or survey: that there was one, for the counts of its year.
_HIDDEN = json.dumps({"scheme": "", "name": "已到期隐去", "answered": "已到期隐去"}, ensure_ascii=False)
#: The lines of a case before the case, each table before its history.
_APPLICATIONS = (
    f"update care_step set facts = null{_SAVED}{_MINE}{_OF_CASE}", f"update care_stepevent set facts = null{_MINE}{_OF_CASE}",
    f"update care_application set facts = %(hidden)s, hidden_on = %(on)s{_SAVED}{_MINE}{_THESE}",
    f"update care_applicationevent set facts = %(hidden)s{_MINE}{_VERSIONS}",
)  # fmt: skip
_SURVEYS = (
    f"update care_survey set facts = %(hidden)s, hidden_on = %(on)s{_SAVED}{_MINE}{_THESE}",
    f"update care_surveyevent set facts = %(hidden)s{_MINE}{_VERSIONS}",
)
_CLOSINGS = (
    f"delete from care_closing{_MINE}{_THESE}",
    f"delete from care_closingevent{_MINE}{_VERSIONS}",
)


@transaction.atomic
def hide_past_retention(*, actor: Actor, at: dt.datetime, on: dt.date) -> dict[str, int]:
    """Take out what closed cases and surveys older than the term said, and closed prompts; how many of each.

    Term: retention.care_years since the end.
    """
    community = actor.community
    if community is None:
        return {}
    day = before(on, _years(community, on))
    found = {
        "applications": retention.applications_passed(community, day),
        "surveys": retention.surveys_passed(community, day), "closings": retention.closings_passed(community, day),
    }  # fmt: skip
    values: dict[str, Any] = {"community": community, "at": at, "on": on, "hidden": keys.seal(_HIDDEN)}
    for statements, name in ((_APPLICATIONS, "applications"), (_SURVEYS, "surveys"), (_CLOSINGS, "closings")):
        if found[name]:
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement, {**values, "keys": found[name]})
    counted = {name: len(these) for name, these in found.items()}
    if any(counted.values()):
        journal.write(
            actor, "hide_past_retention", "benefit application", at=at, applications=counted["applications"],
            surveys=counted["surveys"], closings=counted["closings"],
        )  # fmt: skip
    return counted


def _years(community: int, on: dt.date) -> int:
    try:
        return int(places.term(TERM, community, on).value)
    except LookupError:
        return YEARS
