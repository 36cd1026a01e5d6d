"""``linli backup FILE``: everything of this installation in one file."""

import getpass
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import linli
from linli.project import environ
from linli.project.command.failures import Stop
from linli.project.command.manage import database
from linli.project.command.options import Options
from linli.project.keeping import archive, wrap
from linli.project.keeping import database as store
from linli.project.words import gettext as _

ABOUT = _("Save the database, the files and the keys into one file that only a passphrase opens.")
KEYS = ("keys.json", "secret.key")
SHORTEST = 10


def main(arguments: list[str]) -> int:
    """Write the backup; nothing but a whole and checked one ever has the name."""
    parser = Options("backup", ABOUT)
    parser.add_argument("file", metavar="FILE", type=Path, help=_("where to write it; must not exist yet"))
    target = parser.parse_args(arguments).file.absolute()
    if target.exists():
        raise Stop(_("{file} exists already; choose another name.").format(file=target))
    if not target.parent.is_dir():
        raise Stop(_("there is no folder {folder}; make it first.").format(folder=target.parent))
    words = passphrase(new=True)
    with database():
        size, rows = save(target, words)
    print(
        _(
            "Saved: {file} ({size:.1f} MB, {rows} rows, checked). Keep the passphrase elsewhere: without it nothing can be read."
        ).format(file=target, size=size / 1e6, rows=rows)
    )
    return 0


def save(target: Path, words: str) -> tuple[int, int]:
    """Size in bytes and number of rows of the backup written."""
    url, data = environ.database_url(), environ.data()
    # What is not sealed yet stays beside the database, off the stick or share that the backup goes to.
    with (
        archive.scratch(data / "backup") as folder,
        archive.scratch(target) as beside,
        store.session(url) as connection,
    ):
        counted = store.counts(connection)
        if not counted:
            raise Stop(_("the database is empty; there is nothing to save."))
        store.dump(url, connection, folder / "database.dump")
        keys = {name: (data / name).read_text(encoding="utf-8") for name in KEYS if (data / name).exists()}
        (folder / "keys.wrapped").write_bytes(wrap.wrap(keys, words))
        members = {"database.dump": folder / "database.dump", "keys.wrapped": folder / "keys.wrapped"}
        files = data / "files"
        for file in sorted(files.rglob("*")):
            if file.is_file() and not file.is_symlink():
                members[f"files/{file.relative_to(files).as_posix()}"] = file
        about = {
            "version": linli.__version__,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),  # noqa: TID251 - a backup is dated by real time
            "postgres": store.server_major(connection),
            "tables": counted,
        }
        size = archive.write(target, members, about, beside, words)
    return size, sum(int(one["rows"]) for one in counted.values())


def passphrase(*, new: bool) -> str:
    """From LINLI_BACKUP_PASSPHRASE, its _FILE, or typed without being shown (twice when new)."""
    given = environ.text("LINLI_BACKUP_PASSPHRASE", help=_("Passphrase that opens a backup."))
    environ.settled()
    if not given:
        if not sys.stdin.isatty():
            raise Stop(
                _(
                    "a passphrase is needed: set LINLI_BACKUP_PASSPHRASE_FILE=/path/to/file (mode 600), or type it at a terminal."
                )
            )
        given = getpass.getpass(_("Passphrase of the backup: "))
        if new and given != getpass.getpass(_("Once more: ")):
            raise Stop(_("the two passphrases differ; nothing was written."))
    if new and len(given) < SHORTEST:
        raise Stop(_("the passphrase is too short; use at least {n} characters.").format(n=SHORTEST))
    return given


def private(place: Path, content: str) -> None:
    """Write or replace a file for us alone."""
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    environ.private_file(draft, content.encode())
    draft.replace(place)
