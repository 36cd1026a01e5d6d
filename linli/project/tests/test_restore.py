"""Backup and restore, for real: into an empty database and an empty folder, with the key ring."""

import io
import json
import os
import tarfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from linli.project import environ
from linli.project.command import main
from linli.project.keeping import archive, database, sealed, wrap

WORDS = "correct-horse-battery"
TABLES = """
CREATE EXTENSION btree_gist;
CREATE TABLE places_area (id int PRIMARY KEY, level text);
CREATE TABLE person (id int, community_id int REFERENCES places_area, name text, sealed bytea, born date,
    EXCLUDE USING gist (id WITH =, born WITH =));
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
CREATE POLICY community_wall ON person
    USING (community_id = ANY ((SELECT current_setting('linli.communities')::int[])::int[]))
    WITH CHECK (community_id = ANY ((SELECT current_setting('linli.communities')::int[])::int[]));
INSERT INTO places_area VALUES (1, 'community'), (2, 'community'), (3, 'street');
SELECT set_config('linli.communities', '{1,2}', false);
INSERT INTO person VALUES (1, 1, '䶮𠅤', '\\x0102', '1990-03-07'), (2, 2, E'a\\tb\\nSET transaction_timeout', NULL, NULL);
"""


@pytest.fixture
def databases() -> Iterator[tuple[str, str]]:
    """Two fresh databases of the tests' own server: one to save, one to restore into."""
    address = environ.database_url()
    base = address.rpartition("/")[0]
    names = [f"linli_keep_from_{os.getpid()}", f"linli_keep_into_{os.getpid()}"]  # workers meet on one server
    with psycopg.connect(address, autocommit=True) as connection:
        for name in names:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        with psycopg.connect(f"{base}/{names[0]}", autocommit=True) as first:
            first.execute(TABLES)
        yield f"{base}/{names[0]}", f"{base}/{names[1]}"
        for name in names:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def saved(databases: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup of the first database; the environment then points at the second and an empty folder."""
    old = tmp_path / "old"
    (old / "files" / "2a").mkdir(parents=True)
    (old / "files" / "2a" / "paper").write_bytes(b"\x00paper")
    (old / "keys.json").write_text('{"keys": {"1": "AAAA"}}')
    monkeypatch.setenv("LINLI_LANGUAGE", "en")
    monkeypatch.setenv("LINLI_BACKUP_PASSPHRASE", WORDS)
    monkeypatch.setenv("LINLI_DATA", str(old))
    monkeypatch.setenv("DATABASE_URL", databases[0])
    assert main(["backup", str(tmp_path / "all.tar")]) == 0
    monkeypatch.setenv("LINLI_DATA", str(tmp_path / "new"))
    monkeypatch.setenv("DATABASE_URL", databases[1])
    return tmp_path / "all.tar"


def counted(url: str) -> database.Counts:
    with database.session(url) as connection:
        return database.counts(connection)


@pytest.mark.database
def test_everything_comes_back_into_an_empty_place(
    saved: Path, databases: tuple[str, str], tmp_path: Path
) -> None:
    assert saved.stat().st_mode & 0o777 == 0o600
    assert b"CREATE TABLE" not in saved.read_bytes()
    assert not list(tmp_path.glob("old/.backup*")), "nothing unsealed is left"
    assert main(["restore", str(saved)]) == 0
    assert counted(databases[1]) == counted(databases[0])
    assert counted(databases[1])["person"]["rows"] == 2
    new = tmp_path / "new"
    assert (new / "files" / "2a" / "paper").read_bytes() == b"\x00paper"
    assert (new / "keys.json").read_text() == '{"keys": {"1": "AAAA"}}'
    assert (new / "keys.json").stat().st_mode & 0o777 == 0o600
    with psycopg.connect(databases[1]) as connection:
        walls = connection.execute(
            "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname = 'person'"
        )
        assert walls.fetchone() == (True,)


@pytest.mark.database
def test_a_place_in_use_is_refused(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", str(saved)]) == 0
    assert main(["restore", str(saved)]) == 1
    assert "empty place" in capsys.readouterr().err


@pytest.mark.database
def test_a_database_in_use_is_refused(
    saved: Path, databases: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with psycopg.connect(databases[1]) as connection:
        connection.execute("CREATE TABLE something ()")
    assert main(["restore", str(saved)]) == 1
    assert "1 tables" in capsys.readouterr().err


@pytest.mark.database
def test_a_wrong_passphrase_changes_nothing(
    saved: Path, databases: tuple[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("LINLI_BACKUP_PASSPHRASE", "something else entirely")
    assert main(["restore", str(saved)]) == 1
    assert "the passphrase does not open this backup" in capsys.readouterr().err
    assert counted(databases[1]) == {}
    assert not (tmp_path / "new").exists()


@pytest.mark.database
@pytest.mark.parametrize("damage", ["cut", "changed"])
def test_a_damaged_file_is_refused(saved: Path, damage: str, databases: tuple[str, str]) -> None:
    content = bytearray(saved.read_bytes())
    if damage == "cut":
        del content[len(content) // 2 :]
    else:
        content[700] ^= 1
    saved.write_bytes(content)
    assert main(["restore", str(saved)]) == 1
    assert counted(databases[1]) == {}


@pytest.mark.database
def test_rows_that_differ_from_the_manifest_leave_the_place_empty(
    saved: Path, databases: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forged = tmp_path / "forged"
    forged.mkdir()
    whole = sealed.Sealed(saved, WORDS)
    held = archive.check(whole)
    for name in held["members"]:
        archive.extract(whole, name, forged / name)
    held["tables"]["person"]["rows"] = 3
    members = {name: forged / name for name in held["members"]}
    about = {name: held[name] for name in ("version", "at", "postgres", "tables")}
    archive.write(tmp_path / "forged.tar", members, about, forged, WORDS)
    assert main(["restore", str(tmp_path / "forged.tar")]) == 1
    assert "person" in capsys.readouterr().err
    assert counted(databases[1]) == {}
    assert not (tmp_path / "new" / "keys.json").exists()


@pytest.mark.database
def test_a_backup_is_never_overwritten(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(saved)]) == 1
    assert "exists already" in capsys.readouterr().err


def test_keys_open_with_their_passphrase_only() -> None:
    wrapped = wrap.wrap({"keys.json": "secret"}, WORDS)
    assert b"secret" not in wrapped
    assert wrap.unwrap(wrapped, WORDS) == {"keys.json": "secret"}
    with pytest.raises(wrap.WrongPassphrase):
        wrap.unwrap(wrapped, WORDS + " ")
    altered = json.loads(wrapped) | {"cost": 2}
    with pytest.raises(wrap.WrongPassphrase):
        wrap.unwrap(json.dumps(altered).encode(), WORDS)


@pytest.mark.parametrize("name", ["/etc/passwd", "files/../../x", "files\\..\\x", "./a"])
def test_a_member_that_leaves_its_folder_is_unsafe(name: str) -> None:
    assert not archive.safe(name)


def test_what_the_manifest_does_not_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    archive.write(tmp_path / "b.tar", {"a": tmp_path / "a"}, {"tables": {}}, tmp_path, WORDS)
    plain = io.BytesIO(sealed.Sealed(tmp_path / "b.tar", WORDS).open().read())
    with tarfile.open(fileobj=plain, mode="a:") as tar:
        tar.add(tmp_path / "a", arcname="../evil")
    with (tmp_path / "c.tar").open("xb") as raw, sealed.Writer(raw, WORDS) as writer:
        writer.write(plain.getvalue())
    with pytest.raises(archive.BadArchive):
        archive.check(sealed.Sealed(tmp_path / "c.tar", WORDS))


PIECE = sealed.PIECE


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that takes no time to make."""
    monkeypatch.setattr(sealed, "COST", 2**14)


def put(path: Path, content: bytes) -> sealed.Sealed:
    with path.open("wb") as raw, sealed.Writer(raw, WORDS) as writer:
        for start in range(0, len(content), 300_000):
            writer.write(content[start : start + 300_000])
    return sealed.Sealed(path, WORDS)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7])
