"""One plain e-mail to an office over the configured mail server."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from ..queries.letters import Parcel


def send(parcel: Parcel) -> tuple[str, str]:
    """(verb, result) of one sending; the same letter always has the same Message-ID."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"
    headers = {"Message-ID": f"<{parcel.token}@{domain}>", "Auto-Submitted": "auto-generated"}
    letter = EmailMessage(
        parcel.title or parcel.text[:40].splitlines()[0], parcel.text, None, [parcel.address], headers=headers
    )
    try:
        letter.send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        return ("fail", "address") if all(500 <= one < 600 for one in codes) else ("postpone", "broken")
    except smtplib.SMTPAuthenticationError:
        return "postpone", "unreachable"
    except (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPServerDisconnected):
        return "postpone", "unreachable"
    except smtplib.SMTPResponseException as answer:
        return ("fail", "refused") if 500 <= answer.smtp_code < 600 else ("postpone", "broken")
    except (OSError, smtplib.SMTPException):
        return "postpone", "unreachable"
    return "send", "accepted"
