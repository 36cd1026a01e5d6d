"""Every address of Linli; tests/access.py says who may open which."""

from django.urls import URLPattern, URLResolver, include, path

from . import doors, interface, views

project = (
    [
        path("", views.home, name="home"),
        path("find/", views.find, name="find"),
        path("plus/", views.plus, name="plus"),
        path("done/", views.done, name="done"),
        path("healthz", views.health, name="health"),
        path("b/<str:code>/", doors.building, name="building"),
        path("c/<area:area>/", doors.community, name="community"),
        path("places/buildings/<key:key>/qr/", doors.sheet, name="building_qr"),
    ],
    "project",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(project)),
    path("", include("linli.ui.urls")),
    path("", include("linli.accounts.urls")),
    path("", include("linli.journal.urls")),
    path("", include("linli.files.urls")),
    path("", include("linli.news.urls")),
    path("places/", include("linli.places.urls")),
    path("residents/", include("linli.residents.urls")),
    path("appeals/", include("linli.appeals.urls")),
    path("", include("linli.appeals.urls_public")),
    path("care/", include("linli.care.urls")),
    path("party/", include("linli.party.urls")),
    path("ballots/", include("linli.ballots.urls")),
    path("", include("linli.ballots.urls_public")),
    path("notices/", include("linli.notices.urls")),
    path("mediation/", include("linli.mediation.urls")),
    path("", include("linli.notices.urls_public")),
    path("contact/", include("linli.contact.urls")),
    path("jobs/", include("linli.jobs.urls")),
    path("", include("linli.contact.urls_public")),
    path("", include("linli.council.urls_public")),
    path("council/", include("linli.council.urls")),
    path("bills/", include("linli.bills.urls")),
    path("reports/", include("linli.reports.urls")),
    path("", include("linli.channels.urls")),
    path("api/", include((interface.addresses(), "api"))),
]

handler400 = "linli.ui.views.bad_request"
handler403 = "linli.ui.views.forbidden"
handler404 = "linli.ui.views.not_found"
handler500 = "linli.ui.views.broken"
