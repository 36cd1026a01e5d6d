"""The lines on which letters leave: the signed webhook and e-mail."""
