"""Remembers. Rows in, frozen dataclasses out."""
