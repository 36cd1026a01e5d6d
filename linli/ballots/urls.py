"""Addresses of ballots."""

from __future__ import annotations

from django.urls import path

app_name = "ballots"

urlpatterns = [
    path("<key:key>/", lambda request, key: None, name="decision"),
]
