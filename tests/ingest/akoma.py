"""Small Akoma Ntoso files, in the shape in which the UN publishes its resolutions."""

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from resolutions.ingest.document import ParsedParagraph, ParsedResolution
from resolutions.ingest.readers import akn

NAMESPACES = (
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'
    ' xmlns:html="http://www.w3.org/1999/xhtml" xmlns:akn4un="http://un.org/akn4un"'
)


def italic(text: str) -> str:
    return f'<span class="italic">{text}</span>'


def link(text: str, symbol: str, language: str = "en") -> str:
    return f'<a href="https://undocs.org/{language}/{symbol}">{text}</a>'


def note(mark: str, text: str) -> str:
    return (
        f'<authorialNote marker="{mark}" placement="bottom" eId="authorialNote_{mark}">'
        f'<p xml:space="preserve">\t\t{text}</p></authorialNote>'
    )


def p(text: str) -> str:
    """A paragraph of print, as the publisher's converter writes one: a tab, then words."""
    return f'<p xml:space="preserve">\n          \t{text} </p>'


def preambular(text: str) -> str:
    return f'<container name="Recalling" eId="container_2">{p(text)}</container>'


def operative(number: str, text: str, kind: str = "SingleTxt") -> str:
    """A paragraph of the body; without a number if that is empty."""
    num = f"<num>\t{number}</num>" if number else ""
    return (
        f'<paragraph eId="para_25" class="{kind}">{num}'
        f'<content eId="para_25__content">{p(text)}</content></paragraph>'
    )


def listed(number: str, text: str, *points: tuple[str, str], sublist: str = "") -> str:
    """A paragraph whose points are marked up as a list."""
    made = "".join(
        f"<point><num>{label}</num><content>{p(point)}</content></point>" for label, point in points
    )
    return (
        f'<paragraph class="SingleTxt"><num>{number}</num>'
        f"<list><intro>{p(text)}</intro>{made}{sublist}</list></paragraph>"
    )


def heading(text: str, number: str = "", kind: str = "H23", element: str = "subheading") -> str:
    num = f"<num>{number}</num>" if number else ""
    return f'<paragraph class="{kind}">{num}<{element}>\t\t{text}</{element}></paragraph>'


def table(*rows: Iterable[str]) -> str:
    made = "".join(
        "<tr>" + "".join(f'<td akn4un:data-width-type="9-pct">{p(cell)}</td>' for cell in row)
        + "</tr>"
        for row in rows
    )  # fmt: skip
    return f'<container name="table" eId="container_9"><table>{made}</table></container>'


def annex(*content: str) -> str:
    return (
        '<attachment><doc name="annex"><meta/><mainBody>'
        + "".join(content)
        + "</mainBody></doc></attachment>"
    )


def step(outcome: str, **facts: str) -> str:
    attributes = "".join(f" {name.rstrip('_')}={quoteattr(fact)}" for name, fact in facts.items())
    return f'<step outcome="{outcome}"{attributes} />'


def count(choice: str, value: str, *voters: str) -> str:
    named = "".join(
        f'<organization refersTo="memberState">{name}</organization>' for name in voters
    )
    return (
        f'<count value="{value}" refersTo="{choice}"><akn4un:voters>{named}</akn4un:voters></count>'
    )


def meta(
    *steps: str,
    voting: str = "",
    subjects: str = "",
    language: str = "eng",
    body: str = "General Assembly",
) -> str:
    return f"""
    <meta>
      <identification source="#DGACM">
        <FRBRWork><FRBRdate date="2031-12-02" name="adoption"></FRBRdate></FRBRWork>
        <FRBRExpression><FRBRdate date="2031-12-09" name="publication"></FRBRdate>
          <FRBRlanguage language="{language}"></FRBRlanguage></FRBRExpression>
      </identification>
      <classification source="http://metadata.un.org/sdg">
        <keyword value="gender_equality" showAs="gender_equality" dictionary="UNBIS Thesaurus"/>
      </classification>
      {subjects}
      <workflow source="#un">{"".join(steps)}</workflow>
      <analysis source="#un"><parliamentary>{voting}</parliamentary></analysis>
      <references source="#DGACM">
        <TLCOrganization eId="ga" href="/akn/ontology/organization/un/generalAssembly"
          showAs="General Assembly"/>
      </references>
      <presentation source="#un"><akn4un:footerFirstPage><docketNumber>31-00001 (E)</docketNumber>
        </akn4un:footerFirstPage></presentation>
    </meta>"""


