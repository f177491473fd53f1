"""Composition root and the voice."""
