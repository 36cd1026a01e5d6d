"""Tests of the look and the page pieces."""
