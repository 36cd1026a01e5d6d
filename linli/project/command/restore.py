"""``linli restore FILE``: a backup into an empty place, and proof that all of it came back."""

import shutil
from pathlib import Path
from typing import Any

import psycopg

from linli.project import environ
from linli.project.command import instance
from linli.project.command.backup import KEYS, passphrase, private
from linli.project.command.failures import Stop
from linli.project.command.manage import database
from linli.project.command.options import Options
from linli.project.keeping import archive, sealed, wrap
from linli.project.keeping import database as store
from linli.project.words import gettext as _

ABOUT = _("Bring a backup back, into an empty data folder and database.")


def main(arguments: list[str]) -> int:
    """Check the file and the passphrase, then the place, then restore; a failure leaves the place empty."""
    parser = Options("restore", ABOUT)
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the backup"))
    file = parser.parse_args(arguments).file.absolute()
    if not file.is_file():
        raise Stop(_("{file} does not exist.").format(file=file))
    try:
        words = passphrase(new=False)
        backup = sealed.Sealed(file, words)
        held = archive.check(backup)
        keys = wrap.unwrap(archive.member(backup, "keys.wrapped"), words)
    except (archive.BadArchive, sealed.Damaged) as error:
        raise Stop(str(error)) from None
    except (sealed.WrongPassphrase, wrap.WrongPassphrase):
        raise Stop(_("the passphrase does not open this backup; nothing was changed.")) from None
    data = environ.data()
    if instance.runs(data) is not None:
        raise Stop(_("Linli runs on {folder}; stop it first: linli stop").format(folder=data))
    require_empty_folder(data)
    instance.make_folder(data)
    with database():
        require_empty_database(environ.database_url())
        bring_back(backup, held, keys, data)
    rows = sum(int(one["rows"]) for one in held["tables"].values())
    print(
        _(
            "Restored: {rows} rows in {tables} tables and {files} files of {at}; counts and digests agree."
        ).format(
            rows=rows,
            tables=len(held["tables"]),
            files=sum(name.startswith("files/") for name in held["members"]),
            at=held["at"],
        )
    )
    return 0


def _elsewhere() -> str:
    return _(
        "Restore goes into an empty place only, so that nothing is overwritten: name a new folder, LINLI_DATA=/path"
    )


def require_empty_folder(data: Path) -> None:
    """No keys and no files yet."""
    if (data / "keys.json").exists() or any((data / "files").glob("*")):
        raise Stop(_("the data folder {folder} is in use.").format(folder=data) + " " + _elsewhere())


def require_empty_database(url: str) -> None:
    """No tables yet."""
    try:
        with psycopg.connect(url, connect_timeout=30) as connection:
            found = store.tables(connection)
    except psycopg.OperationalError as error:
        raise Stop(
            _("the database cannot be reached: {why}").format(why=str(error).strip().splitlines()[0])
        ) from None
    if found:
        raise Stop(_("the database holds {n} tables.").format(n=len(found)) + " " + _elsewhere())


def bring_back(file: sealed.Sealed, held: dict[str, Any], keys: dict[str, str], data: Path) -> None:
    """Database, then files, then keys; all away again when anything is not as the manifest says."""
    url = environ.database_url()
    target = data / "files"
    written: list[Path] = []
    with archive.scratch(target) as folder:
        archive.extract(file, "database.dump", folder / "database.dump")
        archive.unpack(file, "files/", folder / "files")
        try:
            store.load(url, folder / "database.dump", int(held["postgres"]))
            compare(url, held["tables"])
            if (folder / "files").exists():
                if target.exists():
                    target.rmdir()
                (folder / "files").rename(target)
                written.append(target)
            for name in KEYS:
                if name in keys:
                    private(data / name, keys[name])
                    written.append(data / name)
        except BaseException:
            store.empty_again(url)
            for place in written:
                shutil.rmtree(place) if place.is_dir() else place.unlink()
            raise


def compare(url: str, expected: store.Counts) -> None:
    """Every table has the rows and the digest that the manifest names."""
    with store.session(url) as connection:
        found = store.counts(connection)
    different = sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))
    if different:
        raise Stop(
            _("what came back differs from the manifest in: {tables}. Nothing was kept.").format(
                tables=", ".join(different)
            )
        )
