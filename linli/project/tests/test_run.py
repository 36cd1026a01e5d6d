"""``linli run`` as a whole, in a process of its own: start, a second start, a crash, stop."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from linli.project.environ import ROOT


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    for parent in (folder, folder.parent, folder.parent.parent):
        parent.chmod(0o755)  # the account that root starts the server as must get there
    return folder / "data"


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def environment(place: Path) -> dict[str, str]:
    ours = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_URL", "LINLI_"))
    }
    return {**ours, "LINLI_DATA": str(place), "LINLI_LANGUAGE": "en", "LINLI_WORKERS": "1"}


@pytest.fixture(scope="module")
def server(environment: dict[str, str], port: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "linli", "run", "--no-demo", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C stops everything" in line:
                break
        assert process.poll() is None, "".join(lines)
        yield process
        process.kill()


def status(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.database
def test_from_an_empty_folder_to_pages_and_back(
    server: subprocess.Popen[str], environment: dict[str, str], port: int, place: Path
) -> None:
    assert status(port, "/static/ui/tokens.css") == 200
    assert status(port, "/") in (200, 302)
    again = subprocess.run(
        [sys.executable, "-m", "linli", "run", "--port", str(port + 1)],
        check=False, cwd=ROOT, env=environment, text=True, capture_output=True,
    )  # fmt: skip
    assert again.returncode == 0
    assert f"runs already at http://localhost:{port}" in again.stdout
    family = psutil.Process(server.pid).children(recursive=True)
    assert any("postgres" in one.name() for one in family)

    postmaster = json.loads((place / "postgres" / "connection.json").read_text())["pid"]
    os.kill(postmaster, signal.SIGKILL)
    until = time.monotonic() + 60
    while json.loads((place / "postgres" / "connection.json").read_text())["pid"] == postmaster:
        assert time.monotonic() < until, "the database was not started again"
        os.sched_yield()
    assert status(port, "/") < 600
    family = psutil.Process(server.pid).children(recursive=True)

    server.send_signal(signal.SIGINT)
    assert server.wait(30) == 0
    _gone, left = psutil.wait_procs(family, timeout=10)
    assert left == []
