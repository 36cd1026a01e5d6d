"""Pages of places: who may, form, save, redirect; one module per word."""
