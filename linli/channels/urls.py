"""Addresses of the ways in from outside, and of their keys."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from .views import keys

_own = (
    [
        path("keys/", keys.index, name="keys"),
        path("keys/new/", keys.new, name="key_new"),
        path("keys/<key:key>/revoke/", keys.revoke, name="key_revoke"),
    ],
    "channels",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("open311/", include("linli.channels.kinds.open311.urls")),
    path("channels/", include(_own)),
]
