"""Pieces that stand in a line of text: numbers, ratios, status words, days, buttons to copy and to reveal."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from linli.ui import words
from linli.ui.parts import STATUS, Figure


def icon(name: str) -> SafeString:
    """A 20 px line picture of static/ui/icons.svg. Only beside a word. `{% icon "phone" %}`"""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("ui/icons.svg"),
        name,
    )


def number(
    value: object,
    url: str = "",
    *,
    declared: object = None,
    grouped: bool = False,
    label: object = "",
    not_asked: bool = False,
) -> SafeString:
    """A number. With url it opens to its records (dotted underline); 0 is plain; None is —; not asked is /.

    `{% number 48 url %}` `{% number 0 %}` `{% number None %}` `{% number 1200 declared="约" %}` (手填).
    A Figure may stand for value. label is read to those who hear the page: 80岁以上.
    """
    if isinstance(value, Figure):
        return figure(value, grouped=grouped)
    if not_asked:
        return format_html('<span class="number is-none">{}</span>', "/")
    text = words.number_words(value, grouped=grouped)
    if declared is not None:
        return _declared(text, declared)
    if value is None or value == "":
        return format_html('<span class="number is-none">{}</span>', text)
    if not url or value == 0:
        return format_html('<span class="number">{}</span>', text)
    if label:
        return format_html(
            '<a class="number opens" href="{}" aria-label="{} {}">{}</a>', url, label, text, text
        )
    return format_html('<a class="number opens" href="{}">{}</a>', url, text)


def _declared(text: str, mark: object) -> SafeString:
    """A number typed by hand: its mark kept, the small word beside it; 余 stands behind the number."""
    before, after = ("", mark) if str(mark) == "余" else (mark, "")
    return format_html(
        '<span class="number is-declared">{}{}{}<span class="by-hand">{}</span></span>',
        before,
        text,
        after,
        _("by hand"),
    )


def figure(value: Figure, *, grouped: bool = False) -> SafeString:
    """A Figure as a number, a ratio or a declared number, whichever it is."""
    if value.denominator is not None:
        return ratio(value.numerator or 0, value.denominator, value.url)
    if value.by_hand or value.declared:
        return number(value.value, declared=value.declared)
    return number(value.value, value.url, grouped=grouped, label=value.label)


def ratio(numerator: int, denominator: int, url: str = "") -> SafeString:
    """A share with what it is made of: 93.8%（15/16）. `{% ratio 15 16 url %}`"""
    text = words.ratio_words(numerator, denominator)
    if not url or not denominator:
        return format_html('<span class="number">{}</span>', text)
    return format_html('<a class="number opens" href="{}">{}</a>', url, text)


def status(kind: str, word: object, *, quiet: bool = False) -> SafeString:
    """A status word: late, today, waiting, hand, done, ended. quiet=True is grey text. `{% status "late" word %}`"""
    if kind not in STATUS:
        raise ValueError(f"{kind} is no status: {', '.join(STATUS)}")
    name = "quiet" if quiet else kind
    return format_html('<span class="status is-{}">{}</span>', name, word)


def present(context: Context) -> dt.datetime:
    """The moment that the page was asked at: context `now`, which the page's context processor puts there."""
    now = context.get("now")
    if not isinstance(now, dt.datetime):
        raise ValueError("This piece needs `now` in the context (linli.ui.context.look puts it).")
    return timezone.localtime(now) if timezone.is_aware(now) else now


def day(context: Context, value: dt.date | dt.datetime | None) -> SafeString:
    """今天, 3月5日 周一, 2018年3月5日; machine-readable inside. None is —. `{% day person.since %}`"""
    if value is None:
        return mark_safe("—")
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date()
    text = words.day_words(value, present(context).date())
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text)


def moment(context: Context, value: dt.datetime | dt.date | None) -> SafeString:
    """今天 16:50, 3月5日 周一 16:50. None is —. `{% moment appeal.received %}`"""
    if value is None:
        return mark_safe("—")
    if not isinstance(value, dt.datetime):
        return day(context, value)
    text = words.moment_words(value, present(context))
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text)


def left(context: Context, value: dt.datetime) -> str:
    """还有 40 分钟, 超 1 天. `{% left appeal.due %}`"""
    return words.left_words(value, present(context))


def span(context: Context, start: dt.date, end: dt.date) -> str:
    """1月1日至12月31日 of the half-open days start … end. `{% span lens.start lens.end %}`"""
    return words.span_words(start, end, present(context).date())


_HOLE = re.compile(r"\{(\w+)\}")


def sentence(text: object, figures: Mapping[str, object] | None = None, **more: object) -> SafeString:
    """A sentence with figures that open: `{% sentence line figures %}`, line holds {due}, figures {"due": Figure}.

    Give the line translated and with its holes: gettext("Due today {due}, overdue {late}."). Text is escaped.
    """
    values = {**(figures or {}), **more}
    return format_html_join(
        "", "{}", ((_said(part, index, values),) for index, part in enumerate(_HOLE.split(str(text))))
    )


def _said(part: str, index: int, values: Mapping[str, object]) -> object:
    """Words between the holes stand at even places, the names of holes at odd ones."""
    value = values.get(part, "") if index % 2 else part
    return number(value) if isinstance(value, Figure | int) else value


def copy(text: object, label: object = "") -> SafeString:
    """A button that copies three plain lines for a WeChat group. The text must be masked already. `{% copy text %}`"""
    return format_html(
        '<button type="button" class="button is-quiet needs-script" data-copy="{}">{}{}</button>',
        text,
        icon("copy"),
        label or _("Copy as text"),
    )


def phone(masked: object, call_url: str = "") -> SafeString:
    """A phone as 138····0123 with 拨打. call_url opens tel: after writing the log line. `{% phone "138····0123" url %}`"""
    if not call_url:
        return format_html('<span class="masked">{}</span>', masked)
    return format_html(
        '<span class="masked">{}</span> <a class="call" href="{}">{}{}</a>',
        masked,
        call_url,
        icon("phone"),
        _("Call"),
    )


def button(
    label: object, url: str = "", *, kind: str = "", icon_name: str = "", name: str = "", value: str = ""
) -> SafeString:
    """A button: kind "main" (one per view), "danger", "quiet" or outlined. With url a link, without a submit button.

    `{% button _("Register") url kind="main" %}` `{% button _("Return") name="verb" value="return" %}`
    """
    look = f"button is-{kind}" if kind else "button"
    picture = icon(icon_name) if icon_name else ""
    if url:
        return format_html('<a class="{}" href="{}">{}{}</a>', look, url, picture, label)
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button type="submit" class="{}"{}>{}{}</button>', look, named, picture, label)


def text_of(value: Any) -> str:
    """str() for templates: a Saying or a lazy translation as text; None as nothing. `{{ row.verb|text }}`"""
    return "" if value is None else str(value)
