"""`{% load linli %}`: the pieces of the gallery. Each is documented where it is written (linli/ui/tags)."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from linli.base import submit
from linli.ui.tags import blocks, fields, inline, lists

register = template.Library()

for piece in (
    inline.number,
    inline.ratio,
    inline.status,
    inline.sentence,
    inline.copy,
    inline.phone,
    inline.button,
):
    register.simple_tag(piece)
register.simple_tag(inline.icon)
for piece in (inline.day, inline.moment, inline.left, inline.span):
    register.simple_tag(piece, takes_context=True)
register.filter("text", inline.text_of)

for block in (blocks.group, blocks.facts, blocks.fact, blocks.story, blocks.more, blocks.verbs):
    register.simple_block_tag(block)
for block in (blocks.filters, blocks.formshell):
    register.simple_block_tag(block, takes_context=True)
register.simple_tag(blocks.event, takes_context=True)

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


@register.simple_tag
def submit_once() -> SafeString:
    """The hidden key that makes a second submit of the same form the first one again."""
    return format_html('<input type="hidden" name="{}" value="{}">', submit.FIELD, submit.new_key())
