"""A pytest plugin: the tests' own throw-away PostgreSQL (named in pyproject.toml by ``-p``).

It is a plugin and not a conftest because Django's settings, which need the address, are read before any
conftest is. ``DATABASE_URL`` given: that server is used. Otherwise the embedded programs run on a folder
of their own in the temporary folder, with nothing flushed to disk; xdist's workers inherit the address.
Its data are kept between sessions (``--reuse-db`` works) and made anew whenever they do not start.
"""

import atexit
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from linli.project.cluster import Cluster, ClusterError
from linli.project.environ import ROOT

FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "60",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_cluster: Cluster | None = None


def folder() -> Path:
    """Where the throw-away server of this work tree and this account lies."""
    which = f"{ROOT}\0{os.environ.get('LINLI_POSTGRES_BIN', '')}"
    tree = hashlib.sha256(which.encode()).hexdigest()[:8]
    place = Path(tempfile.gettempdir()) / f"linli-tests-{os.getuid()}-{tree}"
    if place.exists() and place.lstat().st_uid != os.getuid():
        return Path(tempfile.mkdtemp(prefix="linli-tests-"))
    return place


def start() -> None:
    """Start it, and say where by DATABASE_URL; once per session."""
    global _cluster
    os.environ.setdefault("LINLI_DATA", str(folder() / "data"))
    os.environ.setdefault("LINLI_DEMO", "1")  # the people of tests are synthetic
    if os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"):
        return
    place = folder()
    cluster = Cluster(place, settings=FAST)
    try:
        address = cluster.start()
    except ClusterError:
        shutil.rmtree(cluster.folder, ignore_errors=True)
        cluster = Cluster(place, settings=FAST)
        address = cluster.start()
    _cluster = cluster
    os.environ["DATABASE_URL"] = address


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs PostgreSQL, so that ``-m database`` runs it again on another version."""
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or used & {"db", "transactional_db", "django_db_setup"}:
            item.add_marker("database")


def chromium() -> str | None:
    """The browser of journeys and looks: LINLI_CHROMIUM, or the system's; None when there is none."""
    named = os.environ.get("LINLI_CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def stop() -> None:
    """Stop it when this was the last session to use it; also when a session ends before it began."""
    if _cluster is not None:
        _cluster.leave()


atexit.register(stop)
start()
