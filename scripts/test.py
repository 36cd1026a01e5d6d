"""Everything that CI runs (``make test``).

Browser, font and PostgreSQL 15 are installed through apt where that is possible; where not, all else runs
and the end is a failure with the line to type: what could not be tried never counts as passed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PY = str(ROOT / ".venv" / "bin" / "python")
OLD_SERVER = Path("/usr/lib/postgresql/15/bin")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WORKERS = str(min(4, max(2, os.cpu_count() or 2)))
#: All but what needs a browser.
HERE = "not journey and not looks"
#: Who has nothing left to do takes half of what another still has: the slow tests lie together at the end.
SHARED = ("-n", WORKERS, "--dist", "worksteal")

results: list[tuple[str, bool, str]] = []


def main() -> int:
    """Run all steps, whatever fails; 1 when any failed or could not be tried."""
    lacking = provide()
    browser = not {"chromium", "fonts-noto-cjk"} & set(lacking)
    demo = subprocess.Popen([PY, "-m", "tests.demo"], cwd=ROOT) if browser else None
    step("quick checks", [PY, "scripts/check.py"])
    if "postgresql-15" in lacking:
        pytest("tests on the embedded PostgreSQL", [*SHARED, "-m", HERE])
        results.append(("database tests on PostgreSQL 15", False, "not run: PostgreSQL 15 is not here"))
    else:  # docs/decisions/0006: each test once, each of the two servers under a whole layer of them
        pytest(
            "tests on the embedded PostgreSQL", [*SHARED, "-m", f"{HERE} and (not database or one_server)"]
        )
        old = {"LINLI_POSTGRES_BIN": str(OLD_SERVER)}
        pytest(
            "database tests on PostgreSQL 15", [*SHARED, "-m", f"{HERE} and database and not one_server"], old
        )
    if demo is None:
        results.append(("journeys and looks", False, "not run: Chromium or a Chinese font is not here"))
    else:
        demo.wait()  # one that could not be built is built once more by the journeys, which then say why
        pytest("journeys and looks", ["-n", WORKERS, "--dist", "loadfile", "-m", "journey or looks"])
    return report(lacking)


def provide() -> list[str]:
    """Install what the system lacks, where we may; what is still lacking, by its Debian name."""
    lacking = missing()
    if lacking and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {' '.join(lacking)} …", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
        for package in lacking:
            line = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
            subprocess.run(line, check=False, env=quiet, stdout=subprocess.DEVNULL)
        lacking = missing()
    return lacking


def missing() -> list[str]:
    """Debian packages that are needed and not there."""
    found = {
        "chromium": bool(os.environ.get("LINLI_CHROMIUM")) or any(map(shutil.which, BROWSERS)),
        "fonts-noto-cjk": chinese_font(),
        "postgresql-15": (OLD_SERVER / "postgres").exists(),
    }
    return [name for name, there in found.items() if not there]


def chinese_font() -> bool:
    """Whether a browser here can draw Chinese."""
    if not shutil.which("fc-list"):
        return any(Path("/usr/share/fonts").rglob("*CJK*"))
    return bool(subprocess.run(["fc-list", ":lang=zh-cn"], check=False, capture_output=True).stdout.strip())


def step(name: str, command: list[str], more: dict[str, str] | None = None) -> tuple[int, str]:
    """Run one command, show its output as it comes, remember how it ended; its status and last line."""
    print(f"\n— {name}", flush=True)
    began, last = time.monotonic(), ""
    environment = {**os.environ, **(more or {}), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, errors="replace",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert process.stdout is not None
    for line in process.stdout:
        print(line, end="", flush=True)
        last = line.strip() or last
    status = process.wait()
    results.append((name, status == 0, f"{last} ({time.monotonic() - began:.0f} s)"))
    return status, last


def pytest(name: str, options: list[str], more: dict[str, str] | None = None) -> None:
    """One run of pytest; that there was nothing to run (status 5) is a failure as well."""
    step(name, [PY, "-m", "pytest", *options], more)


def report(lacking: list[str]) -> int:
    """How all ended."""
    print("\n— result")
    for name, good, line in results:
        print(f"{'✓' if good else '✗'} {name}: {line}")
    if lacking:
        print(
            f"\nNot everything could be tried. Type this, then make test again:\n  sudo apt-get install -y {' '.join(lacking)}"
        )
    return 0 if all(good for _name, good, _line in results) and not lacking else 1


if __name__ == "__main__":
    sys.exit(main())
