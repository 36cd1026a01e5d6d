"""Make ``.venv`` ready: called by make with any Python 3.11 or newer; needs nothing but its library.

    python3 scripts/setup.py [--dev]

Packages are installed when the lock file changed since the last time, with hashes checked; otherwise
nothing touches the network. The package itself is made importable by a path file, not built.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import IO, NoReturn

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "linli.json"
COMMAND = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys
from linli.project.command import main
sys.exit(main())
"""


def main() -> None:
    """Bring the environment up to date; say what is done, and end with a sentence when it cannot be."""
    options = argparse.ArgumentParser()
    options.add_argument("--dev", action="store_true", help="also what tests and checks need")
    dev = options.parse_args().dev
    if sys.version_info < (3, 11):  # noqa: UP036 - make looks for a new one, a person may not
        stop(f"Linli needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable}).")
    with lock():
        known = read_stamp()
        if not works():
            create()
            known = {}
        install("dev" if dev or known.get("kind") == "dev" else "run", known)
        link()
        messages(known)


def lock() -> IO[str]:
    """Only one set-up at a time: a second waits for the first."""
    try:
        file = (ROOT / "requirements" / "run.txt").open(encoding="utf-8")
    except OSError as error:
        stop(f"{error.filename} cannot be read ({error.strerror}).")
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def stop(sentence: str) -> NoReturn:
    """End with a sentence."""
    print(f"linli: {sentence}", file=sys.stderr)
    raise SystemExit(1)


def works() -> bool:
    """Whether .venv holds a Python that starts (a system update may have taken its base away)."""
    test = "import sys; sys.exit(sys.version_info < (3, 11) or sys.prefix == sys.base_prefix)"
    try:
        return subprocess.run([PYTHON, "-c", test], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def create() -> None:
    """A fresh environment with this Python."""
    if importlib.util.find_spec("ensurepip") is None:
        add_ensurepip()
    print(f"Creating {VENV} with Python {sys.version.split()[0]} …", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if done.returncode != 0 or not works():
        shutil.rmtree(VENV, ignore_errors=True)
        stop(
            f"The environment could not be created with {sys.executable}; is Python complete and the disk not full?"
        )


def add_ensurepip() -> None:
    """Debian splits Python: what environments need is a package of its own."""
    package = f"python3.{sys.version_info.minor}-venv"
    line = ["apt-get", "install", "-y", "--no-install-recommends", package]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"This Python cannot create environments; installing {package} …", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        if subprocess.run(line, check=False, env=quiet, capture_output=True).returncode != 0:
            subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
            subprocess.run(line, check=False, env=quiet, stdout=subprocess.DEVNULL)
        if (
            subprocess.run(
                [sys.executable, "-c", "import ensurepip"], check=False, capture_output=True
            ).returncode
            == 0
        ):
            return
    stop(
        f"This Python cannot create environments (its module ensurepip is missing). Type: sudo {' '.join(line)}"
    )


def read_stamp() -> dict[str, str]:
    """What was installed last."""
    try:
        content = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def install(kind: str, known: dict[str, str]) -> None:
    """The locked packages, unless exactly these are installed."""
    file = ROOT / "requirements" / f"{kind}.txt"
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    if known.get("packages") == digest:
        return
    print("Installing the packages (once, a minute or two) …", flush=True)
    STAMP.unlink(missing_ok=True)
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "-qq", "-r", str(file)]
    command += ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    environment = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")
    }
    if (
        subprocess.run(
            [*command, "--root-user-action=ignore"], check=False, env=environment, cwd=ROOT
        ).returncode
        != 0
    ):
        stop(
            "The packages could not be installed; the lines above say why. Without a way to the package index, set a "
            "mirror (PIP_INDEX_URL=…) and run the same again: what is there already is not loaded twice."
        )
    known.update({"packages": digest, "kind": kind})
    write_stamp(known)


def write_stamp(known: dict[str, str]) -> None:
    """Remember, in one step."""
    draft = STAMP.with_suffix(".new")
    draft.write_text(json.dumps(known), encoding="utf-8")
    draft.replace(STAMP)


def link() -> None:
    """Make ``import linli`` and the command ``linli`` work inside the environment."""
    for packages in VENV.glob("lib/python3.*/site-packages"):
        write_if_new(packages / "linli.pth", f"{ROOT}\n")
    command = VENV / "bin" / "linli"
    write_if_new(command, COMMAND.format(python=PYTHON))
    command.chmod(0o755)


def write_if_new(file: Path, content: str) -> None:
    """Write a file unless it says just that already."""
    if not file.exists() or file.read_text(encoding="utf-8") != content:
        file.write_text(content, encoding="utf-8")


def messages(known: dict[str, str]) -> None:
    """Compile the translations when one of them changed."""
    script = ROOT / "scripts" / "messages.py"
    catalogues = sorted(ROOT.glob("linli/*/locale/*/LC_MESSAGES/django.po"))
    compiled = all(file.with_suffix(".mo").exists() for file in catalogues)
    digest = hashlib.sha256(b"\0".join(file.read_bytes() for file in catalogues)).hexdigest()
    if not script.exists() or not catalogues or (compiled and known.get("messages") == digest):
        return
    done = subprocess.run([PYTHON, str(script), "compile"], check=False, cwd=ROOT, stdout=subprocess.DEVNULL)
    if done.returncode != 0:
        stop("The translations could not be compiled; the lines above name the file.")
    known["messages"] = digest
    write_stamp(known)


if __name__ == "__main__":
    main()
