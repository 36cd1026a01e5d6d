"""The phone's pages: one shell without anything about anybody, the worker that keeps it, the manifest.

All three are open to everybody: they are the same for all, and the worker must be able to fetch them anew when nobody
is signed in. What they show comes from the phone's own encrypted storage.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from linli.accounts import api as accounts

from .offline_words import words

#: What the phone keeps beside the shell itself, in the order of loading.
STATIC = (
    "vendor/bootstrap-5.3.8/bootstrap.min.css", "ui/tokens.css", "ui/linli.css", "contact/phone.css", "ui/mark.svg",
    *(f"contact/phone/{name}.js" for name in ("app", "held", "store", "crypt", "sync", "screens", "outside", "page", "row", "pictures")),
)  # fmt: skip


@accounts.without_pin
@require_GET
@never_cache
def phone(request: HttpRequest) -> HttpResponse:
    """The shell: words and scripts, nothing else."""
    return render(request, "contact/phone.html", {"words": words(), "base": reverse("contact:phone")})


@accounts.without_pin
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the list of what it keeps; another version when any of it changed."""
    shell = reverse("contact:phone")
    files = [shell, *(_plain(one) for one in STATIC)]
    said = json.dumps(words(), ensure_ascii=False, sort_keys=True)
    version = hashlib.sha256(f"{_versions()}{said}{translation.get_language()}".encode()).hexdigest()[:12]
    head = f"const VERSION = {json.dumps(version)};\nconst FILES = {json.dumps(files)};\n"
    response = HttpResponse(head + _script(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["Service-Worker-Allowed"] = shell
    return response


@accounts.without_pin
@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """What the phone shows when the pages are put on its home screen."""
    icons = [
        {"src": static(f"contact/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size, purpose in ((192, "any"), (512, "any"), (512, "maskable"))
    ]  # fmt: skip
    shell = reverse("contact:phone")
    held = {
        "id": shell, "name": _("Linli visits"), "short_name": _("Visits"), "start_url": shell, "scope": shell, "display": "standalone",
        "lang": translation.get_language(), "background_color": "#FAF9F6", "theme_color": "#1F4E79", "icons": icons,
    }  # fmt: skip
    return JsonResponse(
        held, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )


def _plain(name: str) -> str:
    """The address without a version: scripts name each other without one."""
    return f"{settings.STATIC_URL}{name}"


@lru_cache(maxsize=1)
def _versions() -> str:
    return "".join(hashlib.sha256(_file(one).read_bytes()).hexdigest() for one in STATIC)


@lru_cache(maxsize=1)
def _script() -> str:
    return _file("contact/phone/worker.js").read_text(encoding="utf-8")


def _file(name: str) -> Path:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found)
