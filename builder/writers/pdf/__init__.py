"""Sheets as PDF, set by typst: tagged (PDF/UA-1), the same bytes for the same sheets."""
