"""The door of notices: what residents are shown from one day to another, and where they object.

from linli.notices import api as notices
key = notices.draft(actor=actor, at=at, kind="recruitment", title=…, text=…, starts=…, ends=…, subject="contact.recruitment", key=7)
notices.submit(actor=actor, at=at, notice=key)
notices.of_subject(community, "contact.recruitment", [7], on)[7].state

Days are half-open (`ends` is the first day on which it is not shown). Needs the community in scope; writes belong in the
caller's transaction. A text with an identity number, phone or bank card is refused with the place marked.
"""

from __future__ import annotations

from .actions.disclosing import arose, shown_by
from .actions.drafting import draft, drop, submit
from .actions.showing import approve, take_down
from .actions.theming import tag
from .queries.refs import NoticeRef, of_subject, shown
from .queries.themes import themes_of

#: draft (kind=, title=, text=, starts=, ends=, objections=, subject=, key=, basis=, …) → id · submit, approve, drop (notice=) ·
#: take_down (notice=, reason=) · of_subject (community, subject, keys, on) → {key: NoticeRef} ·
#: arose (item=, title=, happened=): a matter of the catalogue that is shown at once · shown_by (item=, happened=, notice=) ·
#: themes_of (actor, subject, key) → words of the themes under which a record stands · tag (theme=, subject=, key=, on=): a record of any app under a theme; its app answers base.slots.named ·
#: shown (community, on, building=None): what residents see, for one building what concerns it.
__all__ = [
    "NoticeRef",
    "approve",
    "arose",
    "draft",
    "drop",
    "of_subject",
    "shown",
    "shown_by",
    "submit",
    "tag",
    "take_down",
    "themes_of",
]