COVER = """
    <coverPage eId="coverPage_1">
      <p><span class="upperLeft"><docAuthority>United Nations</docAuthority></span></p>
      <p class="upperRight"><docNumber refersTo="#symbol">A/RES/86/41</docNumber></p>
      <p><img src="logo-un.jpg"/><docAuthority class="rightBig">General Assembly</docAuthority></p>
      <p><docStatus refersTo="#generalDistribution">Distr.: General</docStatus></p>
      <p><docDate date="2031-12-09" refersTo="#dateOfIssuance">9 December 2031</docDate></p>
      <p><session refersTo="#generalAssembly" value="86">Eighty-sixth session</session></p>
      <p><inline name="agenda item">Agenda item 21 (a)</inline></p>
      <p><inline name="agenda item name">Lighthouses  and   beacons</inline></p>
      <p><docTitle>Resolution adopted by the General Assembly on 2 December 2031</docTitle></p>
      <p><docProponent refersTo="#firstCommittee">[on the report of the First Committee
        (<inline name="originating document">A/86/311, para. 7</inline>)]</docProponent></p>
    </coverPage>"""

PREFACE = """
    <preface>
      <p><docNumber>86/41.</docNumber>
        <docTitle refersTo="#resolutionTitle">Upkeep of
          lighthouses   at\u00a0sea</docTitle></p>
    </preface>"""

CONCLUSIONS = """
    <conclusions eId="conclusions">
      <p><inline name="adoptionMeeting" title="48th">48th (resumed) plenary meeting</inline><eol />
        <docDate date="2031-12-02" refersTo="#adoptionDate">2 December 2031</docDate></p>
    </conclusions>"""


def preamble(*content: str, formula: str = "The General Assembly") -> str:
    return (
        '<preamble><formula name="enactingFormula">'
        f"{p(italic(formula) + ',')}</formula>{''.join(content)}</preamble>"
    )


def statement(
    *body: str,
    preamble: str = preamble(),
    meta: str = meta(),
    cover: str = COVER,
    preface: str = PREFACE,
    conclusions: str = CONCLUSIONS,
    annexes: Iterable[str] = (),
    name: str = "resolution",
) -> str:
    attached = "".join(annexes)
    attachments = f"<attachments>{attached}</attachments>" if attached else ""
    return (
        f'<statement name="{name}">{meta}{cover}{preface}{preamble}'
        f"<mainBody>{''.join(body)}</mainBody>{conclusions}{attachments}</statement>"
    )


def akoma(content: str) -> bytes:
    return f"<akomaNtoso {NAMESPACES}>{content}</akomaNtoso>".encode()


def made(*body: str, **parts) -> bytes:
    """A whole file with these paragraphs in its body; `parts` replace those of `statement`."""
    return akoma(statement(*body, **parts))


KEEPS = operative("1.", f"{italic('Keeps')} the lamps lit;")


def read(*body: str, **parts) -> ParsedResolution:
    return akn.read(made(*body, **parts))


def only(*body: str, **parts) -> ParsedParagraph:
    """The one paragraph of a text."""
    (paragraph,) = read(*body, **parts).paragraphs
    return paragraph


def tree(document: ParsedResolution) -> list[tuple[str, str]]:
    """Anchor and text of each paragraph in reading order, annexes included."""
    tops = [*document.paragraphs, *(each for a in document.annexes for each in a.paragraphs)]
    return [(each.anchor, each.text) for each in flattened(tops)]


def anchors(document: ParsedResolution) -> list[str]:
    return [anchor for anchor, _ in tree(document)]


def flattened(paragraphs: Iterable[ParsedParagraph]) -> Iterable[ParsedParagraph]:
    for each in paragraphs:
        yield each
        yield from flattened(each.children)
