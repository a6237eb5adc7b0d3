"""What tests of the editors' pages share."""

import pytest

from resolutions.ingest.viewing import Viewer


@pytest.fixture(scope="session")
def reader():
    """The limited process that reads files; starting one takes longer than most tests."""
    with Viewer() as viewer:
        yield viewer
