"""What axe objects to on a page: on a large light screen, and on a small dark one."""

from axe_playwright_python.sync_playwright import Axe

LIGHT, DARK = (1280, "light"), (360, "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What can differ on a small dark screen from the same elements on a large light one.
SEEN_OTHERWISE = [
    *("color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"),
    *("aria-hidden-focus", "landmark-one-main", "page-has-heading-one", "region"),
]
# Most of axe's time goes into reading the colours of each element anew; few of them differ.
READ_COLOURS_ONCE = """(() => {
  const colour = axe.commons.color.Color.prototype, parse = colour.parseString, read = new Map();
  colour.parseString = function (words) {
    if (!read.has(words)) {
      parse.call(this, words);
      read.set(words, [this.r, this.g, this.b, this.alpha]);
    }
    [this.r, this.g, this.b, this.alpha] = read.get(words);
    return this;
  };
})()"""


def faults(page, rules=RULES, part=None) -> list[tuple[str, str]]:
    """What axe finds on a page, or part of it: the rule and the first element that breaks it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
        page.evaluate(READ_COLOURS_ONCE)
    options = {"resultTypes": ["violations"], "runOnly": rules}
    found = page.evaluate("(asked) => axe.run(...asked)", [*filter(None, [part]), options])
    return [(violation["id"], violation["nodes"][0]["html"]) for violation in found["violations"]]


def disclose(page) -> None:
    """Open disclosures: axe passes over what is closed, even where the style sheet shows it."""
    page.evaluate("document.querySelectorAll('main details').forEach((d) => { d.open = true; })")


def look_over(page, sizes=(LIGHT, DARK)) -> None:
    """Hold a page against the rules and its own width: all at the first of the sizes."""
    for place, (width, theme) in enumerate(sizes):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")
        found = faults(page, SEEN_OTHERWISE if place else RULES)
        assert (width, theme, found) == (width, theme, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1280, "height": 900})
