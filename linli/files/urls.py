"""Addresses of files and of work."""

from django.urls import path

from linli.files import views

app_name = "files"

urlpatterns = [
    path("files/<key:file_id>/", views.file, name="file"),
    path("work/", views.works, name="works"),
    path("work/<key:work_id>/", views.work, name="work"),
    path("work/<key:work_id>/progress/", views.progress, name="progress"),
    path("work/<key:work_id>/resume/", views.resume, name="resume"),
]
