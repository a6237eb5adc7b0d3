"""What visitors may ask of the list of votes."""

from resolutions.finding.kinds import Filter, Number, Session, Vocabulary
from resolutions.vocabulary import Committee, Series, VoteKind
from resolutions.voting.table import OPPOSED

# In the order of the page; recorded votes, unless the visitor asks for others.
OF_VOTES: dict[str, Filter] = {
    each.name: each
    for each in (
        Session("session", "Session", shown=8, bars=True),
        Number("year", "Year", shown=8, bars=True),
        Vocabulary(
            "opposed",
            "Closeness",
            choices=tuple((value, words) for value, (words, *_) in OPPOSED.items()),
        ),
        Vocabulary("body", "Body", choices=tuple(Committee.choices)),
        Vocabulary("series", "Series", choices=tuple(Series.choices), blank="Outside these series"),
        Vocabulary("kind", "Vote", choices=tuple(VoteKind.choices), usual=VoteKind.RECORDED),
    )
}
