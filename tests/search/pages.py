"""What a page of search shows, read from its answer."""

import re
from html import unescape


def shown(response):
    """(label, labels of the paragraphs) of every text on the page."""
    return [
        (group.text.label, [hit.paragraph.label for hit in group.hits])
        for group in response.context["results"].texts
    ]


def said(response):
    """The words of the page's main part, without its markup."""
    main = re.search("<main.*</main>", response.text, re.DOTALL)[0]
    return " ".join(unescape(re.sub("<[^>]*>", " ", main)).split())


def counts(response, facet):
    found = next(f for f in response.context["results"].facets if f.name == facet)
    return {option.value: option.count for option in found.options if option.count}
