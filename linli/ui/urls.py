"""Addresses of the look: the three choices and the gallery."""

from __future__ import annotations

from django.urls import path

from linli.ui import views

app_name = "ui"

urlpatterns = [
    path("look/language/", views.language, name="language"),
    path("look/elder/", views.elder, name="elder"),
    path("look/compact/", views.compact, name="compact"),
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/<slug:kind>/", views.gallery_page, name="gallery-page"),
]
