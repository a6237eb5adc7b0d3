"""Every public address of a page or file, by its name in the URLconf, over the first holdings."""

from django.urls import get_resolver

from resolutions.models import Resolution, SourceFile
from resolutions.vocabulary import Committee, Language, Part, Series, Stage
from tests import factories as make

TEXT, DRAFT, NOT_HELD = "A/RES/71/28", "A/C.1/74/L.49/Rev.1", "A/RES/72/28"
COMPARED = f"from=A/C.1/68/L.37&to={TEXT}"
# What is sent to and never read, and what the framework answers.
NOT_READ = {"theme", "compare_view", "robots"}
# Of neighbours those that begin before the one above ends, or reach out of what holds them.
NOT_IN_ORDER = """(selector) => [...document.querySelectorAll(selector)].filter((each) => {
  const [box, above, holder] = [each, each.previousElementSibling, each.parentElement].map(
    (element) => element?.getBoundingClientRect());
  return (above && box.top < above.bottom - 2) || box.bottom > holder.bottom + 2;
}).map((each) => each.className || each.tagName)"""
# Of each kind of page the fullest first.
PAGES = {
    "home": ["/"],
    "about": ["/about/"],
    "coverage": ["/coverage/"],
    "wanted": ["/coverage/wanted/", "/coverage/wanted/?page=2"],
    "compare": [
        f"/compare/?{COMPARED}",
        "/compare/",
        f"/compare/?to={TEXT}",
        f"/compare/?{COMPARED}&view=split",
        f"/compare/?base=A/C.1/68/L.37&from={TEXT}&to={DRAFT}",
        f"/compare/?from=A/RES/70/237&to={TEXT}",
    ],
    "documents": [
        "/documents/",
        "/documents/?session=74",
        "/documents/?session=74&sponsor=cuba&stage=nonsense",
        "/documents/?q=norms&sort=symbol&page=2",
    ],
    "document": [
        f"/documents/{TEXT}/",
        f"/documents/{TEXT}/?lang=fr",
        f"/documents/{TEXT}/?lang=en&beside=fr",
        f"/documents/{TEXT}/?since=A/C.1/68/L.37",
        f"/documents/{TEXT}/?since=nonsense",
        f"/documents/{DRAFT}/",
        f"/documents/{NOT_HELD}/",
        "/documents/A/RES/53/70/",
    ],
    "cite": [f"/documents/{TEXT}/cite/", f"/documents/{TEXT}/cite/?paragraph=pp3"],
    "paragraph": [
        f"/documents/{TEXT}/paragraphs/pp12/",
        f"/documents/{TEXT}/paragraphs/pp3/",
        f"/documents/{TEXT}/paragraphs/op1/?lang=fr",
    ],
    "citations": [
        "/citations/",
        "/citations/?verb=recalling&session=71",
        "/citations/?since=2000&until=2016",
        f"/citations/?focus={TEXT}",
        f"/citations/?focus={TEXT}&arcs=among",
        "/citations/?focus=A/70/174",
    ],
    "votes": ["/votes/A/RES/74/28/", f"/votes/{TEXT}/", "/votes/A/RES/73/27/"],
    "vote_list": ["/votes/", "/votes/?sort=closest", "/votes/?session=74"],
    "vote_compare": [
        "/votes/compare/?state=cuba&state=estonia&state=india",
        "/votes/compare/",
        "/votes/compare/?state=cuba&state=estonia&only=differing",
    ],
    "agreement": [
        "/votes/agreement/",
        "/votes/agreement/?group=eastern-european&order=likeness",
        "/votes/agreement/?state=cuba&state=estonia",
    ],
    "search": ["/search/?q=norms", "/search/", "/search/?q=norms&sort=newest&session=71"],
    "phrase": ["/phrases/?q=additional+norms", "/phrases/", "/phrases/?q=normes&lang=fr"],
    "trends": [
        "/trends/?t=norms&t=threats",
        "/trends/",
        "/trends/?t=norms&t=threats&count=words",
    ],
    "verbs": ["/trends/verbs/", "/trends/verbs/?direction=stronger"],
    "sponsors": ["/sponsors/", "/sponsors/?group=african", "/sponsors/?q=russia"],
    "sponsor": ["/sponsors/russian-federation/", "/sponsors/cuba/"],
    "session": ["/sessions/74/"],
    "years": ["/years/"],
    "year": ["/years/2019/", "/years/2019/?page=2"],
    "card": [f"/fragments/card/?symbol={TEXT}", "/fragments/card/?symbol=A/70/999"],
}
FILES = {
    "compare": [f"/compare/?{COMPARED}&format=json", f"/compare/?{COMPARED}&format=csv"],
    "coverage": ["/coverage/?format=csv"],
    "wanted": ["/coverage/wanted/?format=csv"],
    "citation_file": [f"/documents/{TEXT}/cite.{kind}" for kind in ("bib", "ris", "json")],
    "rendition": [
        *(f"/documents/{TEXT}/{name}" for name in ("text.txt", "document.json")),
        f"/documents/{TEXT}/akoma-ntoso.xml",
        f"/documents/{TEXT}/akoma-ntoso.xml?lang=fr",
        f"/documents/{NOT_HELD}/text.txt",
    ],
    "original": [f"/documents/{TEXT}/original/{{digest}}"],
    "paragraph": [f"/documents/{TEXT}/paragraphs/pp12/?format=csv"],
    "citations": [
        "/citations/?format=csv",
        "/citations/?format=graphml",
        f"/citations/?focus={TEXT}&format=csv",
        f"/citations/?focus={TEXT}&format=graphml",
    ],
    "votes": ["/votes/A/RES/74/28/?format=csv"],
    "vote_list": ["/votes/?format=csv"],
    "vote_compare": [
        "/votes/compare/?state=cuba&state=estonia&format=csv",
        "/votes/compare/?state=cuba&state=estonia&format=csv&table=time",
    ],
    "agreement": ["/votes/agreement/?format=csv"],
    "search": [f"/search/?q=norms&format={each}" for each in ("csv", "jsonl", "atom")],
    "suggest": ["/search/suggest/?q=norms", "/search/suggest/?q=norms&format=json"],
    "phrase": ["/phrases/?q=additional+norms&format=csv"],
    "trends": ["/trends/?t=norms&format=csv"],
    "verbs": ["/trends/verbs/?format=csv"],
    "sponsors": ["/sponsors/?format=csv"],
    "sponsor": [
        "/sponsors/cuba/?format=csv",
        "/sponsors/cuba/?format=csv&table=years",
    ],
}
ICT = {"series": Series.ICT_SECURITY, "session": 74, "year": 2019}


