"""Making a new cluster, and the settings it always runs with."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from linli.project.cluster.errors import ClusterError
from linli.project.cluster.owner import Owner
from linli.project.cluster.programs import Programs
from linli.project.words import gettext as _

SUPERUSER = "postgres"
BUILTIN_SINCE = 17

# Nothing that a person typed may reach a log: an error's message, detail and statement carry values,
# so errors (which the page reports anyway) are not logged at all; what the server itself has to say is.
ALWAYS: Mapping[str, str] = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "password_encryption": "scram-sha-256",
    "log_min_error_statement": "panic",
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_timezone": "UTC",
    "timezone": "UTC",
    "logging_collector": "on",
    "log_directory": "../log",
    "log_filename": "postgresql-%a.log",
    "log_rotation_age": "1d",
    "log_truncate_on_rotation": "on",
    "log_line_prefix": "%m [%p] ",
    "max_connections": "100",
    "jit": "off",
}
HBA = "host all all 127.0.0.1/32 scram-sha-256\n"


def locale_options(major: int) -> list[list[str]]:
    """What to tell initdb so that text is UTF-8 and sorts by code point, best first.

    From 17 on the server brings such a locale itself; before, the system's C.UTF-8 is used, and plain C
    where a system has none (upper and lower case then work for Latin letters only).
    """
    common = ["--encoding=UTF8", "--lc-messages=C", "--lc-monetary=C", "--lc-numeric=C", "--lc-time=C"]
    if major >= BUILTIN_SINCE:
        builtin = [*common, "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return [
            [*builtin, "--lc-collate=C", "--lc-ctype=C.UTF-8"],
            [*builtin, "--lc-collate=C", "--lc-ctype=C"],
        ]
    return [
        [*common, "--lc-collate=C.UTF-8", "--lc-ctype=C.UTF-8"],
        [*common, "--lc-collate=C", "--lc-ctype=C"],
    ]


def create(cluster: Path, programs: Programs, owner: Owner, superuser_password: str) -> None:
    """Run initdb beside ``cluster`` and rename the finished folder: a kill in between leaves nothing half."""
    home = cluster.parent
    for old in home.glob("cluster.new-*"):
        shutil.rmtree(old, ignore_errors=True)
    draft = home / f"cluster.new-{os.getpid()}"
    words = home / f".password-{secrets.token_hex(8)}"
    owner.own(draft)
    try:
        words.touch(0o600)
        words.write_text(superuser_password + "\n", encoding="utf-8")
        if owner.drop:
            os.chown(words, owner.uid, owner.gid)
        said = ""
        for options in locale_options(programs.major):
            command = [
                programs["initdb"],
                f"--pgdata={draft}",
                f"--username={SUPERUSER}",
                f"--pwfile={words}",
                "--auth=scram-sha-256",
                "--data-checksums",
                *options,
            ]
            done = subprocess.run(
                command,
                check=False,
                capture_output=True,
                text=True,
                errors="replace",
                env={"LC_ALL": "C", "PATH": os.environ.get("PATH", os.defpath)},
                **owner.options(),
            )
            if done.returncode == 0:
                break
            said = done.stderr.strip()
        else:
            raise ClusterError(
                _("PostgreSQL could not create its data folder {folder}: {why}").format(
                    folder=cluster, why=said.splitlines()[-1] if said else "?"
                )
            )
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    finally:
        words.unlink(missing_ok=True)
    draft.rename(cluster)


def configure(cluster: Path, owner: Owner, more: Mapping[str, str]) -> None:
    """Write the settings file and the access rules anew: an update of Linli may change them."""
    lines = [f"{name} = '{value}'" for name, value in {**memory(), **ALWAYS, **more}.items()]
    _write(cluster / "linli.conf", "\n".join(lines) + "\n", owner)
    _write(cluster / "pg_hba.conf", HBA, owner)
    main = cluster / "postgresql.conf"
    content = main.read_text(encoding="utf-8")
    if "include_if_exists = 'linli.conf'" not in content:
        _write(main, content + "\ninclude_if_exists = 'linli.conf'\n", owner)


def memory() -> dict[str, str]:
    """Sizes that suit the machine: an eighth of its memory for shared buffers, 128 MB to 2 GB."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    shared = max(128, min(2048, total // 8))
    return {
        "shared_buffers": f"{shared}MB",
        "effective_cache_size": f"{max(256, total // 2)}MB",
        "work_mem": "16MB" if total >= 4096 else "4MB",
        "maintenance_work_mem": f"{max(64, min(512, total // 16))}MB",
        "max_wal_size": "2GB",
        "random_page_cost": "1.1",
    }


def _write(file: Path, content: str, owner: Owner) -> None:
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.touch(0o600)
    draft.write_text(content, encoding="utf-8")
    if owner.drop:
        os.chown(draft, owner.uid, owner.gid)
    draft.replace(file)
