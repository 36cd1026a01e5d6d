"""Pin all packages anew (``make lock``): run.in and dev.in to files with hashes that name no server."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parents[1] / "requirements"


def main() -> int:
    """Fetch the resolver into a folder of its own, let it pin, forget it."""
    with tempfile.TemporaryDirectory(prefix="linli-lock-") as folder:
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "--target", folder, "uv"], check=True)
        for kind in ("run", "dev", "bench"):
            command = [f"{folder}/bin/uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
            command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--python-version", "3.11"]
            if kind != "run":
                command += ["--constraint", "run.txt"]
            subprocess.run(
                [*command, f"{kind}.in", "--output-file", f"{kind}.txt", *sys.argv[1:]],
                check=True,
                cwd=REQUIREMENTS,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
