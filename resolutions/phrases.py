"""A phrase through time: who had it first, who carried it, and where it was dropped."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from django.db.models import Count, Q
from django.http import QueryDict

from resolutions.finding.answer import Answer
from resolutions.finding.knowledge import Knowledge
from resolutions.finding.search import Search, answer, understand
from resolutions.finding.spelling import corrections
from resolutions.hits import Folded
from resolutions.models import Ballot, Resolution, Sponsorship, VoteSession
from resolutions.search.query import parse
from resolutions.search.tokens import WORD, plain, words_in
from resolutions.vocabulary import BallotChoice, Language, RegionalGroup, SponsorRole, VoteKind
from resolutions.wording import session_and_year

# Letters of a phrase; titles whose texts are followed; phrases of one trend.
LONGEST, MOST_TITLES, MOST_PHRASES = 200, 12, 4
# Texts of one title that are told.
MOST_OF_TITLE = 40


@dataclass
class Phrase:
    """Exactly these words, side by side, in the published texts of one language."""

    words: str
    knowledge: Knowledge
    language: Language = Language.ENGLISH
    search: Search = field(init=False)
    answer: Answer = field(init=False)

    def __post_init__(self):
        address = QueryDict(mutable=True)
        address["lang"], address["synonyms"] = self.language, "0"
        query = parse(f'"{" ".join(words_in(self.words))}"')
        self.search = understand(query, address, self.knowledge)
        self.answer = answer(self.search, self.knowledge)

    @property
    def count(self) -> int:
        return self.answer.hits.count

    @property
    def text_count(self) -> int:
        return self.answer.text_count

    @cached_property
    def folded(self) -> Folded:
        """Its carriers, the oldest text first."""
        return Folded.of(self.answer, "oldest", fold=False)

    @cached_property
    def weights(self) -> np.ndarray:
        """In how many paragraphs of each text it stands, by the rows of texts."""
        return np.bincount(self.answer.hits.rows, minlength=self.answer.texts.size)

    @cached_property
    def keys(self) -> list[int]:
        """The keys of the texts that carry it."""
        return self.answer.texts.keys[np.nonzero(self.weights)[0]].tolist()


def phrase_of(
    typed: str, knowledge: Knowledge, language: Language = Language.ENGLISH
) -> Phrase | None:
    """Return the phrase that was typed; None where it has no word."""
    words = " ".join(typed.replace('"', " ").replace("“", " ").replace("”", " ").split())
    return Phrase(words[:LONGEST], knowledge, language) if words_in(words) else None


def meant(phrase: Phrase) -> Phrase | None:
    """Return the phrase in words that the archive has for those it lacks, if that is found."""
    better = corrections(phrase.search.query.wanted, phrase.knowledge, phrase.language)
    if not better:
        return None
    words = WORD.sub(lambda found: better.get(plain(found[0]), found[0]), phrase.words)
    other = Phrase(words, phrase.knowledge, phrase.language)
    return other if other.count else None


def regular_sessions(knowledge: Knowledge) -> np.ndarray:
    """The regular session of each text, by rows; 0 for special sessions and none. One query."""
    texts = knowledge.texts
    held = Resolution.objects.published().in_regular_sessions().exclude(session=None).order_by()
    known = np.array(list(held.values_list("pk", "session")), np.int64).reshape(-1, 2)
    rows = texts.rows_of(known[:, 0])
    found = np.zeros(texts.size, np.int64)
    found[rows[rows >= 0]] = known[rows >= 0, 1]
    return found


def by_session(weights: np.ndarray, sessions: np.ndarray) -> dict[int, int]:
    """Sum the weights of texts by their sessions; what weighs nothing is left out."""
    totals = np.bincount(sessions, weights) if len(sessions) else np.zeros(0)
    return {int(s): int(totals[s]) for s in np.nonzero(totals)[0] if s}


def word_counts(knowledge: Knowledge, language: Language) -> np.ndarray:
    """How many words of each text are held in a language, by rows."""
    weights = np.zeros(knowledge.texts.size)
    for loaded in knowledge.of(language):
        rows = loaded.rows[loaded.public]
        lengths = loaded.segment.columns.lengths[loaded.public]
        weights += np.bincount(rows, lengths, minlength=knowledge.texts.size)
    return weights


# Who kept it


@dataclass(frozen=True, slots=True)
class Survival:
    """The texts of one title through time, each with whether the phrase stands in it."""

    title: str
    steps: list[tuple[Resolution, bool]]

    @property
    def kept(self) -> int:
        return sum(has for _, has in self.steps)

    @property
    def words(self) -> str:
        """ "kept in 3 of 4 texts", and since when it is gone if it is."""
        told = f"kept in {self.kept} of {len(self.steps)} texts"
        last, has = self.steps[-1]
        if has:
            return told
        gone = next(t for t, has in reversed(self.steps) if has)
        return f"{told}; last in {gone.label}, not in {last.label}"


def survival(phrase: Phrase) -> list[Survival]:
    """Follow the phrase through the texts of the titles that carry it most; two queries."""
    carriers = Resolution.objects.published().filter(pk__in=phrase.keys).order_by()
    titles = carriers.values("title").annotate(n=Count("pk")).order_by("-n", "title")
    wanted = [row["title"] for row in titles[:MOST_TITLES]]
    texts = Resolution.objects.published().with_text().filter(title__in=wanted).oldest_first()
    held = set(phrase.keys)
    by_title: dict[str, list[tuple[Resolution, bool]]] = {title: [] for title in wanted}
    for text in texts.filter(versions__language=phrase.language):
        by_title[text.title].append((text, text.pk in held))
    found = [Survival(title, steps[-MOST_OF_TITLE:]) for title, steps in by_title.items()]
    return [each for each in found if len(each.steps) > 1 and each.kept]


def outcomes(phrase: Phrase) -> list[tuple[str, int]]:
    """How many of its texts were adopted how; a text with votes of two kinds counts in both."""
    counts = phrase.answer.texts.properties["vote"].counts((phrase.weights > 0).astype(int))
    words = dict(VoteKind.choices) | {"none": "No vote recorded here"}
    return [(words[kind], counts[kind]) for kind in words if counts.get(kind)]


def sponsor_groups(phrase: Phrase) -> list[tuple[str, int]]:
    """
    How many of its texts were sponsored by some State of each regional group; one query.

    A draft that carries it and became one that does counts for both.
    """
    carriers = set(phrase.keys)
    rows = (
        Sponsorship.objects.filter(
            Q(resolution__in=carriers) | Q(resolution__became__in=carriers),
            role=SponsorRole.ORIGINAL,
            sponsor__regional_group__in=RegionalGroup.values,
        )
        .order_by()
        .values_list("sponsor__regional_group", "resolution", "resolution__became")
        .distinct()
    )
    texts = {(group, text) for group, *both in rows for text in both if text in carriers}
    counts = Counter(group for group, _ in texts)
    return [(group.label, counts[group]) for group in RegionalGroup if group in counts]


@dataclass(frozen=True, slots=True)
class GroupVotes:
    """How the States of a regional group voted on texts, all votes taken together."""

    group: str
    in_favour: int
    against: int
    abstaining: int


def group_votes(phrase: Phrase) -> tuple[int, list[GroupVotes]]:
    """Return how many roll calls on its texts are held, and how the groups voted; one query."""
    choices = [BallotChoice.IN_FAVOUR, BallotChoice.AGAINST, BallotChoice.ABSTAINING]
    votes = VoteSession.objects.filter(resolution__in=phrase.keys).on_whole_texts().once_each()
    rows = (
        Ballot.objects.filter(vote__in=votes.order_by().values("pk"), choice__in=choices)
        .filter(sponsor__regional_group__in=RegionalGroup.values)
        .order_by()
        .values_list("vote", "sponsor__regional_group", "choice")
        .annotate(n=Count("pk"))
    )
    roll_calls, counts = set(), Counter()
    for vote, group, choice, n in rows:
        roll_calls.add(vote)
        counts[group, choice] += n
    known = {group for group, _ in counts}
    told = (
        GroupVotes(group.label, *(counts[group, choice] for choice in choices))
        for group in RegionalGroup
        if group in known
    )
    return len(roll_calls), list(told)


# Trends


@dataclass(frozen=True)
class Line:
    """One phrase of a trend: its value in each session of which texts are held."""

    phrase: Phrase
    values: dict[int, float]

    @property
    def label(self) -> str:
        return self.phrase.words

    @property
    def peak(self) -> int:
        return max(self.values, key=self.values.__getitem__)

    @property
    def said(self) -> str:
        """A sentence of what the line shows."""
        if not any(self.values.values()):
            return f"“{self.label}” stands in no text of a regular session here."
        most = f"{session_and_year(self.peak)}: {tidy(self.values[self.peak])}"
        first = next(session for session, value in self.values.items() if value)
        return f"“{self.label}”: first in the {session_and_year(first)}; most in the {most}."


@dataclass(frozen=True)
class Trend:
    """Phrases by session; `per_words` counts paragraphs for every thousand words held."""

    lines: Sequence[Line]
    sessions: Sequence[int]
    per_words: bool = False

    def rows(self) -> Iterator[tuple[int, list[float]]]:
        for session in self.sessions:
            yield session, [line.values[session] for line in self.lines]


def trend(phrases: Sequence[Phrase], knowledge: Knowledge, *, per_words: bool) -> Trend:
    """
    Count phrases of one language by session.

    A session of which no text is held in that language has no value.
    """
    sessions = regular_sessions(knowledge)
    held = by_session(word_counts(knowledge, phrases[0].language), sessions)
    lines = []
    for phrase in phrases:
        counts = by_session(phrase.weights, sessions)
        values = {s: float(counts.get(s, 0)) for s in held}
        if per_words:
            values = {s: 1000 * n / held[s] for s, n in values.items()}
        lines.append(Line(phrase, values))
    return Trend(lines, list(held), per_words)


def tidy(value: float) -> str:
    """A count as a whole number, a share with as many figures as tell something."""
    return str(int(value)) if value == int(value) else f"{value:.3g}"
