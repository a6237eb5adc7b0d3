"""Text and spans become HTML that holds the text and nothing else."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.annotate import Link, Mark, annotate, annotate_table

TEXT = "Recalling its resolution 71/28 of 5 December 2016,"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param({}, TEXT, id="plain"),
        pytest.param(
            {"opening": 9},
            "<em>Recalling</em> its resolution 71/28 of 5 December 2016,",
            id="opening words",
        ),
        pytest.param(
            {"links": [Link(25, 30, "/documents/A/RES/71/28/", held=True)]},
            "Recalling its resolution "
            '<a class="cite held" href="/documents/A/RES/71/28/">71/28</a> of 5 December 2016,',
            id="held",
        ),
        pytest.param(
            {"links": [Link(25, 30, "https://docs.un.org/en/A/RES/71/28", hint="Not here")]},
            'Recalling its resolution <a class="cite" href="https://docs.un.org/en/A/RES/71/28"'
            ' title="Not here">71/28</a> of 5 December 2016,',
            id="not held",
        ),
        pytest.param(
            {"links": [Link(25, 30)]},
            'Recalling its resolution <span class="cite">71/28</span> of 5 December 2016,',
            id="no address",
        ),
        pytest.param(
            {"links": [Link(25, 30, "javascript:alert(1)")]},
            'Recalling its resolution <span class="cite">71/28</span> of 5 December 2016,',
            id="address that is no page",
        ),
        pytest.param(
            {"marks": [Mark(len(TEXT), "4", "#pp1-n4", "pp1-r4")]},
            TEXT + '<a class="fnref" id="pp1-r4" href="#pp1-n4" aria-label="Footnote 4">4</a>',
            id="mark at the end",
        ),
        pytest.param(
            {"links": [Link(25, 30)], "marks": [Mark(27, "*", "#n")]},
            'Recalling its resolution <span class="cite">71/28</span>'
            '<a class="fnref" href="#n" aria-label="Footnote *">*</a> of 5 December 2016,',
            id="mark within a link",
        ),
        pytest.param(
            {"links": [Link(0, 13)], "opening": 9},
            '<span class="cite"><em>Recalling</em> its</span> resolution 71/28 of 5 December 2016,',
            id="opening words within a link",
        ),
        pytest.param(
            {"links": [Link(0, 9), Link(5, 12), Link(9, 10), Link(49, 51), Link(7, 7)]},
            '<span class="cite">Recalling</span><span class="cite"> </span>'
            "its resolution 71/28 of 5 December 2016,",
            id="overlapping, adjacent, beyond the end and empty",
        ),
    ],
)
def test_annotate(arguments, expected):
    assert annotate(TEXT, **arguments) == expected


class Reader(HTMLParser):
    """Reads HTML back: the words outside footnote marks, and every tag with its attributes."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words, self.tags, self.open = "", set(), []

    def handle_starttag(self, tag, attrs):
        self.tags |= {(tag, frozenset(name for name, _ in attrs))}
        self.open.append("mark" if dict(attrs).get("class") == "fnref" else tag)

    def handle_endtag(self, tag):
        assert self.open.pop() in (tag, "mark")

    def handle_data(self, data):
        if "mark" not in self.open:
            self.words += data

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data!r}")

    handle_decl = handle_pi = unknown_decl = handle_comment


# Characters that matter to HTML, and any other that its parser leaves as it is.
texts = st.text(
    st.one_of(
        st.sampled_from("<>&\"'=/!-[]a1 ;#"),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=60,
)
places = st.integers(min_value=-3, max_value=65)
links = st.builds(Link, places, places, texts, st.booleans(), texts)
marks = st.builds(Mark, places, texts, texts, texts)

ALLOWED = {
    "em": {frozenset()},
    "span": {frozenset({"class"}), frozenset({"class", "title"})},
    "a": {
        frozenset({"class", "href"}),
        frozenset({"class", "href", "title"}),
        frozenset({"class", "href", "aria-label"}),
        frozenset({"class", "href", "aria-label", "id"}),
    },
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Post | Number\nClerk | 1",
            '<tr><th scope="col">Post </th><th scope="col" class="n"> Number</th></tr>'
            '<tr><td>Clerk </td><td class="n"> 1</td></tr>',
            id="figures",
        ),
        pytest.param(
            "No | Sum\n1 | (dollars)\n2 | (12 700)\n3 | –",
            '<tr><th scope="col">No </th><th scope="col" class="n"> Sum</th></tr>'
            '<tr><td>1 </td><td class="n"> (dollars)</td></tr>'
            '<tr><td>2 </td><td class="n"> (12 700)</td></tr>'
            '<tr><td>3 </td><td class="n"> –</td></tr>',
            id="figures below their unit, and numbers of rows",
        ),
        pytest.param(
            "| Post\nOffice | Clerk\nAll",
            '<tr><td></td><th scope="col"> Post</th></tr>'
            "<tr><td>Office </td><td> Clerk</td></tr>"
            '<tr><td colspan="2">All</td></tr>',
            id="a row of one cell",
        ),
    ],
)
def test_annotate_table(text, expected):
    assert annotate_table(text) == expected


@given(st.text("ab1| \n<&", min_size=1), st.lists(links), st.lists(marks))
def test_no_word_of_a_table_is_lost(text, links, marks):
    reader = Reader()
    reader.feed(annotate_table(text, links, marks))
    reader.close()
    assert reader.words == text.replace("|", "").replace("\n", "")
    assert reader.open == []


@given(texts, st.lists(links), st.lists(marks), places)
def test_no_markup_of_the_text_survives_and_no_word_of_it_is_lost(text, links, marks, opening):
    reader = Reader()
    reader.feed(annotate(text, links, marks, opening))
    reader.close()
    assert reader.words == text
    assert reader.open == []
    assert all(attributes in ALLOWED[tag] for tag, attributes in reader.tags)
