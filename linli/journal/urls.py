"""Addresses of the log."""

from django.urls import path

from linli.journal import views

app_name = "journal"

urlpatterns = [
    path("settings/log/", views.log, name="log"),
    path("settings/log/reads/", views.reads, name="reads"),
    path("settings/log/unusual/", views.unusual, name="unusual"),
    path("settings/log/export/", views.export, name="export"),
]
