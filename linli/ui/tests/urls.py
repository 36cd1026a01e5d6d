"""The addresses of ui alone: its pages stand without the other apps."""

from django.urls import include, path

urlpatterns = [path("", include("linli.ui.urls"))]
handler404 = "linli.ui.views.not_found"
