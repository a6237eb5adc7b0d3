"""Thresholds of tracing for a handful of texts."""

import pytest

from resolutions.lineage import corpus, later, tracing


@pytest.fixture
def low_thresholds(monkeypatch):
    """So low that among a few texts each of them is passed now and then."""
    monkeypatch.setattr(corpus, "COMMON_LINES", 3)
    monkeypatch.setattr(corpus, "COMMON_SHARE", 0.4)
    monkeypatch.setattr(corpus, "MOST_FORMS", 4)
    monkeypatch.setattr(tracing, "COMPARED", 2)
    for module in (tracing, later):
        monkeypatch.setattr(module, "SHARED_PART", 0.4)
