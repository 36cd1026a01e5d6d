"""One process above all others: database, web and queue worker start, are watched and stop together."""

import http.client
import os
import signal
import ssl
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

from linli.project.cluster import Cluster, ClusterError
from linli.project.command.child import Child
from linli.project.command.failures import Stop, complain
from linli.project.words import gettext as _

BEAT = 0.25
GRACE = 10.0
START_PATIENCE = 60.0
DATABASE_PAUSE = 2.0


class Supervisor:
    """Runs the children until a signal says stop."""

    def __init__(self, cluster: Cluster | None) -> None:
        self.cluster = cluster
        self.children: list[Child] = []
        self.stopping = 0
        self._alive, self._held = os.pipe()
        self._database_again = 0.0

    def listen(self) -> None:
        """Take Ctrl-C, ``linli stop`` and the system's shutdown as: stop everything."""
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self._stop)

    def _stop(self, _sign: int, _frame: FrameType | None) -> None:
        self.stopping += 1
        if self.stopping > 1:
            for child in self.children:
                child.end_group(signal.SIGKILL)

    def check_stop(self) -> None:
        """Between the steps of a long start: leave when asked to."""
        if self.stopping:
            raise KeyboardInterrupt

    def add(self, name: str, module: str, options: Sequence[str] = (), **more: str) -> None:
        """Start a child."""
        child = Child(name, module, options, {**os.environ, **more}, self._alive)
        child.start()
        self.children.append(child)

    def wait_for_web(self, host: str, port: int, *, tls: bool) -> None:
        """Until a page is answered, whatever it says."""
        until = time.monotonic() + START_PATIENCE
        while time.monotonic() < until:
            self.check_stop()
            web = self.children[0]
            if web.process is None or web.process.poll() is not None:
                break
            if answers(host, port, tls=tls):
                return
            time.sleep(0.05)
        raise Stop(_("the web server did not start; the lines above say why."))

    def run(self, changed: Callable[[], None] = lambda: None) -> None:
        """Watch until told to stop."""
        while not self.stopping:
            for child in self.children:
                if child.tend():
                    complain(_("the {name} ended unexpectedly and is started again.").format(name=child.name))
            self._tend_database()
            changed()
            time.sleep(BEAT)

    def _tend_database(self) -> None:
        if self.cluster is None or self.cluster.alive() or time.monotonic() < self._database_again:
            return
        if self._database_again == 0.0:
            complain(_("the database server ended unexpectedly and is started again."))
            self._database_again = time.monotonic() + DATABASE_PAUSE
            return
        try:
            self.cluster.restart()
            self._database_again = 0.0
            complain(_("the database server runs again."))
        except (ClusterError, OSError) as error:
            complain(str(error))
            self._database_again = time.monotonic() + 5 * DATABASE_PAUSE

    def stop(self) -> None:
        """End all children, then leave the database. Seconds, even when one does not listen."""
        for child in self.children:
            child.ask_to_stop()
        until = time.monotonic() + GRACE
        for child in self.children:
            child.wait(until)
        self.children.clear()
        os.close(self._held)
        os.close(self._alive)
        if self.cluster is not None:
            self.cluster.leave()


def answers(host: str, port: int, *, tls: bool) -> bool:
    """Whether the application answers there. Its certificate is our own affair, so it is not checked."""
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            host, port, timeout=10, context=context
        )
    else:
        connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def shown_address(host: str, port: int, tls: bool) -> str:
    """What to type into a browser on this machine."""
    scheme = "https" if tls else "http"
    name = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::", "::1") else host  # noqa: S104
    return f"{scheme}://{f'[{name}]' if ':' in name else name}:{port}"


def static_folder(data: Path) -> Path:
    """Where collected style sheets, scripts and pictures lie."""
    return data / "static"
