"""A short run of what `make fuzz` does for longer: the same files each time."""

from itertools import islice

import pytest

from tests.ingest import fuzzing


@pytest.mark.parametrize("kind", [*fuzzing.SEEDS, *fuzzing.RECOGNISERS])
def test_nothing_breaks_on_files_and_texts_changed_at_random(kind):
    finds = [
        f"{trial.name}: {fault}"
        for trial in (fuzzing.Trial(kind, 1, number) for number in range(60))
        if (fault := trial.fault())
    ]
    assert finds == []


def test_a_name_makes_a_trial_again():
    trial = next(islice(fuzzing.trials(5), 7, None))

    assert list(fuzzing.trials(0, trial.name)) == [trial]
