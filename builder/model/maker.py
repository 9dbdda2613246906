"""Who made a file, as its properties say."""

from __future__ import annotations

MADE_BY = "teaching-module builder"
