"""As whom the server runs, and where its files may lie.

PostgreSQL refuses to run as root. Started by root it becomes an ordinary account that exists already:
the owner of existing data, the account named by ``LINLI_POSTGRES_USER``, who called sudo, or one of the
usual service accounts. Nothing but the server's own folders is given to that account.
"""

import contextlib
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linli.project import environ
from linli.project.cluster.errors import ClusterError
from linli.project.cluster.programs import Programs
from linli.project.words import gettext as _

USUAL = ("linli", "postgres", "nobody")
ELSEWHERE = Path("/var/lib/linli")


@dataclass(frozen=True)
class Owner:
    """The account the server runs as; ``drop`` when it is not the one we run as."""

    uid: int
    gid: int
    name: str
    drop: bool

    def options(self) -> dict[str, Any]:
        """What ``subprocess`` needs to start a program as this account, in a session of its own.

        The session keeps Ctrl-C in our terminal from reaching the server before us.
        """
        common: dict[str, Any] = {"cwd": "/", "start_new_session": True, "umask": 0o077}
        if not self.drop:
            return common
        return {**common, "user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        """Give a folder, and all in it, to this account alone."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.drop:
            for place, _folders, files in os.walk(folder):
                os.chown(place, self.uid, self.gid)
                for file in files:
                    os.chown(Path(place) / file, self.uid, self.gid, follow_symlinks=False)

    def can(self, test: str, place: Path) -> bool:
        """Whether this account can do what ``test -r|-w|-x`` asks at a place."""
        done = subprocess.run(["/usr/bin/env", "test", test, str(place)], check=False, **self.options())
        return done.returncode == 0


def _account(entry: pwd.struct_passwd) -> Owner:
    return Owner(entry.pw_uid, entry.pw_gid, entry.pw_name, drop=True)


def choose(cluster: Path) -> Owner:
    """The account for a cluster folder that may exist already."""
    if os.geteuid() != 0:
        entry_name = str(os.getuid())
        with contextlib.suppress(KeyError):
            entry_name = pwd.getpwuid(os.getuid()).pw_name
        return Owner(os.getuid(), os.getgid(), entry_name, drop=False)
    if cluster.exists() and (uid := cluster.stat().st_uid) != 0:
        try:
            return _account(pwd.getpwuid(uid))
        except KeyError:
            return Owner(uid, cluster.stat().st_gid, str(uid), drop=True)
    named = environ.text("LINLI_POSTGRES_USER", help=_("Account of the embedded server when root starts it."))
    for name in [named] if named else [os.environ.get("SUDO_USER", ""), *USUAL]:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return _account(entry)
    raise ClusterError(
        _(
            "PostgreSQL does not run as root, and there is no ordinary account to run it as. Start Linli as an "
            "ordinary user, or name an account: LINLI_POSTGRES_USER=name"
        )
    )


def home(folder: Path, owner: Owner) -> Path:
    """Where the server's files lie: ``folder``, unless its account cannot get there (below /root, say).

    Then a folder under /var/lib/linli is used and remembered in the file ``place``.
    """
    remembered = folder / "place"
    if remembered.exists():
        return Path(remembered.read_text(encoding="utf-8").strip())
    if not owner.drop or owner.can("-x", folder):
        return folder
    other = ELSEWHERE / hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    other.mkdir(mode=0o711, parents=True, exist_ok=True)
    if not owner.can("-x", other):
        raise ClusterError(
            _(
                "The account {name}, as which PostgreSQL runs, can reach neither {folder} nor {other}. Set LINLI_DATA "
                "to a folder outside closed ones, for instance LINLI_DATA=/srv/linli"
            ).format(name=owner.name, folder=folder, other=other)
        )
    environ.private_file(remembered, str(other).encode())
    return other


def reachable(programs: Programs, owner: Owner, place: Path) -> Programs:
    """The programs themselves, or a copy inside ``place`` when their account cannot run them."""
    if not owner.drop or _runs(programs.folder, owner):
        return programs
    if not programs.packaged:
        raise ClusterError(
            _("The account {name} cannot run {program}; make it readable for all.").format(
                name=owner.name, program=programs["postgres"]
            )
        )
    package = programs.folder.parents[1]
    stamp = f"{programs.major}-{int(package.stat().st_mtime)}"
    copy = place / f"program-{stamp}"
    if not copy.exists():
        for old in place.glob("program-*"):
            shutil.rmtree(old, ignore_errors=True)
        draft = place / f"program.{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        install = Path(package.name) / "pginstall"
        shutil.copytree(package / "pginstall", draft / install, ignore=shutil.ignore_patterns("include"))
        libraries = package.parent / f"{package.name}.libs"
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name)
        _open_for_reading(draft)
        draft.rename(copy)
    moved = Programs(copy / package.name / "pginstall" / "bin", programs.major, programs.origin)
    if not _runs(moved.folder, owner):
        raise ClusterError(
            _("PostgreSQL does not run as {name} from {folder}.").format(name=owner.name, folder=moved.folder)
        )
    return moved


def _runs(folder: Path, owner: Owner) -> bool:
    try:
        done = subprocess.run(
            [str(folder / "postgres"), "--version"], check=False, capture_output=True, **owner.options()
        )
    except OSError:
        return False
    share = folder.parent / "share"
    return done.returncode == 0 and (not share.exists() or owner.can("-r", share))


def _open_for_reading(folder: Path) -> None:
    for place, _folders, files in os.walk(folder):
        Path(place).chmod(0o755)
        for file in files:
            path = Path(place) / file
            executable = path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if executable else 0o644)
