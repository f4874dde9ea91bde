"""Porchlight: from isolation to connection, one small step at a time."""

__version__ = "0.1.0"
