"""What mediation counts: found, accepted, settled, agreed, performed, resolved. Lists name nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse

from linli.accounts import api as accounts
from linli.base.figures import FLOW, STOCK, AnyFigure, Figure, Listed, Listing, Ratio, Spine
from linli.kernel import Actor, say

from .models import Dispute
from .queries import reach, terms
from .rules import codes, numbers

UNIT = say("disputes (unit)")


def _reads(actor: Actor) -> bool:
    return bool(accounts.may(actor, "mediation.read"))


def _shown(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    """Number, category, days and state; parties stand on the dispute's own page alone."""
    rows = Dispute.objects.filter(pk__in=pks).values_list(
        "pk", "community", "year", "serial", "category", "found", "settled", "state"
    )
    open_to = set(reach.disputes(actor).filter(pk__in=pks).values_list("pk", flat=True))
    names: dict[int, dict[str, str]] = {}
    found = {}
    for pk, community, year, serial, category, day, settled, state in rows:
        words = names.setdefault(community, terms.categories(community, on))
        cells: dict[str, object] = {
            "title": str(numbers.number(year, serial) or say("without a number")), "kind": words.get(category, category), "found": day,
            "settled": settled or "—", "state": codes.word(codes.STATES, state),
        }  # fmt: skip
        found[pk] = Listed(pk, cells, reverse("mediation:dispute", args=[pk]) if pk in open_to else "")
    return found


_LISTING = Listing(
    "", (("title", say("Number of the dossier")), ("kind", say("Category")), ("found", say("Found (day)")), ("settled", say("Settled (day)")), ("state", say("State"))),
    ("-found", "-pk"), _shown, None, _reads,
)  # fmt: skip
SPINES: list[Spine] = [
    Spine("dispute_found", lambda: Dispute.objects.all(), key="pk", starts="found", listing=_LISTING),
    Spine(
        "dispute_settled",
        lambda: Dispute.objects.filter(accepted__isnull=False),
        key="pk",
        starts="settled",
        listing=_LISTING,
    ),
    Spine(
        "dispute_accepted",
        lambda: Dispute.objects.filter(accepted__isnull=False),
        key="pk",
        starts="accepted",
        ends="settled",
        listing=_LISTING,
    ),
]


def _resolved(day: dt.date) -> Q:
    return Q(resolved__lte=day)


def _performed(day: dt.date) -> Q:
    return Q(outcome="agreed", performed__lte=day)


FIGURES: list[AnyFigure] = [
    Figure("disputes_found", say("Disputes found"), UNIT, say("Disputes found by the community or applied for whose day lies in the period."), "dispute_found", FLOW),
    Figure("disputes_resolved", say("Disputes resolved"), UNIT, say("Of the disputes found those that were over by the end of the period: agreed, settled by the parties themselves, or resolved after they were handed over."), "dispute_found", FLOW, _resolved),
    Ratio("dispute_resolution", say("Rate of resolution"), say("Disputes resolved, of those found in the period."), "disputes_resolved", "disputes_found"),
    Figure("disputes_accepted", say("Disputes accepted"), UNIT, say("Disputes taken into mediation with a number in the period."), "dispute_accepted", FLOW),
    Figure("disputes_open", say("Disputes in mediation"), UNIT, say("Disputes accepted and not settled on the last day of the period."), "dispute_accepted", STOCK),
    Figure("disputes_settled", say("Disputes settled"), UNIT, say("Accepted disputes that ended in the period with an agreement or without one; withdrawn and handed over ones are not counted."), "dispute_settled", FLOW, Q(outcome__in=("agreed", "failed"))),
    Figure("disputes_agreed", say("Disputes agreed"), UNIT, say("Of the disputes settled those with an agreement in effect, written or oral."), "dispute_settled", FLOW, Q(outcome="agreed")),
    Ratio("dispute_success", say("Rate of success"), say("Disputes agreed, of those settled in the period (agreed or failed)."), "disputes_agreed", "disputes_settled"),
    Figure("disputes_performed", say("Agreements performed"), UNIT, say("Of the disputes agreed in the period those performed in full by its end."), "dispute_settled", FLOW, _performed),
    Ratio("dispute_performance", say("Rate of performance"), say("Agreements performed in full, of the disputes agreed in the period."), "disputes_performed", "disputes_agreed"),
]  # fmt: skip
