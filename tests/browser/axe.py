"""What axe finds on a page: the rules of WCAG that a program can check, and its best practices."""

from functools import cache
from importlib import resources

WIDTHS = (1280, 820, 390)
LOOKS = [(width, scheme) for width in WIDTHS for scheme in ("light", "dark")]
# What a look can change. Every rule is asked at the first one.
OF_LOOKS = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
RUN = """async (rules) => {
  const only = rules ? { runOnly: { type: "rule", values: rules } } : {}
  const { violations } = await axe.run(document, { resultTypes: ["violations"], ...only })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}"""
# A preview for another width is as wide as what it shows.
WIDE_PREVIEW = ":is([data-as=tablet], [data-as=desktop], [data-as=paper])"
WIDTH = "() => document.documentElement.scrollWidth"


@cache
def script():
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text()


def violations(page, looks=LOOKS):
    """``{what: (width, scheme)}`` of a page: the first of the looks at which it was found.

    That it is wider than its window is one of them.
    """
    page.evaluate(script())
    found = {}
    for number, look in enumerate(looks):
        show(page, look)
        for what in page.evaluate(RUN, OF_LOOKS if number else None):
            found.setdefault(what, look)
        if (wide := page.evaluate(WIDTH)) > look[0] and not page.locator(WIDE_PREVIEW).count():
            found[f"{wide} pixels wide"] = look
    return found


def show(page, look):
    """Show a page at ``(width, scheme)``, without loading it again."""
    width, scheme = look
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    # Links of the desk fade from one colour to the other.
    page.evaluate("() => document.getAnimations().forEach((fading) => fading.finish())")
