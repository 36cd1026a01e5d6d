"""``linli certificate NAME…``: https for an office network, with a page that tells phones how to trust it."""

import contextlib
import os
import socket
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import Encoding

from linli.project import environ
from linli.project.command import authority
from linli.project.command.failures import TYPED_WRONG, Stop
from linli.project.command.options import Options
from linli.project.words import chinese_text, gettext, gettext_noop
from linli.project.words import gettext as _

ABOUT = _("Make a certificate for https in the office network, with a guide for phones.")


def main(arguments: list[str]) -> int:
    """Authority (once), server certificate (anew each time), guide."""
    parser = Options("certificate", ABOUT)
    parser.add_argument(
        "names", metavar="NAME", nargs="*", help=_("host names and addresses of this machine")
    )
    parser.add_argument("--port", type=int, default=8443, help=_("the port in the guide's address"))
    parser.add_argument(
        "--language", choices=("zh-hans", "en"), default="zh-hans", help=_("language of the guide")
    )
    typed = parser.parse_args(arguments)
    names = _checked(typed.names or own_names())
    place = environ.data() / "tls"
    environ.settled()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    at = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - certificates live in real time
    root, root_key = _authority(place, at)
    server_key = authority.key()
    certificate = authority.server(server_key.public_key(), names, root, root_key, at)
    _replace(place / "server.key", authority.key_text(server_key), 0o600)
    _replace(
        place / "server.crt", certificate.public_bytes(Encoding.PEM) + root.public_bytes(Encoding.PEM), 0o644
    )
    link = f"https://{names[0]}:{typed.port}"
    guide = _guide(place, link, authority.fingerprint(root), at, chinese=typed.language == "zh-hans")
    print(
        _("For {names}, until {day:%Y-%m-%d}:").format(
            names=", ".join(names), day=certificate.not_valid_after_utc
        )
    )
    print(
        f"  linli serve --host 0.0.0.0 --port {typed.port} --tls {place / 'server.crt'} {place / 'server.key'}"
    )
    print(_("Give this file to phones and computers: {file}").format(file=place / "linli-ca.crt"))
    print(_("How they trust it stands on one page: {file}").format(file=guide))
    print(_("Keep {file} secret: who has it can pretend to be any site.").format(file=place / "ca.key"))
    return 0


def own_names() -> list[str]:
    """Under which names and address this machine is known in its network, as far as it can tell."""
    host = socket.gethostname().lower()
    names = [host if "." in host else f"{host}.local"]
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing; the system only chooses the address it would use
        names.insert(0, str(probe.getsockname()[0]))
    return [*names, "localhost", "127.0.0.1"]


def _checked(names: Sequence[str]) -> list[str]:
    for name in names:
        try:
            authority.alternative(name)
        except ValueError:
            raise Stop(
                _(
                    "“{name}” is neither a host name nor an address; write them like linli.local or 192.168.1.10"
                ).format(name=name),
                TYPED_WRONG,
            ) from None
    return list(dict.fromkeys(names))


def _authority(place: Path, at: datetime) -> tuple[x509.Certificate, EllipticCurvePrivateKey]:
    certificate_file, key_file = place / "linli-ca.crt", place / "ca.key"
    if certificate_file.exists() and key_file.exists():
        try:
            root = x509.load_pem_x509_certificate(certificate_file.read_bytes())
            private = authority.read_key(key_file.read_bytes())
        except ValueError:
            raise Stop(
                _(
                    "{file} or its key cannot be read; move both away and all phones must trust the new one."
                ).format(file=certificate_file)
            ) from None
        if root.not_valid_after_utc > at:
            return root, private
    private = authority.key()
    root = authority.authority(private, f"Linli 邻里 {socket.gethostname()} {at:%Y-%m-%d}", at)
    _replace(key_file, authority.key_text(private), 0o600)
    _replace(certificate_file, root.public_bytes(Encoding.PEM), 0o644)
    return root, private


def _replace(file: Path, content: bytes, mode: int) -> None:
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    environ.private_file(draft, content)
    draft.chmod(mode)
    draft.replace(file)


def _guide(place: Path, link: str, fingerprint: str, at: datetime, *, chinese: bool) -> Path:
    """The page for phones, as PDF."""
    from linli.office import pdf, qr

    word = chinese_text if chinese else gettext
    file = place / "guide.pdf"
    _replace(
        file,
        pdf.render("guide", {**guide(link, fingerprint, word), "qr": qr.svg(link), "link": link}, at=at),
        0o644,
    )
    return file


def guide(link: str, fingerprint: str, say: Callable[[str], str]) -> dict[str, object]:
    """What stands on it; ``say`` translates."""
    open_it = say(gettext_noop("Open {link} in the browser: no warning may appear any more")).format(
        link=link
    )
    return {
        "title": say(gettext_noop("Linli on your phone")),
        "intro": say(
            gettext_noop(
                "Get the file linli-ca.crt from the person in charge of the computers. Do this once per device."
            )
        ),
        "sections": [
            {
                "title": say(gettext_noop("Android and HarmonyOS")),
                "steps": [
                    say(gettext_noop("Open Settings and search for “certificate”")),
                    say(
                        gettext_noop("Choose to install a CA certificate from storage, and pick linli-ca.crt")
                    ),
                    open_it,
                ],
            },
            {
                "title": say(gettext_noop("iPhone and iPad")),
                "steps": [
                    say(gettext_noop("Open the file linli-ca.crt and allow the profile to be loaded")),
                    say(gettext_noop("Settings › General › VPN & Device Management: install the profile")),
                    say(
                        gettext_noop(
                            "Settings › General › About › Certificate Trust Settings: switch on full trust"
                        )
                    ),
                    open_it,
                ],
            },
            {
                "title": say(gettext_noop("Windows computer")),
                "steps": [
                    say(gettext_noop("Open linli-ca.crt, choose to install it for this computer")),
                    say(gettext_noop("Place it into Trusted Root Certification Authorities")),
                    open_it,
                ],
            },
        ],
        "fingerprint": say(
            gettext_noop("Fingerprint of the certificate (SHA-256), to be compared before trusting:")
        )
        + "\n"
        + fingerprint,
    }
