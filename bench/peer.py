"""django-import-export's default preview and confirm of the same rows, for comparison.

Runs in an environment of its own (requirements/bench.txt), without linli: `python bench/peer.py FILE.xlsx`. It is given
what it can read, a plain sheet with one row of heads, and does less than an import of ours: its rows are written
as text into one table, unchecked, unsealed, without history. Prints JSON: seconds, processor seconds, rows.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.conf import settings

_where = urlsplit(os.environ["DATABASE_URL"])
settings.configure(
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql", "NAME": _where.path.strip("/"), "USER": _where.username,
            "PASSWORD": _where.password, "HOST": _where.hostname, "PORT": _where.port,
        }
    },
    INSTALLED_APPS=["django.contrib.contenttypes", "import_export", "bench"],
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)  # fmt: skip
django.setup()

from django.db import connection, models, transaction  # noqa: E402
from import_export import resources  # noqa: E402
from import_export.formats.base_formats import XLSX  # noqa: E402


def model_of(heads: list[str]) -> type[models.Model]:
    """A model with one text column for each head."""
    body: dict[str, object] = {
        f"c{index}": models.TextField(blank=True, default="", verbose_name=head)
        for index, head in enumerate(heads)
    }
    meta = type("Meta", (), {"app_label": "bench", "db_table": "bench_peer"})
    return type("Row", (models.Model,), {**body, "__module__": __name__, "Meta": meta})


def main() -> None:
    path = Path(sys.argv[1])
    heads = [str(head) for head in XLSX().create_dataset(path.read_bytes()).headers]
    model = model_of(heads)
    resource = resources.modelresource_factory(model)
    with connection.schema_editor() as editor:
        editor.create_model(model)
    try:
        begin, spent = time.perf_counter(), time.process_time() + served()
        for dry_run in (True, False):
            data = XLSX().create_dataset(path.read_bytes())
            data.headers = [f"c{index}" for index in range(len(heads))]
            with transaction.atomic():
                result = resource().import_data(data, dry_run=dry_run, raise_errors=False)
            if result.has_errors() or result.has_validation_errors():
                raise SystemExit(
                    f"the peer refused rows: {[str(one.error) for one in result.base_errors][:2]} {result.row_errors()[:1]}"
                )
        took, worked = time.perf_counter() - begin, time.process_time() + served() - spent
        print(json.dumps({"seconds": took, "processor": worked, "rows": model.objects.count()}))
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(model)


def served() -> float:
    """Processor seconds of our connection's process at the server."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not stat.exists():
        return 0.0
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
