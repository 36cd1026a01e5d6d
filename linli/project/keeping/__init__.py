"""Backup and restore: dump, files and wrapped keys in one file, checked against its manifest."""
