"""One phrase through time, and the trends of several."""

from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from resolutions.exports import csv_response
from resolutions.finding.knowledge import current
from resolutions.hits import every, texts_of
from resolutions.phrases import (
    LONGEST,
    MOST_PHRASES,
    group_votes,
    meant,
    outcomes,
    phrase_of,
    sponsor_groups,
    survival,
    tidy,
    trend,
)
from resolutions.search.limits import TooLong, time_limit
from resolutions.views.paging import numbers_of, page_of
from resolutions.vocabulary import Language
from resolutions.wording import session_and_year

# Texts on a page, and paragraphs shown of each.
AT_ONCE, OF_EACH = 20, 10
# Paragraphs of a file: that of “the” would keep a server busy for half a minute.
MOST_IN_FILE = 20_000
EXAMPLES = ("additional norms", "human rights and fundamental freedoms", "open-ended working group")
TRENDS = (
    ("group of governmental experts", "open-ended working group"),
    ("capacity-building", "confidence-building"),
)


@require_safe
def phrase_page(request):
    """Who had a phrase first, every later carrier in the order of time, and who dropped it."""
    typed = request.GET.get("q", "")
    language, problems = language_of(request)
    context = {"typed": typed, "examples": EXAMPLES, "longest": LONGEST} | in_language(language)
    context["problems"], status = problems, 400 if problems else 200
    try:
        with time_limit():
            if phrase := phrase_of(typed, current(), language):
                status = max(status, tell(request, phrase, context))
    except TooLong:
        context["problems"], status = ["This phrase is too common to be followed."], 400
    if request.GET.get("format") == "csv" and (phrase := context.get("phrase")):
        if phrase.count <= MOST_IN_FILE:
            return carriers_file(phrase)
        context["problems"].append(f"A file has at most {MOST_IN_FILE:,} paragraphs.")
        status = 400
    return render(request, "resolutions/phrase.html", context, status=status)


def tell(request, phrase, context) -> int:
    """Put what is known of a phrase into the context; return the status of the page."""
    page, problems, status = page_of(
        phrase.folded.texts.tolist(), request.GET.get("page", "1"), AT_ONCE
    )
    context |= {
        "phrase": phrase,
        "page": page,
        "numbers": numbers_of(page),
        "problems": [*context["problems"], *problems],
        "texts": texts_of(phrase.search, phrase.folded, page.object_list, OF_EACH),
    }
    if not phrase.count:
        context["meant"] = meant(phrase)
    else:
        ends = [int(phrase.folded.texts[place]) for place in (0, -1)]
        first, last = texts_of(phrase.search, phrase.folded, ends[:1], 1) + texts_of(
            phrase.search, phrase.folded, ends[1:], 1
        )
        context |= {
            "first": first.hits[0].paragraph,
            "last": last.hits[0].paragraph,
            "survival": survival(phrase),
            "outcomes": outcomes(phrase),
            "groups": sponsor_groups(phrase),
            "votes": group_votes(phrase),
            "trend": trend([phrase], phrase.knowledge, per_words=False),
            "trend_href": f"{reverse('trends')}?{urlencode({'t': phrase.words})}{context['lang']}",
        }
    return status


def language_of(request) -> tuple[Language, list[str]]:
    """Return the language whose texts are asked for, and what is wrong with what was asked."""
    typed = request.GET.get("lang") or Language.ENGLISH
    if typed in Language.values:
        return Language(typed), []
    known = ", ".join(Language.values)
    return Language.ENGLISH, [f"A language is one of {known}. These are the texts in English."]


def in_language(language: Language) -> dict:
    """What templates need to offer languages; `lang` keeps the one chosen in links."""
    kept = "" if language == Language.ENGLISH else f"&lang={language}"
    return {"language": language, "languages": Language.choices, "lang": kept}


def carriers_file(phrase):
    """Every carrier, the oldest first."""
    columns = ("text", "paragraph", "date", "session", "status", "title", "wording in full")
    found = (
        (
            *(text.label, paragraph.label, text.dated or text.year, text.session),
            *(text.get_stage_display(), text.title, paragraph.text),
        )
        for paragraph in every(phrase.search, phrase.folded)
        for text in [paragraph.resolution]
    )
    return csv_response("phrase.csv", columns, found)


@require_safe
def trends(request):
    """Up to four phrases by session; an example where none is asked for."""
    if "q" in request.GET:
        return redirect(with_phrases(request), permanent=True)
    typed = [each for each in request.GET.getlist("t", TRENDS[0]) if each.strip()]
    language, problems = language_of(request)
    if len(typed) > MOST_PHRASES:
        problems.append(f"Trends show {MOST_PHRASES} phrases at most. These are the first.")
    count = request.GET.get("count", "paragraphs")
    if count not in ("paragraphs", "words"):
        problems.append("Trends count paragraphs, or paragraphs for every thousand words.")
    context = {"typed": [*typed, "", ""][: max(2, min(len(typed) + 1, MOST_PHRASES))]}
    context |= {"problems": problems, "count": count, "examples": examples(), "longest": LONGEST}
    context |= in_language(language)
    try:
        with time_limit():
            knowledge = current()
            found = [phrase_of(each, knowledge, language) for each in typed[:MOST_PHRASES]]
            if phrases := list(filter(None, found)):
                context["trend"] = trend(phrases, knowledge, per_words=count == "words")
    except TooLong:
        problems.append("These phrases are too common to be counted.")
    if request.GET.get("format") == "csv" and "trend" in context:
        return trend_file(context["trend"])
    return render(request, "resolutions/trends.html", context, status=400 if problems else 200)


def with_phrases(request) -> str:
    """The address with what was asked for as on other pages of words, `q`, as phrases."""
    query = request.GET.copy()
    query.setlist("t", query.getlist("t") + query.pop("q"))
    return f"{request.path}?{query.urlencode()}"


def examples() -> list[tuple[str, str]]:
    return [(" and ".join(some), urlencode([("t", each) for each in some])) for some in TRENDS]


def trend_file(told):
    header = ("session", "year", *(line.label for line in told.lines))
    rows = (
        (session, session_and_year(session).partition(", ")[2], *map(tidy, values))
        for session, values in told.rows()
    )
    return csv_response("trends.csv", header, rows)
