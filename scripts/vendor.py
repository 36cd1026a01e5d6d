"""Fetch the page libraries that stand in linli/ui/static/vendor, or check those that are there.

    python scripts/vendor.py check      digests of every file against manifest.json (needs no network)
    python scripts/vendor.py refresh    fetch the versions named in PACKAGES through the npm client

The npm client knows where to ask; no address stands here. A refresh writes the files, their licence and a
new manifest. It never removes an older version: pages name the version that they load, so an old folder is
deleted by hand once nothing names it.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "linli" / "ui" / "static" / "vendor"


@dataclass(frozen=True)
class Package:
    """One library: its npm name, our folder name, the version, the licence and the files we serve."""

    npm: str
    name: str
    version: str
    licence: str
    files: tuple[str, ...]


PACKAGES = (
    Package("bootstrap", "bootstrap", "5.3.8", "MIT", ("dist/css/bootstrap.min.css", "LICENSE")),
    Package("htmx.org", "htmx", "2.0.11", "0BSD", ("dist/htmx.min.js", "LICENSE")),
)


def digest(path: Path) -> str:
    """The SHA-256 of a file, as hexadecimal text."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def folder(package: Package) -> Path:
    """Where a package stands."""
    return VENDOR / f"{package.name}-{package.version}"


def fetch(package: Package, into: Path) -> None:
    """Unpack the served files of one package into its folder."""
    subprocess.run(
        ["npm", "pack", "--silent", f"{package.npm}@{package.version}"],
        cwd=into,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (archive,) = into.glob(f"{package.npm}-*.tgz")
    target = folder(package)
    target.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as tar:
        for name in package.files:
            member = tar.extractfile(f"package/{name}")
            if member is None:
                raise SystemExit(f"{package.npm} {package.version} has no file {name}.")
            text = member.read()
            if name.endswith(".css"):  # the source map is not served: its line would ask for it
                text = text.split(b"\n/*# sourceMappingURL")[0] + b"\n"
            (target / Path(name).name).write_bytes(text)


def manifest() -> list[dict[str, object]]:
    """What stands in the folder now, as the manifest lists it."""
    return [
        {
            "name": package.name,
            "version": package.version,
            "licence": package.licence,
            "folder": folder(package).name,
            "sha256": {path.name: digest(path) for path in sorted(folder(package).iterdir())},
        }
        for package in PACKAGES
    ]


def refresh() -> None:
    """Fetch every package and write the manifest."""
    for package in PACKAGES:
        with tempfile.TemporaryDirectory() as into:
            fetch(package, Path(into))
        print(f"{package.name} {package.version}: {folder(package).name}")
    (VENDOR / "manifest.json").write_text(json.dumps(manifest(), indent=2) + "\n")


def check() -> int:
    """Compare files and manifest: 0 when every digest agrees."""
    written = json.loads((VENDOR / "manifest.json").read_text())
    if written == manifest():
        return 0
    print("linli/ui/static/vendor differs from its manifest. Run: python scripts/vendor.py refresh")
    return 1


if __name__ == "__main__":
    verb = sys.argv[1] if len(sys.argv) > 1 else ""
    if verb == "refresh":
        refresh()
    elif verb == "check":
        sys.exit(check())
    else:
        sys.exit(__doc__)