def test_what_is_sealed_opens_whole_and_at_any_place(tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    opened = put(tmp_path / "a", content).open()
    assert opened.read() == content
    for place in (0, size // 2, max(0, size - 3)):
        opened.seek(place)
        assert opened.read(5) == content[place : place + 5]


@pytest.mark.usefixtures("quick")
def test_nothing_in_a_sealed_file_can_be_read(tmp_path: Path) -> None:
    put(tmp_path / "a", "王小明 990105198005010011".encode() * 100)
    held = (tmp_path / "a").read_bytes()
    assert "王小明".encode() not in held
    assert b"990105198005010011" not in held
    with pytest.raises(sealed.WrongPassphrase):
        sealed.Sealed(tmp_path / "a", WORDS + "x")


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("harm", ["flip", "cut", "cut at a piece", "exchange", "leave out"])
def test_a_sealed_file_that_was_harmed_is_found_out(tmp_path: Path, harm: str) -> None:
    put(tmp_path / "a", os.urandom(3 * PIECE + 7))
    held = (tmp_path / "a").read_bytes()
    start, step = held.index(b"\n") + 1, PIECE + sealed.TAG
    pieces = [held[start + n * step : start + (n + 1) * step] for n in range(4)]
    harmed = {
        "flip": [pieces[0], bytes([pieces[1][0] ^ 1]) + pieces[1][1:], *pieces[2:]],
        "cut": [*pieces[:3], pieces[3][:-1]],
        "cut at a piece": pieces[:3],
        "exchange": [pieces[1], pieces[0], *pieces[2:]],
        "leave out": [pieces[0], *pieces[2:]],
    }[harm]
    (tmp_path / "a").write_bytes(held[:start] + b"".join(harmed))
    with pytest.raises(sealed.Damaged):
        sealed.Sealed(tmp_path / "a", WORDS).open().read()


@pytest.mark.usefixtures("quick")
def test_a_large_file_takes_no_more_memory_than_a_small_one(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as raw, sealed.Writer(raw, WORDS) as writer:
        tracemalloc.start()
        for _ in range(40):
            writer.write(bytes(PIECE))
        written = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    opened = sealed.Sealed(tmp_path / "a", WORDS).open()
    tracemalloc.start()
    assert sum(len(part) for part in iter(lambda: opened.read(PIECE), b"")) == 40 * PIECE
    read = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert max(written, read) < 8 * PIECE


@pytest.mark.parametrize("content", [b"", b"{}\n", b"not a backup", b"\x00" * 5000, b'{"kind": 1}\n'])
def test_another_file_is_no_backup(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(sealed.Damaged):
        sealed.Sealed(tmp_path / "a", WORDS)
