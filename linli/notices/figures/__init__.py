"""What notices count: shown, due and on time, objected to, pledged, themed; sheets of questionnaires."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import F, Model, Q
from django.urls import reverse

from linli.accounts import api as accounts
from linli.base.figures import FLOW, AnyFigure, Figure, Listed, Listing, Ratio, Spine
from linli.kernel import Actor, Saying, say

from ..models import Disclosure, Notice, Objection, Pledge, Sheet, Tag
from ..queries import reach, themes
from ..rules import codes

NOTICES, MATTERS, OBJECTIONS, PLEDGES, SHEETS, RECORDS = (
    say("notices (unit)"), say("matters"), say("objections (unit)"), say("pledges (unit)"), say("sheets"), say("records (unit)"),
)  # fmt: skip
Shown = Callable[[Actor, Sequence[int], dt.date], Mapping[int, Listed]]


def _reads(actor: Actor) -> bool:
    return bool(accounts.may(actor, "notices.read"))


def _shown(model: type[Model], fields: Sequence[str], line: Callable[..., Listed]) -> Shown:
    """Rows of a model as a list shows them."""

    def rows(_actor: Actor, pks: Sequence[int], _on: dt.date) -> dict[int, Listed]:
        found = model._default_manager.filter(pk__in=pks).values_list("pk", *fields)
        return {pk: line(pk, *values) for pk, *values in found}

    return rows


def _notice(pk: int, title: str, kind: str, start: dt.date, end: dt.date) -> Listed:
    last = end - dt.timedelta(days=1)
    return Listed(
        pk, {"title": title, "kind": codes.word(codes.KINDS, kind), "start": start, "last": last}, reverse("notices:notice", args=[pk])
    )  # fmt: skip


def _due(
    pk: int, name: str, title: str, last: dt.date, shown_on: dt.date | None, notice: int | None
) -> Listed:
    words = f"{name}：{title}" if title else name
    url = reverse("notices:notice", args=[notice]) if notice else reverse("notices:disclosures")
    return Listed(pk, {"title": words, "last": last, "shown": shown_on or "—"}, url)


def _objection(pk: int, title: str, on: dt.date, notice: int) -> Listed:
    return Listed(pk, {"title": title, "on": on}, reverse("notices:notice", args=[notice]))


def _pledge(pk: int, text: str, who: str, closed: dt.date | None, state: str) -> Listed:
    cells: dict[str, Any] = {
        "title": text,
        "who": who,
        "on": closed or "—",
        "state": codes.word(codes.PLEDGE_STATES, state),
    }
    return Listed(pk, cells, reverse("notices:pledge", args=[pk]))


def _sheet(pk: int, title: str, number: int, issued: dt.date, returned: dt.date | None, key: int) -> Listed:
    return Listed(
        pk,
        {"title": title, "number": number, "issued": issued, "returned": returned or "—"},
        reverse("notices:survey", args=[key]),
    )


def _tags(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = list(Tag.objects.filter(pk__in=pks))
    named = {
        (kind, key): one
        for kind in {row.subject for row in rows}
        for key, one in themes.records(
            actor, kind, [row.key for row in rows if row.subject == kind], on=on
        ).items()
    }
    found = {}
    for row in rows:
        one = named.get((row.subject, row.key))
        cells = {
            "title": one.title if one else "—",
            "kind": codes.word(codes.SUBJECTS, row.subject),
            "on": row.on,
        }
        found[row.pk] = Listed(row.pk, cells, one.url if one else reverse("notices:themes"))
    return found


_TITLE, _ON = ("title", say("Title")), ("on", say("Day"))
SPINES: list[Spine] = [
    Spine(
        "notice", lambda: Notice.objects.filter(state__in=("approved", "taken_down"), readers="residents"), key="pk", starts="start",
        listing=Listing("", (_TITLE, ("kind", say("Kind")), ("start", say("First day")), ("last", say("Last day"))), ("-start", "-pk"),
                        _shown(Notice, ("title", "kind", "start", "end"), _notice), lambda text: Q(title__contains=text.strip()[:60]), _reads),
    ),
    Spine(
        "notice_due", lambda: Disclosure.objects.all(), key="pk", starts="last",
        listing=Listing("", (_TITLE, ("last", say("To be shown by")), ("shown", say("Shown on"))), ("last", "pk"),
                        _shown(Disclosure, ("name", "title", "last", "shown_on", "notice_id"), _due), None, _reads),
    ),
    Spine(
        "notice_objection", lambda: Objection.objects.filter(appeal__void=False), key="pk", starts="on",
        listing=Listing("", (_TITLE, _ON), ("-on", "-pk"), _shown(Objection, ("notice__title", "on", "notice_id"), _objection), None, _reads),
    ),
    Spine(
        "notice_pledge", lambda: Pledge.objects.filter(void=False, closed_on__isnull=False), key="pk", starts="closed_on",
        listing=Listing("", (_TITLE, ("who", say("Pledged by")), _ON, ("state", say("State"))), ("-closed_on", "-pk"),
                        _shown(Pledge, ("text", "who", "closed_on", "state"), _pledge), None, _reads),
    ),
    Spine(
        "notice_sheet", lambda: Sheet.objects.all(), key="pk", starts="issued_on",
        listing=Listing("", (_TITLE, ("number", say("Number")), ("issued", say("Issued")), ("returned", say("Returned"))), ("questionnaire", "number"),
                        _shown(Sheet, ("questionnaire__title", "number", "issued_on", "returned_on", "questionnaire_id"), _sheet), None, _reads),
    ),
    Spine(
        "notice_theme", lambda: Tag.objects.filter(void=False), key="pk", starts="on",
        listing=Listing("", (_TITLE, ("kind", say("Kind")), _ON), ("-on", "-pk"), _tags, None, _reads),
    ),
]  # fmt: skip

_ANSWERED = ~Q(appeal__state__in=reach.UNANSWERED)
_IN_TIME = Q(appeal__solved_at__lte=F("appeal__today_due")) | Q(
    appeal__explicit_at__lte=F("appeal__today_due")
)


def _theme(code: str, word: Saying) -> Figure:
    return Figure(
        f"theme_{code}", word, RECORDS, say("Records of any kind that were put under this theme, by their own day."), "notice_theme", FLOW,
        Q(theme=code),
    )  # fmt: skip


FIGURES: list[AnyFigure] = [
    Figure("notices_shown", say("Notices shown"), NOTICES, say("Approved notices for residents whose first day lies in the period."), "notice", FLOW),
    Figure("notices_public", say("Public notices shown"), NOTICES, say("Of the notices shown those of the kind public notice."), "notice", FLOW, Q(kind="public_notice")),
    Figure("disclosures_due", say("Disclosures due"), MATTERS, say("Matters of the catalogue of disclosures whose last day to be shown lies in the period."), "notice_due", FLOW),
    Figure("disclosures_on_time", say("Disclosures on time"), MATTERS, say("Of the disclosures due those whose notice was shown by the last day."), "notice_due", FLOW, Q(shown_on__lte=F("last"))),
    Ratio("disclosures_punctual", say("Notices on time"), say("Disclosures shown by their last day, of those due in the period; gaps count as not on time."), "disclosures_on_time", "disclosures_due"),
    Figure("objections_received", say("Objections received"), OBJECTIONS, say("Objections to notices that came in during the period."), "notice_objection", FLOW),
    Figure("objections_answered", say("Objections answered"), OBJECTIONS, say("Of the objections received those that have an answer."), "notice_objection", FLOW, _ANSWERED),
    Figure("objections_in_time", say("Objections answered in time"), OBJECTIONS, say("Of the objections received those solved or answered explicitly by the close of the day to which they count, as every appeal."), "notice_objection", FLOW, _IN_TIME),
    Ratio("objections_punctual", say("Objections in time"), say("Objections answered in time, of those received in the period."), "objections_in_time", "objections_received"),
    Figure("sheets_issued", say("Questionnaires issued"), SHEETS, say("Sheets of questionnaires issued in the period."), "notice_sheet", FLOW),
    Figure("sheets_returned", say("Questionnaires returned"), SHEETS, say("Of the sheets issued in the period those that came back, on paper or on the page."), "notice_sheet", FLOW, Q(returned_on__isnull=False)),
    Ratio("sheets_rate", say("Rate of return"), say("Sheets returned, of those issued in the period."), "sheets_returned", "sheets_issued"),
    Figure("pledges_settled", say("Pledges settled"), PLEDGES, say("Public pledges whose outcome was told in the period."), "notice_pledge", FLOW),
    Figure("pledges_kept", say("Pledges kept"), PLEDGES, say("Of the pledges settled those that were kept."), "notice_pledge", FLOW, Q(state="kept")),
    Ratio("pledges_share", say("Pledges kept of settled"), say("Pledges kept, of those settled in the period."), "pledges_kept", "pledges_settled"),
    *(_theme(code, word) for code, word in codes.THEMES.items()),
]  # fmt: skip
