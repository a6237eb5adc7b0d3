"""A part of the UN's own publication: what is stored, against what the files say."""

from collections import Counter

import pytest
from lxml import etree

from resolutions import states
from resolutions.archive.actors import store_actors
from resolutions.archive.imports import UnImport
from resolutions.ingest.holdings.choosing import about
from resolutions.ingest.holdings.facts import facts_of
from resolutions.ingest.holdings.places import items_in
from resolutions.ingest.holdings.plan import plan
from resolutions.ingest.readers import akn
from resolutions.models import LanguageVersion, Resolution, Sponsorship, VoteSession
from resolutions.vocabulary import Language, VoteKind

# What the list of sponsors of A/RES/77/12 tore "United Kingdom of Great Britain and Northern
# Ireland" into.
NO_ACTORS = {
    "Northern Ireland",
    "Northern Ireland of Great Britain",
}
# 58 States are listed as abstaining; the source does not say who the 59th is.
DEFECTS = {"A/RES/77/293"}


@pytest.fixture(scope="module")
def holdings(shared_dir):
    return shared_dir / "akn4un"


@pytest.mark.django_db
def test_the_cyber_set_is_stored_as_the_files_have_it(holdings):
    """Every language, draft, sponsor and vote of the texts on cyberspace."""
    store_actors(states.actors())
    made = plan(items_in(holdings), chosen=about(["cyber"]), languages=Language.values)
    run = UnImport(made, processes=2)
    summary = run.run()
    assert summary.files == {"new": len(made.files)}
    assert run.intake.conflicts == []
    expected = Counter()
    for planned in made.files:
        for text in akn.read_all(planned.item.read(), facts=False):
            expected[text.masthead.symbol, text.language] += 1
    held = LanguageVersion.objects.values_list("resolution__symbol", "language")
    assert Counter(held) == expected
    assert len({symbol for symbol, _ in expected}) == 24
    text = Resolution.objects.get(symbol="A/RES/75/240")
    assert (text.votes.get().tally, text.votes.get().not_voting) == ("92–50–21", 30)
    assert text.versions.count() == 6
    draft = text.drafts.get()
    assert (draft.symbol, draft.sponsorships.count()) == ("A/C.1/75/L.8/Rev.1", 27)
    assert not Sponsorship.objects.filter(sponsor=None).exists()
    assert not VoteSession.objects.exclude(unresolved=[]).exists()


def test_every_vote_of_a_session_adds_up_and_every_name_is_known(holdings):
    """Session 77 in English: the tallies, but for the listed defects, and the actors."""
    made = plan(items_in(holdings), sessions=["77"], languages=["en"])
    wrong, unknown, recorded = set(), set(), 0
    for planned in made.files:
        for text in akn.read_all(planned.item.read()):
            facts = facts_of(text, planned.rows[0] if planned.rows else None)
            unknown |= {each.printed for each in facts.sponsors + facts.additional if not each.slug}
            if facts.vote and facts.vote.kind == VoteKind.RECORDED:
                recorded += 1
                wrong |= set() if facts.vote.adds_up else {text.masthead.symbol}
                unknown |= {each.printed for each in facts.vote.ballots if not each.slug}
    assert (recorded, wrong) == (88, DEFECTS)
    assert unknown == NO_ACTORS


def test_the_source_marks_up_what_is_read_as_paragraphs(holdings):
    """The preambular containers of a text are its preambular paragraphs, in every language."""
    made = plan(items_in(holdings), sessions=["75"], chosen=about(["cyber"]))
    for planned in made.files:
        data = planned.item.read()
        (text,) = akn.read_all(data, facts=False)
        preamble = etree.fromstring(data).find(".//{*}preamble")
        marked = [
            each for each in preamble.findall("{*}container") if "".join(each.itertext()).strip()
        ]
        read = [each for each in text.paragraphs if each.anchor.startswith("pp")]
        assert (planned.item.name, len(read)) == (planned.item.name, len(marked))
