"""Pieces that hold other pieces: group, facts, story, form shell, filter bar. Content comes rendered and safe."""

from __future__ import annotations

from django.template import Context
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from linli.base import board, typed
from linli.ui.tags import inline


def group(
    content: str,
    title: object,
    *,
    count: int | None = None,
    name: str = "",
    folded: bool = False,
    note: object = "",
) -> SafeString:
    """A bold heading with its count over an ink line. `{% group _("Overdue") count=1 %}…{% endgroup %}`

    folded=True shows heading and count and opens on a touch. name becomes the anchor.
    """
    anchor = format_html(' id="{}"', name) if name else ""
    said = format_html('<span class="count">{}</span>', count) if count is not None else ""
    tail = format_html('<span class="note">{}</span>', note) if note else ""
    if folded:
        return format_html(
            '<details class="group"{}><summary class="group-head"><h2>{}</h2>{}{}</summary>{}</details>',
            anchor,
            title,
            said,
            tail,
            content,
        )
    return format_html(
        '<section class="group"{}><div class="group-head"><h2>{}</h2>{}{}</div>{}</section>',
        anchor,
        title,
        said,
        tail,
        content,
    )


def facts(content: str) -> SafeString:
    """Facts in pairs, right of a story. `{% facts %}{% fact _("Where") %}…{% endfact %}{% endfacts %}`"""
    return format_html('<dl class="facts">{}</dl>', content)


def fact(content: str, label: object) -> SafeString:
    """One pair of `facts`; an empty value is said as —."""
    value = content if content.strip() else "—"
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", label, value)


def story(content: str) -> SafeString:
    """What happened, newest first. `{% story %}{% for event in events %}{% event event %}{% endfor %}{% endstory %}`"""
    return format_html('<ol class="story">{}</ol>', content)


def event(context: Context, entry: board.Entry) -> SafeString:
    """One entry of a story: who, when, what changed, the answer quoted in full; internal notes on `sunk`."""
    values = {"event": entry, "at": inline.moment(context, entry.at)}
    return mark_safe(get_template("ui/parts/event.html").render(values))  # noqa: S308 -- a template escaped it


def filters(context: Context, content: str, *, action: str = "", clear_url: str = "") -> SafeString:
    """The filter bar over a list: fields in one line; the answer's address keeps them, but no number (base.typed).

    `{% filters %}{% field form.grid %}…{% endfilters %}`
    """
    return format_html(
        '<form class="filters" method="post" action="{}" role="search">{}{}'
        '<div class="filters-do"><button class="button">{}</button>{}</div></form>',
        action,
        asks(context),
        content,
        _("Find"),
        format_html('<a class="plain-link" href="{}">{}</a>', clear_url, _("Clear")) if clear_url else "",
    )


def asks(context: Context) -> SafeString:
    """The hidden fields of a form that posts what it asks for, and is led to an address without numbers."""
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="{}" value="1">',
        context.get("csrf_token", ""),
        typed.ASKED,
    )


def formshell(
    context: Context,
    content: str,
    form: object = None,
    *,
    action: str = "",
    save: object = "",
    also: object = "",
    also_name: str = "next",
    cancel_url: str = "",
    version: object = None,
    danger: bool = False,
    method: str = "post",
    upload: bool = False,
    once: bool = True,
    wide: bool = False,
    question: object = "",
) -> SafeString:
    """A form: one column to 640 px, csrf, submit-once key, version of the record, buttons at the foot.

    `{% formshell form save=_("Register") also=_("Register, then the next") cancel_url=list version=row.version %}`
    `{% field form.name %}` … `{% endformshell %}`. form gives the errors of the whole and its hidden fields.
    also is the second button (name `next`). danger=True outlines the button red; question repeats the consequence.
    upload=True takes files. once=False leaves the submit-once key out (sign-in, search).
    """
    shell = get_template("ui/parts/formshell.html")
    html = shell.render(
        {
            "content": content,
            "form": form,
            "action": action,
            "save": save or _("Save"),
            "also": also,
            "also_name": also_name,
            "cancel_url": cancel_url,
            "version": version,
            "danger": danger,
            "method": method,
            "upload": upload,
            "once": once and method == "post",
            "wide": wide,
            "question": question,
            "request": context.get("request"),
        },
        context.get("request"),
    )
    return mark_safe(html)  # noqa: S308 -- a template escaped it


def more(content: str, label: object = "", *, unfolded: bool = False) -> SafeString:
    """What stands under 更多: fields that are seldom filled, verbs beyond the two. `{% more %}…{% endmore %}`

    unfolded=True shows it at once, such as when one of its fields has an error.
    """
    return format_html(
        '<details class="more"{}><summary>{}</summary><div class="more-body">{}</div></details>',
        mark_safe(" open") if unfolded else "",
        label or _("More"),
        content,
    )


def verbs(content: str) -> SafeString:
    """At most two verbs right of a title. `{% verbs %}{% button … %}{% more %}…{% endmore %}{% endverbs %}`"""
    return format_html('<div class="verbs">{}</div>', content)
