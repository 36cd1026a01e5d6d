"""The quick checks (``make check``): layout, types, layers, translations, migrations. Two at a time."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
PY = str(BIN / "python")

CHECKS: dict[str, list[str]] = {
    "types": [PY, "-m", "mypy", "linli", "tests"],
    "layers": [str(BIN / "lint-imports"), "--no-cache"],
    "rules": [PY, "-m", "ruff", "check", "--quiet", "."],
    "layout": [PY, "-m", "ruff", "format", "--check", "--quiet", "."],
    "translations": [PY, "scripts/messages.py", "check"],
    "migrations": [PY, "-W", "ignore", "-m", "django", "makemigrations", "--check", "--dry-run"],
}
HINT = {
    "rules": "make fix",
    "layout": "make fix",
    "translations": "make messages",
    "migrations": "linli makemigrations",
}


def main() -> int:
    """Run all; 1 when any fails."""
    with tempfile.TemporaryDirectory(prefix="linli-check-") as data:
        environment = {**os.environ, "LINLI_DATA": data, "DJANGO_SETTINGS_MODULE": "linli.project.settings"}
        environment.pop("DATABASE_URL", None)

        def run(name: str) -> bool:
            began = time.monotonic()
            done = subprocess.run(
                CHECKS[name], cwd=ROOT, env=environment, check=False, text=True,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
            good = done.returncode == 0
            hint = f"  → {HINT[name]}" if not good and name in HINT else ""
            lines = "" if good else done.stdout.rstrip() + "\n"
            print(
                f"{lines}{'✓' if good else '✗'} {name:<13}{time.monotonic() - began:5.1f} s{hint}", flush=True
            )
            return good

        with ThreadPoolExecutor(2) as pool:
            good = list(pool.map(run, CHECKS))
    print("All checks passed." if all(good) else f"{good.count(False)} checks failed.")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
