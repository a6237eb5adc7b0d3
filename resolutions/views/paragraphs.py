"""The history of one paragraph: where its words come from, and where they went."""

from collections.abc import Iterable, Iterator, Sequence

from django.http import Http404
from django.shortcuts import redirect

from resolutions.archive.tracing import texts_behind
from resolutions.exports import csv_response
from resolutions.families import History, Step, history
from resolutions.fates import Fate, fates
from resolutions.models import Paragraph, Resolution
from resolutions.parallel import choose, held_versions
from resolutions.reading import name_of
from resolutions.views.addresses import TextView
from resolutions.views.paging import numbers_of, page_of
from resolutions.vocabulary import ParagraphKind

# Wordings on one page.
AT_ONCE = 25
COLUMNS = (
    *("wording", "same paragraph", "text", "paragraph", "date", "session", "status"),
    *("goes on from", "how", "words", "carried over", "new", "left out", "sponsors", "additional"),
    *("adoption", "in favour–against–abstaining", "wording in full"),
)


class ParagraphView(TextView):
    """The whole family of a paragraph, oldest first, with what each wording changed."""

    page = "paragraph"
    template_name = "resolutions/paragraph.html"

    def get(self, request, *args, **kwargs):
        """An address that the paragraph had before leads to where it is."""
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            if now := self.where_it_is():
                return redirect(self.page, self.object.address, now)
            raise

    def where_it_is(self) -> str:
        return self.anchor_now(self.kwargs["anchor"]) if hasattr(self, "object") else ""

    def get_context_data(self, **kwargs):
        choice = choose(self.request.GET, held_versions(self.object))
        told = history(self.paragraph(choice))
        page, problems, status = page_of(told.steps, self.request.GET.get("page", "1"), AT_ONCE)
        shown = told.steps if self.is_csv else page.object_list
        for step in shown:
            step.compare()
        return super().get_context_data(
            paragraph=told.paragraph,
            name=name_of(told.paragraph),
            history=told,
            choice=choice,
            page=page,
            numbers=numbers_of(page),
            problems=[*choice.problems, *problems],
            status=max(choice.status, status),
            latest=latest(page.object_list),
            fates=fates(texts_of(shown)),
            behind=texts_behind(),
            **kwargs,
        )

    @property
    def is_csv(self) -> bool:
        return self.request.GET.get("format") == "csv"

    def paragraph(self, choice) -> Paragraph:
        """The paragraph of that anchor, in the language that is read."""
        if choice.shown is None:
            raise Http404
        found = (
            self.object.paragraphs.filter(
                language=choice.shown.language, anchor=self.kwargs["anchor"].replace("\x00", "")
            )
            .exclude(kind=ParagraphKind.HEADING)
            .first()
        )
        if found is None:
            raise Http404
        found.resolution = self.object
        return found

    def render_to_response(self, context, **kwargs):
        if self.is_csv:
            paragraph = context["paragraph"]
            name = f"history-{self.object.address.replace('/', '-')}-{paragraph.anchor}.csv"
            return csv_response(name, COLUMNS, rows(context["history"], context["fates"]))
        return super().render_to_response(context, status=context["status"], **kwargs)


def latest(steps: Sequence[Step]) -> Step:
    """The last that is of the family; where none is, the last of all."""
    return next((step for step in reversed(steps) if step.is_family), steps[-1])


def texts_of(steps: Iterable[Step]) -> list[Resolution]:
    return [paragraph.resolution for step in steps for paragraph in step.carriers]


def rows(told: History, known: dict[int, Fate]) -> Iterator[tuple]:
    """One row for each paragraph."""
    for step in told.steps:
        for paragraph in step.carriers:
            text, fate = paragraph.resolution, known[paragraph.resolution_id]
            yield (
                *(step.number, "yes" if step.is_family else "no", text.label, paragraph.label),
                *(text.dated or text.year, text.session, text.get_stage_display()),
                *(step.parent.number if step.parent else "", step.how, step.words, step.kept),
                *(step.added, step.removed, "; ".join(s.printed for s in fate.sponsorships)),
                fate.additional,
                fate.vote.get_kind_display() if fate.vote else "",
                *(fate.numbers, paragraph.text),
            )
