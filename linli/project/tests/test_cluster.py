"""The embedded PostgreSQL: started, adopted, restarted, stopped."""

import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from linli.project.cluster import Cluster, ClusterError, processes, programs, running
from linli.project.cluster.create import locale_options

SMALL = {"shared_buffers": "16MB", "fsync": "off"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cluster")
    for parent in (folder, folder.parent, folder.parent.parent):
        parent.chmod(0o755)  # the account that root starts the server as must get there
    return folder


@pytest.fixture
def cluster(place: Path) -> Iterator[Cluster]:
    made = Cluster(place, settings=SMALL)
    made.start()
    yield made
    made.leave()


def ask(url: str, query: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None


def test_the_login_role_owns_its_database_and_is_no_superuser(cluster: Cluster) -> None:
    query = (
        "SELECT (rolsuper, rolbypassrls, rolcreatedb, (SELECT datdba = r.oid FROM pg_database WHERE datname = 'linli'))::text"
        " FROM pg_roles r WHERE rolname = current_user"
    )
    assert ask(cluster.url(), query) == "(f,f,t,t)"


def test_a_wrong_password_is_refused(cluster: Cluster) -> None:
    url = f"postgresql://linli:wrong@127.0.0.1:{cluster.port}/linli"
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url)


def test_text_is_utf8_and_sorts_by_code_point(cluster: Cluster) -> None:
    assert ask(cluster.url(), "SELECT getdatabaseencoding()") == "UTF8"
    assert (
        ask(cluster.url(), "SELECT string_agg(c, '' ORDER BY c) FROM unnest(ARRAY['b','B','中','a']) c")
        == "Bab中"
    )


def test_no_value_reaches_the_log(cluster: Cluster) -> None:
    with pytest.raises(psycopg.Error):
        ask(cluster.url(), "SELECT '510105199001011234x'::int")
    logs = [file.read_text() for file in cluster.home.glob("log/*")]
    assert logs
    assert not any("510105199001011234" in text for text in logs)


def test_passwords_are_for_their_owner_alone(cluster: Cluster) -> None:
    private = [*cluster.folder.glob("*.password"), cluster.folder / "connection.json"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in private} == {0o600}
    assert len(private) == 3


def test_a_server_left_by_a_killed_process_is_adopted(cluster: Cluster, place: Path) -> None:
    second = Cluster(place, settings=SMALL)
    second.start()
    assert second.pid == cluster.pid
    assert second.leave() is False
    assert cluster.alive()


def test_it_starts_again_on_the_same_port_after_a_crash(cluster: Cluster) -> None:
    address, pid = cluster.url(), cluster.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while cluster.alive():
        os.sched_yield()
    cluster.restart()
    assert cluster.url() == address
    assert ask(address, "SELECT 1") == 1


def test_a_stale_pid_file_that_names_another_process_does_no_harm(place: Path) -> None:
    with running(place) as first:
        home = first.cluster
    (home / "postmaster.pid").write_text(f"{os.getpid()}\n{home}\n0\n5432\n\n127.0.0.1\n0 0\nready\n")
    assert processes.postmaster(home) is None
    with running(place) as again:
        assert ask(again.url(), "SELECT 1") == 1


def test_the_last_to_leave_stops_it(place: Path) -> None:
    first, second = Cluster(place, settings=SMALL), Cluster(place, settings=SMALL)
    first.start()
    second.start()
    assert first.leave() is False
    assert second.leave() is True
    assert not first.alive()
    assert processes.postmaster(second.cluster) is None


def test_programs_named_wrongly_are_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINLI_POSTGRES_BIN", "/nowhere")
    with pytest.raises(ClusterError, match="LINLI_POSTGRES_BIN"):
        programs.find()


@pytest.mark.parametrize("major", [15, 16, 17, 18])
def test_every_version_gets_a_locale_it_knows(major: int) -> None:
    first = locale_options(major)[0]
    assert ("--locale-provider=builtin" in first) is (major >= 17)
