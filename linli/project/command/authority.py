"""A small certificate authority of one's own: keys, the authority's and the server's certificate."""

import ipaddress
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_DAYS = 3650
SERVER_DAYS = 397
"""Phones refuse server certificates that are valid longer than 398 days."""

LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


def key() -> ec.EllipticCurvePrivateKey:
    """A new private key (P-256: every phone still in use knows it)."""
    return ec.generate_private_key(ec.SECP256R1())


def key_text(private: ec.EllipticCurvePrivateKey) -> bytes:
    """The key as PKCS#8, which the web server reads."""
    return private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def read_key(content: bytes) -> ec.EllipticCurvePrivateKey:
    """The key again. ValueError when it is none of ours."""
    private = serialization.load_pem_private_key(content, None)
    if not isinstance(private, ec.EllipticCurvePrivateKey):
        raise ValueError("no elliptic-curve key")
    return private


def alternative(name: str) -> x509.GeneralName:
    """A host name or an IP address as certificates hold it. ValueError when it is neither."""
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        lower = name.lower().rstrip(".")
        if len(lower) > 253 or not all(LABEL.fullmatch(part) for part in lower.split(".")):
            raise ValueError(name) from None
        return x509.DNSName(lower)


def authority(private: ec.EllipticCurvePrivateKey, title: str, at: datetime) -> x509.Certificate:
    """The authority's own certificate: what phones are told to trust. It may sign servers, not authorities."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, title)])
    return (
        _builder(name, name, private.public_key(), at, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .sign(private, hashes.SHA256())
    )


def server(
    public: ec.EllipticCurvePublicKey,
    names: Sequence[str],
    issuer: x509.Certificate,
    issuer_key: ec.EllipticCurvePrivateKey,
    at: datetime,
) -> x509.Certificate:
    """A server's certificate for all these names."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0][:64])])
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    return (
        _builder(subject, issuer.subject, public, at, SERVER_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(usage, critical=False)
        .add_extension(x509.SubjectAlternativeName([alternative(name) for name in names]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
        .sign(issuer_key, hashes.SHA256())
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, at: datetime, days: int
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public)
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(at - timedelta(days=1)).not_valid_after(at + timedelta(days=days))
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 in pairs, as phones show it."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()
