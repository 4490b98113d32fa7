"""Where what a text opens is closed again, found without reading the rest of it each time."""

import re


class Ends:
    """Looks for the end tags in a text, from its beginning on.

    That no other end of a name follows is noticed once: a text in which nobody closes anything
    would be read to its end as often as something is opened.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.missing: set[str] = set()

    def after(self, at: int, name: str) -> re.Match[str] | None:
        """The next end of an element behind a place, which is never before that asked for last."""
        name = name.lower()
        if name in self.missing:
            return None
        found = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self.text, at)
        if found is None:
            self.missing.add(name)
        return found
