"""From the address of a page to the published text that it is about."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import DetailView

from resolutions import symbols
from resolutions.models import Resolution


def symbol_in(path: str) -> str | None:
    """Return the symbol that a path spells, however sloppily: "a/res/71/28", "71/28"."""
    if "\x00" in path:
        return None
    return symbols.from_address(path) or symbols.canonical(path.replace("_", " ").strip("/"))


class TextView(DetailView):
    """
    A page about one published text, at its symbol or, where it has none, at its slug.

    Every other way of writing the address leads there for good, and so does a symbol that
    it had before, unless that is now another text's. `page` names the
    URL pattern, of whose arguments one is the address of the text.
    """

    page = ""
    context_object_name = "text"

    def get(self, request, *args, **kwargs):
        address = kwargs["address"]
        symbol = symbol_in(address)
        if symbol and symbols.address(symbol) != address:
            return self.moved(symbols.address(symbol))
        self.object = self.find(symbol, address)
        if not self.object.is_published:
            return self.withdrawn()
        if self.object.address != address:
            return self.moved(self.object.address)
        return self.answer()

    def answer(self):
        """The response for `self.object`, asked for at its own address."""
        return self.render_to_response(self.get_context_data())

    def find(self, symbol: str | None, slug: str) -> Resolution:
        texts = Resolution.objects.published_or_withdrawn()
        wanted = texts.filter(symbol=symbol) if symbol else texts.named(slug.replace("\x00", ""))
        if text := wanted.first():
            return text
        if symbol and (text := texts.filter(former_symbols__symbol=symbol).first()):
            return text
        raise Http404

    def withdrawn(self):
        """Say of a text that was public that it is no more, and why."""
        text = self.object
        context = {
            "text": text,
            "notice": text.notices.first(),
            "docs_url": symbols.docs_url(text.symbol) if text.symbol else None,
        }
        return render(self.request, "410.html", context, status=410)

    def moved(self, address: str):
        """Lead to the same page of the text at its address, with all else that was asked for."""
        url = reverse(self.page, kwargs={**self.kwargs, "address": address})
        query = self.request.META.get("QUERY_STRING", "")
        return redirect(f"{url}?{query}" if query else url, permanent=True)

    def anchor_now(self, anchor: str) -> str:
        """The anchor of the paragraph that had another when it was public first; "" if none had."""
        changes = self.object.anchor_changes.filter(old=anchor.replace("\x00", "")).exclude(new="")
        return changes.values_list("new", flat=True).first() or ""
