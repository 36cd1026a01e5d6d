"""The look and the page pieces that every other app uses."""
