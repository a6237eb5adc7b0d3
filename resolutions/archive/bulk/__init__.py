"""
Many documents at once: what whole holdings become, in batches.

A batch is one transaction: an import that is interrupted loses the batch that is
under way, and the next one goes on from there.
"""

from resolutions.archive.bulk.intake import Arrival, Intake, Record

__all__ = ["Arrival", "Intake", "Record"]
