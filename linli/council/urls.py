"""Addresses of council: bodies and meetings, opinions and projects."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "council"

#: Bodies, meetings, motions, the four steps.
_meetings: list[URLPattern] = []

#: Opinions, projects, money, works.
_projects: list[URLPattern] = []

urlpatterns = [*_meetings, *_projects]
