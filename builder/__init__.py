"""Builds classroom modules from articles, and a Jupyter Book from the modules."""

__version__ = "0.1.0"
