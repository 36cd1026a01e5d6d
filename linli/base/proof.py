"""A form that anybody may send: proof that a person filled it in, without pictures, puzzles or outside services.

    {{ proof }} in the form                      proof.fields("report", at=clock.now())
    proof.demand(request.POST, "report", source=limits.source(request), at=clock.now())

What is asked of a sender: a ticket of ours for this form, not younger than three seconds and not older
than a day; an empty field that nobody sees; not too many forms from one network address. A browser
with script works for a fraction of a second (a number whose SHA-256 with the ticket begins with zero bits),
which costs a sender of thousands; it may then send more. Without script all works, only less often.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from linli.kernel import Refused, say

from . import limits

TICKET, WORK, EMPTY = "proof_ticket", "proof_work", "proof_homepage"
YOUNGEST, OLDEST = dt.timedelta(seconds=3), dt.timedelta(hours=24)
#: Leading zero bits that the work must show: 16,000 hashes on average, a quarter second on an old phone.
BITS = 14
#: Forms an hour from one network address, which a house may share: with the work done, and without.
WITH_WORK, WITHOUT = 60, 12
HOUR = dt.timedelta(hours=1)
#: How often one ticket may be sent: a form with a fault comes again.
_SENT = 5
_SALT = "linli.base.proof"


def fields(purpose: str, *, at: dt.datetime, sent: Mapping[str, Any] | None = None) -> SafeString:
    """The hidden fields and the script of a form. `sent`: what came in, when the form is shown again."""
    old = str(sent.get(TICKET, "")) if sent else ""
    ticket = old if _age(old, purpose, at) is not None else _ticket(purpose, at)
    return format_html(
        '<input type="hidden" name="{}" value="{}"><input type="hidden" name="{}" data-proof-bits="{}">'
        '<div hidden><label>{} <input type="text" name="{}" tabindex="-1" autocomplete="off"></label></div>'
        '<script src="{}" defer></script>',
        TICKET, ticket, WORK, BITS, _("Leave this empty"), EMPTY, static("base/proof.js"),
    )  # fmt: skip


def demand(sent: Mapping[str, Any], purpose: str, *, source: str, at: dt.datetime) -> None:
    """Raise Refused, with a sentence that says what to do, unless a person may have sent this form.

    source  the network address as `limits.source(request)` answers it
    """
    ticket = str(sent.get(TICKET, ""))
    age = _age(ticket, purpose, at)
    if age is None:
        raise Refused(say("This page was open for too long. Send it once more."))
    if age < YOUNGEST:
        raise Refused(say("That was very quick. Read it through and send it once more."))
    if str(sent.get(EMPTY, "")):
        raise Refused(say("A field that nobody sees was filled in. Send it once more by hand."))
    if not limits.take("proof ticket", ticket, limit=_SENT, per=OLDEST, at=at):
        raise Refused(say("This form was sent already. Open the page anew."))
    limit = WITH_WORK if worked(ticket, str(sent.get(WORK, ""))) else WITHOUT
    limits.demand(f"form {purpose}", source, limit=limit, per=HOUR, at=at)


def worked(ticket: str, work: str) -> bool:
    """Whether `work` belongs to the ticket: SHA-256 of "ticket:work" begins with enough zero bits."""
    if not work or len(work) > 20:
        return False
    found = hashlib.sha256(f"{ticket}:{work}".encode()).digest()
    return int.from_bytes(found[:4], "big") >> (32 - BITS) == 0


def _ticket(purpose: str, at: dt.datetime) -> str:
    return signing.dumps([purpose, int(at.timestamp()), secrets.token_hex(8)], salt=_SALT)


def _age(ticket: str, purpose: str, at: dt.datetime) -> dt.timedelta | None:
    """How old a ticket is; None when it is not ours, of another form or too old."""
    try:
        named, made, _nonce = signing.loads(ticket, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    age = dt.timedelta(seconds=at.timestamp() - made)
    return age if named == purpose and age <= OLDEST else None
