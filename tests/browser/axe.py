"""What axe finds on a page: the rules of WCAG that a program can check, and its best practices."""

from functools import cache
from importlib import resources

LOOKS = [(width, scheme) for width in (1280, 820) for scheme in ("light", "dark")]
# Each width and each scheme once: colours follow the scheme, and places the width.
TWO_LOOKS = [LOOKS[0], LOOKS[-1]]
# What a look can change. Every rule is asked at the first one.
OF_LOOKS = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
RUN = """async (rules) => {
  const only = rules ? { runOnly: { type: "rule", values: rules } } : {}
  const { violations } = await axe.run(document, { resultTypes: ["violations"], ...only })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}"""


@cache
def script():
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text()


def violations(page, looks=LOOKS):
    """``{what: (width, scheme)}`` of a page: the first of the looks at which it was found."""
    page.evaluate(script())
    found = {}
    for number, (width, scheme) in enumerate(looks):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        # Links of the desk fade from one colour to the other.
        page.evaluate("() => document.getAnimations().forEach((fading) => fading.finish())")
        for what in page.evaluate(RUN, OF_LOOKS if number else None):
            found.setdefault(what, (width, scheme))
    return found
