"""The editors' side: upload a file, look over what was read, correct it, publish it."""

from django.contrib import admin

from resolutions.admin import (
    actors,
    documents,
    imports,
    lineage,
    people,
    searching,
    sources,
    text,
    votes,
)

__all__ = [
    "actors",
    "documents",
    "imports",
    "lineage",
    "people",
    "searching",
    "sources",
    "text",
    "votes",
]

admin.site.site_title = "Cyber Norms Archive"
admin.site.site_header = "Cyber Norms Archive: editors"
admin.site.index_title = "What the archive holds"
