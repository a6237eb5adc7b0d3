"""The editors' own pages: what comes in, work on it, and what becomes of it."""