def names() -> set[str]:
    """The names of the public addresses that are read, by the URLconf."""
    found = {key for key in get_resolver("resolutions.urls").reverse_dict if isinstance(key, str)}
    return found - NOT_READ


def in_french(text: Resolution) -> None:
    """Give a text a second language, paragraph by paragraph."""
    for paragraph in text.paragraphs.filter(language=Language.ENGLISH, parent=None):
        make.make_paragraph(text, paragraph.anchor, f"Des normes : {paragraph.text}", language="fr")
    text.versions.create(
        language=Language.FRENCH,
        paragraph_count=1,
        source="Test",
        stored_at=text.versions.get().stored_at,
    )


def grow(number: int) -> None:
    """Add so many texts to the session, the series, the votes and the families of paragraphs."""
    text = Resolution.objects.get(symbol=TEXT)
    words = {p.anchor: p.text for p in text.paragraphs.filter(language="en", parent=None)}
    cuba, estonia = (make.Sponsor.objects.get(slug=slug) for slug in ("cuba", "estonia"))
    first = Resolution.objects.count()
    for n in range(first, first + number):
        adopted = make.make_text(
            f"A/RES/74/{n}",
            [("pp1", words["pp12"]), ("op1", f"Takes note of {n} norms, and {words['op1']}")],
            **ICT,
        )
        draft = make.make_text(
            f"A/C.1/74/L.{n}",
            [("pp1", f"Recalling {words['pp12']}")],
            stage=Stage.DRAFT,
            became=adopted,
            committee=Committee.FIRST,
            adopted_on=None,
            **ICT,
        )
        for each in (adopted, draft):
            paragraph = each.paragraphs.get(anchor="pp1")
            make.make_citation(paragraph, paragraph.text[:5], TEXT, text, verb="recalling")
            make.make_citation(paragraph, paragraph.text[5:9], f"A/60/{n}")
            make.make_note(paragraph)
            make.sponsor_text(each, cuba, estonia, make.make_sponsor(f"State of {each.pk}"))
        ballots = [(cuba, "Y"), (estonia, "N"), (make.make_sponsor(f"Land of {n}"), "A")]
        make.make_vote(adopted, ballots)
        make.make_vote(adopted, ballots, anchor="op1")
        make.make_vote(draft, ballots, body=Committee.FIRST)
        held = make.Resolution.objects.get(symbol="A/RES/74/28")
        make.make_vote(held, ballots, anchor=f"op{n}")
        for language in ("en", "fr"):
            more = make.make_paragraph(
                text, f"op{n}", "Takes note of norms.", language=language, part=Part.OPERATIVE
            )
            make.make_note(more, language=language)
            make.make_citation(more, "norms", f"A/61/{n}")
        text.notices.create(kind="correction", words=f"Corrected {n}.")


def digest() -> str:
    return SourceFile.objects.filter(resolution__symbol=TEXT).first().sha256
