"""Comparing texts: paragraphs are matched first, and then their words."""
