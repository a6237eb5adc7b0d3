"""The names in a printed list of sponsors."""

from resolutions.ingest import sponsors


def test_spaces_without_end_between_names_are_one():
    found, warnings = sponsors.resolve("Cuba," + " \u00a0" * 100_000 + "Chile")
    assert ([each.slug for each in found], warnings) == (["cuba", "chile"], [])
