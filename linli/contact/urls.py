"""Addresses of contact, one list for each slice."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "contact"

urlpatterns: list[URLPattern] = []
