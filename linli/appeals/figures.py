"""What is counted of appeals: heard, answered the same day, closed where, how satisfied, what lies open.

One appeal is one row; what was merged into another counts as the one it was merged into. Flows count an appeal on
the working day to which the today rule counts it (`counts_on`), closings on the day of closing. Stocks hold from
the day an appeal was received to the day it was closed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse

from linli.base import clock
from linli.base.figures import FLOW, AnyFigure, Declared, Figure, Listed, Listing, Median, Ratio, Spine
from linli.kernel import Actor, Period, Saying, say

from .models import Appeal, Clock, Revisit
from .queries import sight
from .rules import categories, codes
from .rules import sight as rules

MATTERS = say("matters")
MINUTES = say("minutes")
DAY = dt.timedelta(days=1)

#: What became of the promise of the day, as rules.today says of one appeal.
SOLVED, ANSWERED, ENDED, MISSED, WAITING = "solved", "answered", "ended", "missed", "waiting"


def _rows() -> QuerySet[Any]:
    """Appeals with what figures ask of them; what was merged stands for itself no more."""
    missed = Clock.objects.filter(
        community=OuterRef("community"), appeal=OuterRef("pk"), kind="today", passed_at__isnull=False
    )
    asked = Revisit.objects.filter(community=OuterRef("community"), appeal=OuterRef("pk"), reached=True)
    return (
        Appeal.objects.filter(void=False)
        .exclude(state="merged")
        .annotate(
            received_on=_day("received_at"),
            closed_on=_day("closed_at"),
            today=Case(
                When(solved_at__lte=F("today_due"), then=Value(SOLVED)),
                When(explicit_at__lte=F("today_due"), then=Value(ANSWERED)),
                When(closed_at__lte=F("today_due"), then=Value(ENDED)),
                When(Q(first_reply_at__gt=F("today_due")) | Q(closed_at__gt=F("today_due")), then=Value(MISSED)),
                When(Exists(missed), then=Value(MISSED)),
                default=Value(WAITING), output_field=CharField(),
            ),
            accepted=_yes(Q(accepted_at__isnull=False)),
            replied=_yes(Q(first_reply_at__isnull=False)),
            quick=_yes(Q(first_reply_at__lte=F("received_at") + dt.timedelta(hours=24))),
            above=_yes(Q(sent_to__isnull=False)),
            again=_yes(Q(redone__gt=0)),
            said=Coalesce(Subquery(asked.order_by("at", "pk").values("rating")[:1]), Value("")),
            waited=_minutes(F("first_reply_at") - F("received_at")),
        )
    )  # fmt: skip


def _day(column: str) -> TruncDate:
    return TruncDate(column, tzinfo=clock.SHANGHAI)


def _yes(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _minutes(span: Any) -> Func:
    """Whole minutes of a span, cut."""
    return Func(
        ExpressionWrapper(span, output_field=DurationField()),
        template="floor(extract(epoch from %(expressions)s) / 60)::int", output_field=IntegerField(),
    )  # fmt: skip


SHOWN = (
    ("number", say("Number")), ("text", say("What it is about")), ("category", say("Category")), ("state", say("State")),
    ("received", say("Received on")), ("rating", say("Satisfaction")),
)  # fmt: skip


def _listed(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    """One line each. What goes past the office is counted for everybody and read only by whom the resident chose."""
    open_ = set(sight.appeals(actor, on).filter(pk__in=pks).values_list("pk", flat=True))
    found = Appeal.objects.filter(pk__in=pks).values_list(
        "pk", "number", "text", "category", "state", "received_at", "rating"
    )
    return {
        pk: _line(pk, number, text, category, state, received, rating)
        if pk in open_
        else Listed(pk, {"number": "—", "text": str(PAST_THE_OFFICE)})
        for pk, number, text, category, state, received, rating in found
    }


PAST_THE_OFFICE = say("Goes past the office: open to whom the resident chose.")


def _line(
    pk: int, number: str, text: str, category: str, state: str, received: dt.datetime, rating: str
) -> Listed:
    cells = {
        "number": number, "text": text[:60], "category": categories.word(category), "state": codes.word(codes.STATES, state),
        "received": clock.day_of(received), "rating": codes.word(codes.RATINGS, rating) if rating else "",
    }  # fmt: skip
    return Listed(pk, cells, reverse("appeals:appeal", args=[pk]))


def _typed(text: str) -> Q:
    """Number or words; what goes past the office is not found by its words."""
    typed = text.strip()[:60].replace("\0", "")
    return Q(audience="office") & (
        Q(number__contains=typed) | Q(text__contains=typed) | Q(place__contains=typed)
    )


def may_open(actor: Actor) -> bool:
    """Who works on appeals, or watches over them; grid workers their own cells (the engine limits them)."""
    return rules.of_office(actor) or rules.of_cells(actor) or rules.reads_only(actor)


APPEALS = Listing("appeal", SHOWN, ("-received_at", "-pk"), _listed, _typed, may_open)

SPINES: list[Spine] = [
    Spine("appeal", _rows, key="pk", starts="received_on", ends="closed_on", unit="unit", listing=APPEALS)
]

SETTLED = Q(state__in=("closed", "archived")) & ~Q(outcome__in=("withdrawn", "not_accepted"))
DUE = Q(today__in=(SOLVED, ANSWERED, MISSED))
KEPT = Q(today__in=(SOLVED, ANSWERED))
RATED = Q(said__in=("satisfied", "mostly", "not"))
PLEASED = Q(said__in=("satisfied", "mostly"))


def heard(name: str, label: Saying, meaning: Saying, condition: Q | None = None) -> Figure:
    """Appeals by the day to which they count."""
    where = condition if condition is not None else Q()
    return Figure(name, label, MATTERS, meaning, "appeal", FLOW, where, starts="counts_on")


def closed(name: str, label: Saying, meaning: Saying, condition: Q | None = None) -> Figure:
    """Appeals by the day of closing."""
    where = SETTLED & condition if condition is not None else SETTLED
    return Figure(name, label, MATTERS, meaning, "appeal", FLOW, where, starts="closed_on")


def overdue(day: dt.date) -> Q:
    """Open on a day with a deadline that ran out by its end and was neither met nor lifted by then."""
    end = dt.datetime.combine(day + DAY, dt.time(), clock.SHANGHAI)
    held = Clock.objects.filter(passed_at__lt=end).filter(
        Q(met_at__isnull=True) | Q(met_at__gte=end), Q(stopped_at__isnull=True) | Q(stopped_at__gte=end)
    )
    return Q(pk__in=held.values("appeal"))


_BEYOND = Q(closed_level="beyond") | Q(outcome="transferred")
_ABOVE = ~_BEYOND & (Q(closed_level="subdistrict") | Q(above=True))
_COMPOUND = ~_BEYOND & Q(above=False, closed_level="compound")
_COMMUNITY = ~_BEYOND & Q(above=False, closed_level="community")

_TREE = categories.tree()
_KNOWN = tuple(sorted(code for code in _TREE.codes if code != categories.OTHER))


def _of_category(code: str) -> Q:
    if code == categories.OTHER:
        return ~Q(category__in=_KNOWN)
    return Q(category__in=_TREE.below(code))


#: Headings of the monthly form on contact with the masses (联系服务群众): what was suggested, by category.
_SUGGESTED = {
    "livelihood": (say("Suggestions: living conditions"), ("livelihood", "jobs", "education", "health", "culture", "resettlement")),
    "hygiene": (say("Suggestions: public environment and cleaning"), ("environment", "noise")),
    "management": (say("Suggestions: property management"), ("property", "parking", "facilities")),
    "security": (say("Suggestions: public order"), ("order", "safety", "illegal_building")),
}  # fmt: skip
_UNDER = {
    name: tuple(one for top in tops for one in _TREE.below(top)) for name, (_, tops) in _SUGGESTED.items()
}
_ELSEWHERE = ~Q(category__in=tuple(sorted(one for held in _UNDER.values() for one in held)))
#: What the form asks and no record answers yet.
_UNKNOWN = {
    "questions_asked": (
        say("Questions put to residents"),
        MATTERS,
        say("Matters on which residents were asked; not recorded here yet."),
    ),
    "settled_in_block": (
        say("Settled at block level"),
        MATTERS,
        say("Settled between community and subdistrict; not recorded here yet."),
    ),
    "settled_by_deputies": (
        say("Settled by deputies and delegates"),
        MATTERS,
        say("Settled through deputies and delegates; not recorded here yet."),
    ),
    "conflicts_settled": (
        say("Grave conflicts settled"),
        MATTERS,
        say("Grave conflicts settled by mediation; not recorded here yet."),
    ),
}


def _left_over(day: dt.date) -> Q:
    """Received before the year of the day."""
    return Q(received_on__lt=dt.date(day.year, 1, 1))


def _nobody_said(communities: Sequence[int], period: Period) -> Mapping[int, tuple[str, str]]:
    return {}


#: The form's rows in its order.
CONTACT = (
    "contact_visits_at_home", "contact_visits_elsewhere", *(f"contact_{name}" for name in _SUGGESTED), "contact_other",
    "contact_questions_asked", "contact_solved_here", "contact_settled_in_block", "contact_solved_above",
    "contact_settled_by_deputies", "contact_not_soon", "contact_conflicts_settled", "contact_waiting_above",
    "contact_left_over", "contact_people_in_teams",
)  # fmt: skip
#: Names of the figures by channel and by category, for tables.
CHANNELS = tuple(f"appeals_by_{code}" for code in codes.CHANNELS)
CATEGORIES = tuple(f"appeals_on_{top.code}" for top in _TREE.tops)

FIGURES: list[AnyFigure] = [
    heard("appeals_received", say("Appeals received"), say("Appeals entered that count to a day of the period; merged ones count once.")),
    heard("appeals_accepted", say("Appeals accepted"), say("Of those received, the ones that somebody is accountable for."), Q(accepted=True)),
    heard("appeals_refused", say("Appeals not accepted"), say("Of those received, the ones not accepted, with the reason and the right channel."), Q(outcome="not_accepted")),
    heard("appeals_due", say("Appeals due the same day"), say("Of those received, the ones whose day has closed, without what was refused or withdrawn that day; answered ones at once."), DUE),
    heard("appeals_same_day_solved", say("Solved the same day"), say("Solved by the close of the working day to which they count."), Q(today=SOLVED)),
    heard("appeals_same_day_answered", say("Explicit answer the same day"), say("Not solved, but by the close of the day the resident was told why not, who does what and by when; an automatic receipt does not count."), Q(today=ANSWERED)),
    heard("appeals_same_day", say("Solved or answered the same day"), say("Solved, or answered explicitly, by the close of the day."), KEPT),
    heard("appeals_missed", say("Not answered the same day"), say("Neither solved nor answered explicitly by the close of the day."), Q(today=MISSED)),
    Ratio("same_day_solved_rate", say("Share solved the same day"), say("Solved the same day among those due that day (今天能解决的问题今天解决)."), "appeals_same_day_solved", "appeals_due"),
    Ratio("same_day_answered_rate", say("Share explicitly answered the same day"), say("Explicit answers the same day among those due that day."), "appeals_same_day_answered", "appeals_due"),
    Ratio("same_day_rate", say("Same-day response rate"), say("Solved or answered explicitly the same day, among those due that day: the sum of both shares."), "appeals_same_day", "appeals_due"),
    heard("appeals_replied", say("Appeals with a first reply"), say("Of those received, the ones in which a person has answered the resident; an automatic receipt does not count."), Q(replied=True)),
    heard("appeals_replied_24h", say("First reply within 24 hours"), say("First reply of a person within 24 hours by the clock, day and night."), Q(quick=True)),
    Ratio("replied_24h_rate", say("Share replied within 24 hours"), say("First replies within 24 hours among those received."), "appeals_replied_24h", "appeals_received"),
    Median("first_reply_median", say("First reply, median"), MINUTES, say("Minutes from hearing to the first reply of a person: half of the replied ones waited shorter, half longer."), "appeals_replied", "waited"),
    closed("appeals_closed", say("Appeals closed"), say("Settled and confirmed, or closed after nobody was reached as often as the term asks; without withdrawn and refused ones.")),
    closed("closed_in_compound", say("Closed in the compound"), say("Settled by captains and compound committees, without going up."), _COMPOUND),
    closed("closed_in_community", say("Closed in the community"), say("Settled by the community's office."), _COMMUNITY),
    closed("closed_in_subdistrict", say("Closed with the subdistrict"), say("Settled after the subdistrict or a department it called had answered."), _ABOVE),
    closed("closed_beyond", say("Closed beyond the subdistrict"), say("Settled by somebody beyond the subdistrict, or passed on to them."), _BEYOND),
    Ratio("closed_in_compound_rate", say("Share closed in the compound"), say("Small matters do not leave the compound (小事不出院)."), "closed_in_compound", "appeals_closed"),
    Ratio("closed_in_community_rate", say("Share closed in the community"), say("Closed by the community's office among all closed."), "closed_in_community", "appeals_closed"),
    Ratio("closed_in_subdistrict_rate", say("Share closed with the subdistrict"), say("Closed with the subdistrict's answer among all closed."), "closed_in_subdistrict", "appeals_closed"),
    Ratio("closed_beyond_rate", say("Share that left the subdistrict"), say("Large matters do not leave the subdistrict (大事不出街): should go to 0."), "closed_beyond", "appeals_closed"),
    closed("appeals_rated", say("Appeals rated"), say("Closed ones in which the resident said how satisfied they were; the first revisit counts, before anything was done again."), RATED),
    closed("appeals_pleased", say("Rated satisfied or mostly satisfied"), say("Satisfied or mostly satisfied at the first revisit."), PLEASED),
    closed("appeals_displeased", say("Rated not satisfied"), say("Not satisfied at the first revisit."), Q(said="not")),
    closed("appeals_unrated", say("Closed without a rating"), say("Closed ones whose resident nobody reached, or who did not say."), ~RATED),
    Ratio("satisfaction_rate", say("Satisfaction"), say("Satisfied or mostly satisfied among those rated; unrated ones are left out."), "appeals_pleased", "appeals_rated"),
    Ratio("satisfaction_rate_of_all", say("Satisfaction, unrated counted"), say("Satisfied or mostly satisfied among all closed, unrated ones counted as not satisfied."), "appeals_pleased", "appeals_closed"),
    closed("appeals_redone", say("Done again"), say("Closed ones that were done again at least once."), Q(again=True)),
    Ratio("redo_rate", say("Share done again"), say("Done again among those closed."), "appeals_redone", "appeals_closed"),
    Figure("appeals_open", say("Appeals open"), MATTERS, say("Received and neither closed nor refused as of the day."), "appeal"),
    Figure("appeals_overdue", say("Appeals overdue"), MATTERS, say("Open as of the day, with a deadline that ran out by its end and was not met."), "appeal", condition=overdue),
    *(heard(f"appeals_by_{code}", say("Appeals by channel: {channel}", channel=word), say("Of those received, the ones that came by this channel."), Q(channel=code))
      for code, word in codes.CHANNELS.items()),
    *(heard(f"appeals_on_{top.code}", say("Appeals on {category}", category=categories.WORDS[top.code]), say("Of those received, the ones of this category and of those below it."), _of_category(top.code))
      for top in _TREE.tops),
    *(heard(f"contact_{name}", label, say("Of those received, the ones of the categories under this heading."), Q(category__in=_UNDER[name]))
      for name, (label, _) in _SUGGESTED.items()),
    heard("contact_other", say("Suggestions: other"), say("Of those received, the ones under none of the other headings."), _ELSEWHERE),
    closed("contact_solved_here", say("Solved by the community"), say("Solved in the compound or the community."), Q(outcome="solved") & (_COMPOUND | _COMMUNITY)),
    closed("contact_solved_above", say("Solved with the subdistrict"), say("Solved after the subdistrict had answered."), Q(outcome="solved") & _ABOVE),
    closed("contact_not_soon", say("Not to be solved soon"), say("Closed as not possible for now."), Q(outcome="not_feasible")),
    Figure("contact_waiting_above", say("Sent up, still open"), MATTERS, say("Open as of the day and lying with the subdistrict."), "appeal", condition=Q(state="sent_up")),
    Figure("contact_left_over", say("Left over from last year"), MATTERS, say("Open as of the day and received before its year."), "appeal", condition=_left_over),
    *(Declared(f"contact_{name}", label, unit, meaning, _nobody_said) for name, (label, unit, meaning) in _UNKNOWN.items()),
]  # fmt: skip
