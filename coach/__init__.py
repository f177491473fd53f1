"""Decides. Pure functions over frozen data: no I/O, no clock, no text, no third-party import."""
