"""Addresses of notices for residents, without an account; each names its community by the area's code."""

from __future__ import annotations

from django.urls import path

from .views import public

app_name = "board"

urlpatterns = [
    path("c/<area:area>/notices/", public.board, name="board"),
    path("c/<area:area>/notices/archive/", public.archive, name="archive"),
    path("c/<area:area>/notices/<key:key>/", public.notice, name="notice"),
    path("c/<area:area>/notices/<key:key>/object/", public.object_to, name="object"),
]
