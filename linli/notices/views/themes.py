"""主题活动: six themes counted from the records under them; a record is put under a theme."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.kernel import Period
from linli.ui.fields import AskedForm
from linli.ui.parts import Figure
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.tags import inline
from linli.ui.words import number_words, span_words

from ..actions import theming
from ..forms import more
from ..forms.notices import read_period
from ..queries import themes as found
from ..rules import codes
from .common import actor_of, asked, today, whole


@accounts.needs("notices.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The table of themes, and the records under the one that is opened."""
    actor, (_at, on) = actor_of(request), today()
    address, form = Address.of(request.GET), more.ThemesForm(request.GET or None)
    period = read_period(form.value("period")) or Period.year(on.year)
    theme, subject = form.value("theme"), form.value("subject")
    counted = found.counts(actor, period)
    base = reverse("notices:themes")

    def number(code: str, kind: str, value: int) -> Figure:
        query = {
            name: one for name, one in (("theme", code), ("subject", kind), ("period", str(period))) if one
        }
        return Figure(value, f"{base}?{urlencode(query)}" if value else "")

    sums = Table(
        [Column("theme", _("Theme"), phone="title"), Column("all", _("Total"), "number", phone="first"),
         *(Column(kind.replace(".", "_"), word, "number", phone="second") for kind, word in codes.SUBJECTS.items())],
        [Row({"theme": codes.word(codes.THEMES, code), "all": number(code, "", sum(row.values())),
              **{kind.replace(".", "_"): number(code, kind, value) for kind, value in row.items()}}) for code, row in counted.items()],
        wide=True,
    )  # fmt: skip
    drafts = bool(accounts.may(actor, "notices.draft"))
    rows, total = found.listing(
        actor, theme=theme, subject=subject, period=period, on=on, start=address.start, count=address.size
    )
    table = Table(
        [Column("title", _("Record"), phone="title"), Column("theme", _("Theme"), phone="first"), Column("kind", _("Kind"), phone="first"),
         Column("on", _("Day"), "day", phone="second"), Column("verb", "", "verb", phone="second")],
        [Row({"title": one.title or _("Not open to you"), "theme": codes.word(codes.THEMES, one.theme), "kind": codes.word(codes.SUBJECTS, one.subject),
              "on": one.on, "verb": inline.button(_("Remove from the theme"), reverse("notices:theme_untag", args=[one.id])) if drafts else ""}, one.url, str(one.id))
         for one in rows],
        address, total, caption=_("{n} records").format(n=number_words(total)), empty=_("No record stands under this theme yet."),
    )  # fmt: skip
    return render(request, "notices/themes.html", {
        "title": _("Themes"), "form": form, "sums": sums, "table": table, "sentence": span_words(period.start, period.end, on),
        "verb_url": reverse("notices:theme_tag") if drafts else "",
    })  # fmt: skip


@accounts.needs("notices.draft")
@require_http_methods(["GET", "POST"])
@submit_once
def tag(request: HttpRequest) -> HttpResponse:
    """Look a record up, choose its theme."""
    actor, (at, on) = actor_of(request), today()
    seek = more.SeekForm(request.GET or None)
    subject = seek.value("subject", "notices.notice")
    key = whole(request.GET.get("key"))
    every = found.records(actor, subject, [key] if key else None, on=on, text=seek.value("q"))
    pairs = [(one.key, f"{one.title} · {one.on.isoformat()}") for one in every.values()]
    form = more.TagForm(
        request.POST or None,
        on=on,
        records=pairs,
        initial={"key": key or "", "theme": request.GET.get("theme", "")},
    )

    def deed(typed: dict[str, Any]) -> int:
        return theming.tag(actor=actor, at=at, theme=typed["theme"], subject=subject, key=typed["key"], on=on)

    own = every.get(key) if key else None
    back = own.url if own else reverse("notices:themes")
    return asked(
        request, form, deed, back, to=lambda _done: back, template="notices/theme_tag.html", title=_("Put a record under a theme"),
        about=own.title if own else _("Themes"), own=own, seek=more.SeekForm({"subject": subject, "q": seek.value("q")}), found=len(pairs),
    )  # fmt: skip


@accounts.needs("notices.draft")
@require_http_methods(["GET", "POST"])
@submit_once
def untag(request: HttpRequest, key: int) -> HttpResponse:
    """It does not belong there."""
    actor, (at, on) = actor_of(request), today()
    one = found.tag(actor, key)
    form = AskedForm(request.POST or None, on=on)
    back = reverse("notices:themes")
    return asked(
        request, form, lambda _typed: theming.untag(actor=actor, at=at, tag=key), back, title=_("Remove from the theme"), about=_("Themes"), save=_("Remove from the theme"),
        hint=_("It is no longer counted under {theme}; the record itself stays.").format(theme=codes.word(codes.THEMES, one)),
    )  # fmt: skip
