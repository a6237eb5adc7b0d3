"""Suggestions for what is being typed into the search box: a page, and the same as JSON."""

from dataclasses import asdict

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import condition, require_safe

from resolutions.finding.knowledge import current
from resolutions.search.characters import tidy
from resolutions.search.limits import TooLong, time_limit
from resolutions.suggestions import MOST_CHARACTERS, suggestions
from resolutions.views.search import validator


@require_safe
@condition(etag_func=validator)
def suggest(request):
    """List texts, words, names and States that begin as what was typed; JSON by `format=json`."""
    typed = request.GET.get("q", "")
    try:
        with time_limit():
            found = suggestions(typed, current())
    except TooLong:
        found = []
    if request.GET.get("format") == "json":
        return JsonResponse({"suggestions": [asdict(each) for each in found]})
    context = {"typed": tidy(typed[:MOST_CHARACTERS]), "found": found}
    return render(request, "resolutions/suggestions.html", context)
