"""Addresses of contact, one list for each slice."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import endpoints
from .views import areas, cards, clashes, coverage, devices, offline

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

PHONES: list[URLPattern] = [
    path("phones/", devices.devices, name="devices"),
    path("phones/<key:key>/lock/", devices.lock, name="device_lock"),
    path("phones/<key:key>/release/", devices.release, name="device_release"),
    path("clashes/", clashes.clashes, name="clashes"),
    path("clashes/<key:key>/", clashes.clash, name="clash"),
    path("clashes/sent/<key:key>/", clashes.looked_at, name="sent_looked_at"),
    path("phone/", offline.phone, name="phone"),
    path("phone/worker.js", offline.worker, name="phone_worker"),
    path("phone/manifest.webmanifest", offline.manifest, name="phone_manifest"),
    path("phone/hello/", endpoints.hello, name="phone_hello"),
    path("phone/enrol/", endpoints.enrol, name="phone_enrol"),
    path("phone/pack/", endpoints.pack, name="phone_pack"),
    path("phone/send/", endpoints.send, name="phone_send"),
    path("phone/part/<uuid:photo>/<int:start>/", endpoints.part, name="phone_part"),
    path("phone/state/", endpoints.state, name="phone_state"),
]

urlpatterns: list[URLPattern] = [*AREAS, *PHONES]
