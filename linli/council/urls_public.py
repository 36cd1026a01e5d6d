"""Addresses of projects for residents, without an account; each names its community by the area's code."""

from __future__ import annotations

from django.urls import path

from .views import public_projects

app_name = "projects"

urlpatterns = [
    path("c/<area:area>/projects/", public_projects.listing, name="list"),
    path("c/<area:area>/projects/say/", public_projects.say_it, name="say"),
    path("c/<area:area>/projects/said/", public_projects.said, name="said"),
    path("c/<area:area>/projects/<key:key>/", public_projects.project, name="project"),
    path("c/<area:area>/projects/pictures/<key:key>/", public_projects.photo, name="photo"),
]
