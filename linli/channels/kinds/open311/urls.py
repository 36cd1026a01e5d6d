"""Addresses of Open311: /open311/discovery.xml, /open311/v2/requests.json …"""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from . import views

app_name = "open311"
FORMS = ("xml", "json")

urlpatterns: list[URLPattern] = [
    path("v2/media/<area:area>/<slug:number>/<key:photo>", views.media, name="media"),
]
for _form in FORMS:
    _in = {"form": _form}
    urlpatterns += [
        path(f"discovery.{_form}", views.discovery, _in, name=f"discovery_{_form}"),
        path(f"v2/discovery.{_form}", views.discovery, _in, name=f"discovery_v2_{_form}"),
        path(f"v2/services.{_form}", views.services, _in, name=f"services_{_form}"),
        re_path(
            rf"^v2/services/(?P<code>[^/]{{1,100}})\.{_form}$", views.service, _in, name=f"service_{_form}"
        ),
        path(f"v2/requests.{_form}", views.requests, _in, name=f"requests_{_form}"),
        re_path(
            rf"^v2/requests/(?P<number>[^/]{{1,100}})\.{_form}$", views.request_, _in, name=f"request_{_form}"
        ),
        re_path(rf"^v2/tokens/(?P<token>[^/]{{1,200}})\.{_form}$", views.token, _in, name=f"token_{_form}"),
    ]
