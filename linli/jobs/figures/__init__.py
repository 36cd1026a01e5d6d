"""What jobs counts: registrations (stock and flow), employments with their entry outside, routes, surplus labour, follow-ups.

Registered unemployed and new employment are two populations: who is newly employed need not have been registered. No
ratio of the two exists; ratios here have their numerator within the denominator.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from linli.base.figures import FLOW, AnyFigure, Condition, Figure, Ratio
from linli.kernel import Saying, say

from ..models import Hardship, Placement
from ..queries import reach
from ..rules import codes
from ..rules.sight import may_see_hardship
from .spines import SPINES

__all__ = ["FIGURES", "SPINES"]

PEOPLE = say("people")
TIMES = say("times")
POSTS = say("posts")
_NOT_FARMING = ~Q(section=codes.FARMING)


def _entered(day: dt.date) -> Q:
    return _NOT_FARMING & ~Q(entry="") & Q(entered_on__lte=day)


def _hardship(day: dt.date) -> Q:
    """Employments of somebody who was in a category of hardship when they began."""
    held = Hardship.objects.filter(
        Q(end__isnull=True) | Q(end__gte=OuterRef("start")), void=False, mark__in=reach.marks(), seeker__void=False,
        seeker__person=OuterRef("person"), start__lte=OuterRef("start"),
    )  # fmt: skip
    return _NOT_FARMING & Q(Exists(held))


def _moved(day: dt.date) -> Q:
    """Identified people who work outside farming on the day."""
    works = Placement.objects.filter(reach.on_day(day)).exclude(section=codes.FARMING)
    return Q(person__in=works.values("person_id"))


def _done(day: dt.date) -> Q:
    return Q(on__lte=day) & ~Q(outcome="not_reached")


def _registered(
    name: str, label: Saying, meaning: Saying, kind: str, *, flow: bool = False, starts: str = ""
) -> Figure:
    if not flow:
        return Figure(name, label, PEOPLE, meaning, "jobs_registration", condition=Q(kind=kind))
    return Figure(
        name,
        label,
        PEOPLE,
        meaning,
        "jobs_registration",
        FLOW,
        Q(kind=kind),
        distinct="person_id",
        starts=starts,
    )


def _employed(
    name: str, label: Saying, meaning: Saying, condition: Q | Condition, *, sensitive: bool = False,
    may_open: Callable[..., bool] | None = None,
) -> Figure:  # fmt: skip
    return Figure(
        name, label, PEOPLE, meaning, "jobs_placement", FLOW, condition, distinct="person_id", sensitive=sensitive, may_open=may_open
    )  # fmt: skip


FIGURES: list[AnyFigure] = [
    _registered("jobs_unemployed_flow", say("Registered as unemployed in the period (flow)"), say("People whose registration as unemployed began in the period, each once, also where it ended since."), "jobless", flow=True),
    _registered("jobs_unemployed_stock", say("Registered unemployed on the day (stock)"), say("People registered as unemployed on the last day of the period; ended registrations are not counted."), "jobless"),
    _registered("jobs_unemployed_ended", say("Unemployment registrations ended"), say("People whose registration as unemployed ended in the period, whatever the reason."), "jobless", flow=True, starts="end"),
    _registered("jobs_seeking", say("Registered as looking for work"), say("People registered as looking for work, not as unemployed, on the last day of the period."), "seeking"),
    _employed("jobs_new_employment", say("New urban employment"), say("People whose employment outside farming began in the period, each once; a gross figure, those who left since are not taken off."), _NOT_FARMING),
    _employed("jobs_new_entered", say("New employment entered outside"), say("Of these, people whose employment bears a number of the department's real-name system."), _entered),
    Ratio("jobs_new_entered_share", say("Share entered outside"), say("New employment entered in the department's system, of all new employment of the period."), "jobs_new_entered", "jobs_new_employment"),
    Figure("jobs_attrition", say("Natural attrition of employment"), PEOPLE, say("People whose employment ended in the period by retirement, death or moving away."), "jobs_placement", FLOW, _NOT_FARMING & Q(ending__in=codes.ATTRITION), distinct="person_id", starts="end"),
    _employed("jobs_reemployed", say("Unemployed people back at work"), say("New employment of people who were registered as unemployed until then."), _NOT_FARMING & Q(seeker__kind="jobless")),
    _employed("jobs_hardship_employed", say("People in employment hardship now at work"), say("New employment of people who were in a category of hardship when it began."), _hardship, sensitive=True, may_open=may_see_hardship),
    _employed("jobs_placed_self", say("At work by own application"), say("New employment outside farming to which a referral of the route “applied themselves” led."), _NOT_FARMING & Q(route="self")),
    _employed("jobs_placed_recommended", say("At work by recommendation"), say("New employment outside farming to which a recommendation by somebody led."), _NOT_FARMING & Q(route="recommended")),
    _employed("jobs_placed_community", say("At work by the community's introduction"), say("New employment outside farming to which an introduction by the community led."), _NOT_FARMING & Q(route="community")),
    _employed("jobs_placed_otherwise", say("At work without a referral"), say("New employment outside farming without a referral in our ledger."), _NOT_FARMING & Q(route="")),
    Figure("jobs_referrals", say("Referrals"), TIMES, say("Times a jobseeker was put forward for a post in the period, each post counted."), "jobs_referral", FLOW),
    Figure("jobs_vacancies", say("Posts relayed"), POSTS, say("Public posts of units relayed in the period."), "jobs_vacancy", FLOW),
    Figure("jobs_surplus", say("Surplus rural labour"), PEOPLE, say("People registered here, of working age and without full farm work, identified by the last day of the period."), "jobs_surplus"),
    Figure("jobs_surplus_moved", say("Surplus rural labour now at work outside farming"), PEOPLE, say("Of these, people who work in a section of industry other than A on the last day of the period."), "jobs_surplus", condition=_moved),
    Ratio("jobs_surplus_share", say("Share of surplus labour moved"), say("Moved to work outside farming, of the surplus labour identified."), "jobs_surplus_moved", "jobs_surplus"),
    Figure("jobs_follow_ups_due", say("Follow-ups due"), TIMES, say("Follow-ups at three and six months that fell due in the period."), "jobs_follow_up", FLOW),
    Figure("jobs_follow_ups_done", say("Follow-ups made"), TIMES, say("Of these, follow-ups in which somebody was reached."), "jobs_follow_up", FLOW, _done),
    Ratio("jobs_follow_ups_share", say("Share of follow-ups made"), say("Follow-ups made, of those that fell due in the period."), "jobs_follow_ups_done", "jobs_follow_ups_due"),
    Figure("jobs_trained", say("People trained"), PEOPLE, say("People who completed a course that began in the period, each once."), "jobs_trainee", FLOW, Q(result__in=("completed", "certificate")), distinct="person_id"),
]  # fmt: skip
