"""Whether a certificate and its key can be served."""

import ssl
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509

from linli.project.command.failures import Stop
from linli.project.words import gettext as _


def check(certificate: Path, key: Path) -> None:
    """Stop with a sentence when they cannot be used."""
    if why := problem(certificate, key):
        raise Stop(why)


def problem(certificate: Path, key: Path, at: datetime | None = None) -> str | None:
    """What is wrong with them, as a sentence; None when nothing is."""
    for file in (certificate, key):
        if not file.is_file():
            return _("{file} does not exist. Make both files with: linli certificate NAME").format(file=file)
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
        loaded = x509.load_pem_x509_certificate(certificate.read_bytes())
    except (ssl.SSLError, OSError, ValueError) as error:
        return _("{certificate} and {key} do not belong together or cannot be read ({why}).").format(
            certificate=certificate, key=key, why=getattr(error, "reason", None) or type(error).__name__
        )
    now = at or datetime.now(UTC)  # noqa: TID251 - a certificate is judged by real time, never by the demo's clock
    if now > loaded.not_valid_after_utc:
        return _("the certificate ran out on {day:%Y-%m-%d}. Make a new one: linli certificate NAME").format(
            day=loaded.not_valid_after_utc
        )
    if now < loaded.not_valid_before_utc:
        return _(
            "the certificate is valid only from {day:%Y-%m-%d} on; is the clock of this machine right?"
        ).format(day=loaded.not_valid_before_utc)
    return None


def days_left(certificate: Path, at: datetime) -> int:
    """Days until it runs out."""
    return (x509.load_pem_x509_certificate(certificate.read_bytes()).not_valid_after_utc - at).days
