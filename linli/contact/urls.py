"""Addresses of contact, one list for each slice."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import areas, cards, coverage

app_name = "contact"

AREAS: list[URLPattern] = [
    path("areas/", areas.listing, name="areas"),
    path("areas/new/", areas.new, name="area_new"),
    path("areas/plan/", areas.area_plan, name="area_plan"),
    path("areas/<key:key>/", areas.record, name="area"),
    path("areas/<key:key>/charge/", areas.charge_new, name="charge_new"),
    path("areas/<key:key>/first/", areas.charge_first, name="charge_first"),
    path("charges/<key:key>/end/", areas.charge_end, name="charge_end"),
    path("charges/<key:key>/number/", areas.number, name="number"),
    path("consents/<key:key>/withdraw/", areas.number_withdraw, name="number_withdraw"),
    path("coverage/", coverage.page, name="coverage"),
    path("coverage/<slug:part>/", coverage.households, name="coverage_households"),
    path("ledger/", coverage.ledger, name="ledger"),
    path("ledger/excel/", coverage.ledger_excel, name="ledger_excel"),
    path("cards/", cards.listing, name="cards"),
    path("cards/export/", cards.export, name="cards_export"),
    path("cards/print/", cards.card_print, name="card_print"),
    path("cards/doors/", cards.doors, name="card_doors"),
    path("cards/<key:key>/", cards.record, name="card"),
    path("cards/<key:key>/take-back/", cards.take_back, name="card_take_back"),
    path("cards/<key:key>/again/", cards.reissue, name="card_reissue"),
    path("batches/", cards.batches, name="batches"),
    path("batches/<key:key>/", cards.batch, name="batch"),
    path("batches/<key:key>/pdf/", cards.batch_pdf, name="batch_pdf"),
]

urlpatterns: list[URLPattern] = [*AREAS]
