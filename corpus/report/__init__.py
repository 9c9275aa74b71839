"""Stored records to one HTML file that opens offline."""

from __future__ import annotations

from corpus.report.build import build_report

__all__ = ["build_report"]
