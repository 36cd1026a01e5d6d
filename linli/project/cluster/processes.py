"""Which processes of a cluster live, also after a crash of ours or of the server."""

import contextlib
import os
import signal
import time
from pathlib import Path

import psutil


def postmaster(cluster: Path) -> int | None:
    """The process id of the server that runs on this folder; None when none does.

    The id in ``postmaster.pid`` may be stale and belong to something else by now, so the process must
    also have this folder as its current one, as every PostgreSQL process has.
    """
    try:
        pid = int((cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None
    return pid if _works_in(pid, cluster) else None


def port_of(cluster: Path) -> int | None:
    """The port that the running server wrote into its pid file."""
    try:
        return int((cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()[3])
    except (OSError, ValueError, IndexError):
        return None


def _works_in(pid: int, cluster: Path) -> bool:
    with contextlib.suppress(psutil.Error, OSError):
        process = psutil.Process(pid)
        if process.status() != psutil.STATUS_ZOMBIE:
            return Path(process.cwd()) == cluster.resolve() and process.name().startswith("postgres")
    return False


def clear_remains(cluster: Path) -> None:
    """Before a start: end processes that outlived their server, and remove a pid file that means another.

    PostgreSQL removes a stale pid file itself unless its number belongs to some living process of the
    same account, which is usual after a container restarts. Removing it is safe only when no process of
    the old server is left, so those are ended first.
    """
    left = [process for process in psutil.process_iter() if _works_in(process.pid, cluster)]
    for process in left:
        with contextlib.suppress(psutil.Error):
            process.send_signal(signal.SIGQUIT)
    _gone, still = psutil.wait_procs(left, timeout=10)
    for process in still:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(still, timeout=10)
    (cluster / "postmaster.pid").unlink(missing_ok=True)


def end(pid: int, patience: float = 60) -> None:
    """Stop the server: sessions are ended, everything committed is on disk. Impatient after a minute."""
    for sign, wait in ((signal.SIGINT, patience), (signal.SIGQUIT, 10), (signal.SIGKILL, 5)):
        try:
            os.kill(pid, sign)
        except ProcessLookupError:
            return
        if _ended(pid, wait):
            return


def _ended(pid: int, wait: float) -> bool:
    until = time.monotonic() + wait
    while time.monotonic() < until:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
        if not psutil.pid_exists(pid):
            return True
        time.sleep(0.05)
    return False
