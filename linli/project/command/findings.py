"""What ``linli doctor`` looks at that needs no database: programs, settings, folders, texts, clock, port."""

import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import linli
from linli.project import environ
from linli.project.command import instance, tls
from linli.project.words import gettext as _

GOOD, MIND, WRONG = "good", "mind", "wrong"
LEAST_SPACE, FEW_SPACE = 200 * 2**20, 2 * 2**30
SOON = 30


@dataclass(frozen=True)
class Finding:
    """One thing looked at: how it is, in a sentence, and how to mend it when it is not good."""

    name: str
    state: str
    sentence: str
    mend: str = ""


def python() -> Iterator[Finding]:
    """The interpreter and the packages against the lock file."""
    version = sys.version.split()[0]
    yield Finding("python", GOOD, f"Python {version}, Linli {linli.__version__}")
    lock = environ.ROOT / "requirements" / "run.txt"
    if not lock.exists():
        return
    wrong = [line for line in locked(lock.read_text(encoding="utf-8")) if installed(line[0]) != line[1]]
    if wrong:
        listed = ", ".join(f"{name} {installed(name) or '–'} ≠ {version}" for name, version in wrong[:5])
        yield Finding(
            "packages",
            WRONG,
            _("packages differ from the lock file: {listed}").format(listed=listed),
            "make setup",
        )
    else:
        yield Finding("packages", GOOD, _("all packages are as locked"))


def locked(text: str) -> list[tuple[str, str]]:
    """Name and version of the lock file's lines that apply to this Python."""
    found = []
    for name, version, marker in re.findall(
        r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\\n]+))?", text, re.M
    ):
        if not marker or applies(marker.strip()):
            found.append((name, version))
    return found


def applies(marker: str) -> bool:
    """Whether a lock file's condition holds here."""
    try:
        from packaging.markers import InvalidMarker, Marker
    except ImportError:
        return False
    try:
        return Marker(marker).evaluate()
    except InvalidMarker:
        return False


def installed(name: str) -> str | None:
    """The installed version of a package."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def settings() -> Iterator[Finding]:
    """Every setting that is read can be used."""
    from django.conf import settings as django

    environ.number("LINLI_PORT", 8000, at_least=1, at_most=65535)
    environ.number("LINLI_WORKERS", 1, at_least=1, at_most=64)
    try:
        assert django.INSTALLED_APPS
    except environ.Misconfigured as error:
        for one in error.faults:
            yield Finding("settings", WRONG, str(one), _("change or remove it in the environment"))
        return
    given = [one.name for one in environ.known() if one.given]
    yield Finding("settings", GOOD, _("settings given: {names}").format(names=", ".join(given) or _("none")))


def folder() -> Iterator[Finding]:
    """The data folder can be written, has room, and shows its secrets to nobody."""
    data = environ.data()
    if not data.exists():
        yield Finding(
            "data", MIND, _("the data folder {folder} does not exist yet").format(folder=data), "make run"
        )
        return
    if not os.access(data, os.W_OK | os.X_OK):
        yield Finding(
            "data", WRONG, _("the data folder {folder} cannot be written").format(folder=data),
            _("give it to the account that starts Linli, or set LINLI_DATA"),
        )  # fmt: skip
        return
    free = shutil.disk_usage(data).free
    state = WRONG if free < LEAST_SPACE else MIND if free < FEW_SPACE else GOOD
    sentence = _("data folder {folder}, {free:.1f} GB free").format(folder=data, free=free / 2**30)
    yield Finding("data", state, sentence, "" if state == GOOD else _("make room on this disk"))
    private = [
        data / "keys.json",
        data / "secret.key",
        *(data / "postgres").glob("*.password"),
        environ.connection_file(),
    ]
    for file in private:
        if file.exists() and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield Finding(
                "data", WRONG, _("{file} can be read by others").format(file=file), f"chmod 600 {file}"
            )


def texts() -> Iterator[Finding]:
    """Every translation is compiled and not older than its source."""
    old = []
    for source in sorted(Path(linli.__file__).parent.glob("*/locale/*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            old.append(source.parents[3].name)
    if old:
        yield Finding(
            "texts", WRONG, _("translations are not compiled: {apps}").format(apps=", ".join(old)),
            "python scripts/messages.py compile",
        )  # fmt: skip
    else:
        yield Finding("texts", GOOD, _("translations are compiled"))


def fonts() -> Iterator[Finding]:
    """The font of printed papers is there."""
    spec = find_spec("noto_cjk_sans_otc")
    places = spec.submodule_search_locations if spec else None
    if not places or not list(Path(next(iter(places))).glob("*.ttc")):
        yield Finding("font", WRONG, _("the font for printed papers is missing"), "make setup")
    else:
        yield Finding("font", GOOD, _("the font for printed papers is there"))


def clock() -> Iterator[Finding]:
    """The clock is not behind this program's own files, and the local time zone is known."""
    try:
        ZoneInfo("Asia/Shanghai")
    except ZoneInfoNotFoundError:
        yield Finding("clock", WRONG, _("the time zone Asia/Shanghai is unknown"), "make setup")
        return
    now = datetime.now(UTC)  # noqa: TID251 - the machine's real clock is what is judged
    newest = max(file.stat().st_mtime for file in Path(linli.__file__).parent.glob("*.py"))
    if now.timestamp() < newest - 86400:
        yield Finding(
            "clock", WRONG, _("the clock says {now:%Y-%m-%d %H:%M} UTC, before this program was written").format(now=now),
            _("set the clock of this machine (timedatectl set-ntp true)"),
        )  # fmt: skip
    else:
        yield Finding("clock", GOOD, _("the clock says {now:%Y-%m-%d %H:%M} UTC").format(now=now))


