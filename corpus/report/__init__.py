"""Stored records to one HTML file that opens offline."""
