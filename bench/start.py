"""Django set up on the database that DATABASE_URL names; imported first by every part."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.project.settings")
os.environ.setdefault("LINLI_DEMO", "1")

import django

django.setup()
