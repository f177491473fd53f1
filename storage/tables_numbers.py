"""Counts of what happened, and the reports of quarters that are over; nobody is in either."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from storage.schema import METADATA

counted = Table(
    "counted",
    METADATA,
    Column("quarter", String(7), primary_key=True),
    Column("figure", String(16), primary_key=True),
    Column("locale", String(16), primary_key=True),
    Column("region", String(16), primary_key=True),
    Column("number", Integer, nullable=False),
)

reports = Table(
    "reports",
    METADATA,
    Column("quarter", String(7), primary_key=True),
    Column("body", Text, nullable=False),
)
"""Hidden and rounded already when they are kept."""
