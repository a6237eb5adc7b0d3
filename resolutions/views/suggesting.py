"""Suggestions for what is being typed into the search box: a page, and the same as JSON."""

from dataclasses import asdict

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from resolutions.finding.knowledge import Key, current
from resolutions.search.characters import tidy
from resolutions.search.limits import TooLong, time_limit
from resolutions.suggestions import MOST_CHARACTERS, suggestions
from resolutions.views.unchanged import validated


@require_safe
@validated
def suggest(request, key: Key):
    """List texts, words, names and States that begin as what was typed; JSON by `format=json`."""
    typed = request.GET.get("q", "")
    try:
        with time_limit():
            found = suggestions(typed, current(key))
    except TooLong:
        found = []
    if request.GET.get("format") == "json":
        return JsonResponse({"suggestions": [asdict(each) for each in found]})
    context = {"typed": tidy(typed[:MOST_CHARACTERS]), "found": found}
    return render(request, "resolutions/suggestions.html", context)
