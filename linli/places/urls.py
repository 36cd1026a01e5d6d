"""Addresses of places."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import areas, buildings, cells, facilities, hours, map, rooms, terms

app_name = "places"

urlpatterns: list[URLPattern] = [
    path("buildings/", buildings.listed, name="buildings"),
    path("buildings/export/", buildings.export, name="buildings_export"),
    path("buildings/new/", buildings.register, name="building_new"),
    path("buildings/<key:key>/", buildings.building, name="building"),
    path("buildings/<key:key>/correct/", buildings.correct, name="building_correct"),
    path("buildings/<key:key>/close/", buildings.close, name="building_close"),
    path("buildings/<key:key>/units/new/", buildings.add_unit, name="building_unit"),
    path("buildings/<key:key>/rooms/new/", buildings.new_rooms, name="building_rooms"),
    path("buildings/<key:key>/reopen/", buildings.reopen, name="building_reopen"),
    path("rooms/<key:key>/", rooms.room, name="room"),
    path("rooms/<key:key>/correct/", rooms.correct, name="room_correct"),
    path("rooms/<key:key>/close/", rooms.close, name="room_close"),
    path("rooms/<key:key>/reopen/", rooms.reopen, name="room_reopen"),
    path("map/", map.drawn, name="map"),
    path("schemes/", cells.schemes, name="schemes"),
    path("schemes/<slug:scheme>/", cells.scheme, name="scheme"),
    path("schemes/<slug:scheme>/new/", cells.draw, name="cell_new"),
    path("cells/<key:key>/", cells.cell, name="cell"),
    path("cells/<key:key>/correct/", cells.correct, name="cell_correct"),
    path("cells/<key:key>/units/", cells.units, name="cell_units"),
    path("cells/<key:key>/end/", cells.end, name="cell_end"),
    path("facilities/", facilities.listed, name="facilities"),
    path("facilities/new/", facilities.opened, name="facility_new"),
    path("facilities/<key:key>/correct/", facilities.correct, name="facility_correct"),
    path("facilities/<key:key>/close/", facilities.close, name="facility_close"),
    path("community/", areas.own, name="facts"),
    path("community/state/", areas.declare, name="facts_declare"),
    path("community/outline/", areas.outline, name="facts_outline"),
    path("community/<slug:kind>/", areas.change, name="facts_change"),
    path("hours/", hours.shown, name="hours"),
    path("terms/", terms.listed, name="terms"),
    path("terms/<str:key>/", terms.term, name="term"),
]
