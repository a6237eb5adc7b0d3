"""Promises kept for any text whatever."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolutions.ingest import Refused, parse
from resolutions.ingest.contract import as_json
from resolutions.ingest.document import ParsedResolution

SEEDS = sorted((Path(__file__).parents[2] / "fixtures" / "documents").iterdir())

# What resolutions are made of, to come upon the rules more often than chance would.
PIECES = st.sampled_from(
    [
        *("The General Assembly,", "Recalling its resolutions 53/70 of 4 December 1998,"),
        *("Noting also the reports,1 and", "1. Calls upon Member States:", "2. Decides", "2 bis."),
        *("(a) To act;", "(i) First;", "(ii) Second;", "(aa) Last.", "- 1. Welcomes", "PP1", "OP2"),
        *("1 A/77/275.", "¹ A/77/275.", "[1] See A/1.", "<sup>1</sup>", "* Reissued", "20134 and"),
        *("---", "____________", "2/2 22-22894", "\x0c", "Annex", "II", "Capacity-building"),
        *("A/c.1/77/L.23", "Distr.: Limited", "Seventy-first session", "Agenda item 94"),
        *("Cuba and China: draft resolution", "51st plenary meeting", "5 December 2016", "*", "**"),
        *(
            "open-ended",
            "openended",
            "anti-",
            "trafficking",
            "<!--",
            "-->",
            "[53/70](#)",
            "# Title",
        ),
        *("| a | b |", "|---|---|", "> quoted", "&amp;", "\u202e", "\u200b", "\x00", "²", "٣", "“"),
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=30).flatmap(
    lambda pieces: st.lists(
        st.sampled_from(["\n", "\n\n", " ", "\n    ", "\n\n\n\n"]),
        min_size=len(pieces),
        max_size=len(pieces),
    ).map(lambda gaps: "".join(a + b for a, b in zip(pieces, gaps, strict=True)))
)


def outcome(data: bytes):
    try:
        return parse(data)
    except Refused as refused:
        return refused.code, refused.message


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_gives_a_document_or_one_clear_refusal(text):
    result = outcome(text.encode("utf-8", errors="surrogatepass"))
    if isinstance(result, ParsedResolution):
        as_json(result)
    else:
        code, message = result
        assert re.fullmatch(r"[a-z-]+", code)
        assert message.endswith(".")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_document_or_one_clear_refusal(data):
    outcome(data)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_the_same_bytes_give_the_same_answer(text):
    data = text.encode("utf-8", errors="surrogatepass")
    assert outcome(data) == outcome(data)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_spans_and_marks_stand_in_their_texts(text):
    result = outcome(text.encode("utf-8", errors="surrogatepass"))
    if isinstance(result, ParsedResolution):
        for holder in holders(result):
            for span in holder.citations:
                assert 0 <= span.start < span.end <= len(holder.text)
            for mark in getattr(holder, "marks", ()):
                assert 0 <= mark.position <= len(holder.text)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_anchors_are_addresses_and_none_comes_twice(text):
    result = outcome(text.encode("utf-8", errors="surrogatepass"))
    if isinstance(result, ParsedResolution):
        anchors = [each.anchor for each in holders(result) if hasattr(each, "anchor")]
        assert len(anchors) == len(set(anchors))
        assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", anchor) for anchor in anchors)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_no_word_is_lost(text):
    """Every word of the file is in the document or reported as dropped."""
    result = outcome(text.encode("utf-8", errors="surrogatepass"))
    if isinstance(result, ParsedResolution):
        assert missing(text, result) == set()


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_no_word_of_a_seed_is_lost(path):
    text = path.read_text(encoding="utf-8")
    assert missing(text, parse(path.read_bytes())) == set()


def holders(document: ParsedResolution):
    waiting = [*document.paragraphs, *document.notes]
    waiting += [each for annex in document.annexes for each in annex.paragraphs]
    while waiting:
        first, *waiting = waiting
        yield first
        waiting = [*getattr(first, "children", ()), *waiting]


def missing(text: str, document: ParsedResolution) -> set[str]:
    """Words of Latin letters, four and longer, that are nowhere to be found."""
    text = re.sub(r"<!--.*?-->|</?sup>|&amp;", " ", text, flags=re.DOTALL)
    head = document.masthead
    said = " ".join(
        [
            *(holder.text for holder in holders(document)),
            *(f"{annex.label} {annex.title}" for annex in document.annexes),
            *(dropped.text for dropped in document.dropped),
            *(sponsor.printed for sponsor in head.sponsors),
            *(warning.message for warning in document.warnings),
            document.formula,
            document.kind,
            str(head),
        ]
    )
    words = set(re.findall(r"[a-z]{4,}", text.lower()))
    return words - set(re.findall(r"[a-z]{4,}", said.lower()))
