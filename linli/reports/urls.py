"""Addresses of 台账报表."""

from __future__ import annotations

from django.urls import URLPattern, path

from .endpoints import router as router
from .views import figures, ledgers, opened, sent, tables

app_name = "reports"

urlpatterns: list[URLPattern] = [
    path("", tables.index, name="tables"),
    path("population/", tables.population, name="population"),
    path("floating/", tables.floating, name="floating"),
    path("appeals/", tables.appeals_month, name="appeals_month"),
    path("contact/", tables.contact_month, name="contact_month"),
    path("tables/<slug:code>/print/", tables.paper, name="print"),
    path("tables/<slug:code>/excel/", tables.excel, name="excel"),
    path("tables/<slug:code>/send/", sent.seal, name="seal"),
    path("open/", opened.rows, name="open"),
    path("open/export/", opened.export, name="export"),
    path("ledgers/", ledgers.index, name="ledgers"),
    path("figures/", figures.index, name="figures"),
    path("figures/<slug:name>/", figures.figure, name="figure"),
    path("sent/", sent.index, name="sent"),
    path("sent/<key:key>/", sent.one, name="sealed"),
    path("sent/<key:key>/amend/", sent.amend, name="amend"),
]