def port(number: int | None) -> Iterator[Finding]:
    """Nothing else listens where the pages are served."""
    where = number or environ.number("LINLI_PORT", 8000, at_least=1, at_most=65535)
    about = instance.runs(environ.data())
    if about is not None:
        yield Finding("port", GOOD, _("Linli runs at {address}").format(address=about.get("address", "?")))
    elif why := instance.port_taken(environ.text("LINLI_HOST", "127.0.0.1"), where):
        yield Finding(
            "port", WRONG, _("port {port} is taken by another program ({why})").format(port=where, why=why),
            f"make run PORT={where + 1}",
        )  # fmt: skip
    else:
        yield Finding("port", GOOD, _("port {port} is free").format(port=where))


def certificate(pair: list[Path] | None) -> Iterator[Finding]:
    """The certificate named, or the one that ``linli certificate`` made, can be served and lasts."""
    place = environ.data() / "tls"
    file, private = pair or (place / "server.crt", place / "server.key")
    if not pair and not file.exists():
        return
    if why := tls.problem(file, private):
        yield Finding("certificate", WRONG, why, "linli certificate NAME")
        return
    left = tls.days_left(file, datetime.now(UTC))  # noqa: TID251 - judged by real time
    state = MIND if left < SOON else GOOD
    sentence = _("the certificate {file} is valid for {n} days more").format(file=file, n=left)
    yield Finding("certificate", state, sentence, "" if state == GOOD else "linli certificate NAME")


def phones(pair: list[Path] | None) -> Iterator[Finding]:
    """Working without network needs https: browsers keep a page's worker on https and localhost only."""
    place = environ.data() / "tls"
    file, private = pair or (place / "server.crt", place / "server.key")
    made = file.exists() and tls.problem(file, private) is None
    if any(
        os.environ.get(name, "").lower() in environ.TRUE for name in ("LINLI_HTTPS", "LINLI_BEHIND_PROXY")
    ):
        yield Finding("phones", GOOD, _("pages are reached by https: phones can work without network"))
    elif made:
        sentence = _("a certificate is there: phones can work without network when it is served")
        yield Finding("phones", GOOD, sentence)
    else:
        yield Finding(
            "phones", MIND, _("without https phones cannot work without network (localhost can)"),
            _("linli certificate NAME, then linli serve --tls CERT KEY; or a proxy with https in front: docs/offline.md"),
        )  # fmt: skip
