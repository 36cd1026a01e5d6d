"""`{% load linli %}`: the pieces of the gallery. Each is documented where it is written (linli/ui/tags)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from linli.base import submit
from linli.kernel import Stale
from linli.ui import faults
from linli.ui import words as said
from linli.ui.labels import field_words
from linli.ui.parts import Differing
from linli.ui.tags import blocks, fields, inline, lists

register = template.Library()

INLINE: tuple[Callable[..., object], ...] = (
    inline.number,
    inline.ratio,
    inline.status,
    inline.sentence,
    inline.copy,
    inline.phone,
    inline.button,
    inline.icon,
)
OF_THE_DAY: tuple[Callable[..., object], ...] = (
    inline.day,
    inline.moment,
    inline.left,
    inline.span,
    blocks.event,
)
BLOCKS: tuple[Callable[..., object], ...] = (
    blocks.group,
    blocks.facts,
    blocks.fact,
    blocks.story,
    blocks.more,
    blocks.verbs,
)
BLOCKS_OF_THE_PAGE: tuple[Callable[..., object], ...] = (blocks.filters, blocks.formshell)

for piece in INLINE:
    register.simple_tag(piece)
for piece in OF_THE_DAY:
    register.simple_tag(piece, takes_context=True)
for block in BLOCKS:
    register.simple_block_tag(block)
for block in BLOCKS_OF_THE_PAGE:
    register.simple_block_tag(block, takes_context=True)
register.filter("text", inline.text_of)

register.inclusion_tag("ui/parts/field.html", takes_context=True)(fields.field)
register.inclusion_tag("ui/parts/table.html", takes_context=True)(lists.table)
register.inclusion_tag("ui/parts/todo.html", takes_context=True)(lists.todo)
register.inclusion_tag("ui/parts/reveal.html", takes_context=True)(lists.reveal)
register.inclusion_tag("ui/parts/tabs.html")(lists.tabs)
register.inclusion_tag("ui/parts/pager.html")(lists.pager)
register.inclusion_tag("ui/parts/progress.html")(lists.progress)
register.inclusion_tag("ui/parts/empty.html")(lists.empty)
register.inclusion_tag("ui/parts/conflict.html")(lists.conflict)
register.inclusion_tag("ui/parts/found.html")(lists.found)
register.inclusion_tag("ui/parts/figures.html", name="figures")(lists.facts_row)


register.simple_tag(blocks.asks, takes_context=True)


@register.simple_tag
def submit_once() -> SafeString:
    """The hidden key that makes a second submit of the same form the first one again."""
    return format_html('<input type="hidden" name="{}" value="{}">', submit.FIELD, submit.new_key())


@register.simple_tag
def fault_phone() -> str:
    """The number to call when a page fails: setting LINLI_PHONE. Asks nothing of the database."""
    return str(getattr(settings, "LINLI_PHONE", ""))


@register.simple_tag
def fault_code(status: object) -> str:
    """The short code of an error page; a bare status becomes one: 503 → 503-1432-k3fa."""
    return faults.short_code(int(str(status))) if str(status).isdecimal() else str(status)


@register.simple_tag(takes_context=True)
def stale_parts(context: Context, stale: Stale) -> dict[str, object]:
    """What the piece `conflict` needs, from a kernel Stale."""
    rows = [Differing(field_words(field), theirs, mine) for field, theirs, mine in stale.changes]
    at = inline.moment(context, stale.at) if isinstance(stale.at, dt.datetime) else stale.at
    return {"rows": rows, "who": stale.who or _("Somebody"), "at": at or ""}


@register.filter
def own_address(address: str) -> str:
    """The path of an address, so that a way back never leads to another site."""
    return urlsplit(address).path or "/"


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, for a loop over a few names."""
    return text.split()


@register.filter
def long_day(value: dt.date) -> str:
    """2018年12月28日 周五: the day line of a home page. `{{ today|long_day }}`"""
    return said.long_day(value)
