"""Addresses of contact for residents, without an account; each names its community by the area's code."""

from __future__ import annotations

from django.urls import path

from .views import public

app_name = "calling"

urlpatterns = [
    path("c/<area:area>/messengers/<key:key>/", public.call, name="call"),
    path("c/<area:area>/messengers/<key:key>/applied/", public.applied, name="applied"),
]
