"""Filling in a page of the desk as a browser would: everything shown is sent back."""

from html.parser import HTMLParser


def filled_in(page, **changes):
    """What pressing a button on the page sends, with some fields changed (None leaves one out)."""
    data = fields_of(page.content.decode()) | changes
    return {name: value for name, value in data.items() if value is not None}


def fields_of(html):
    """What the fields of a piece of HTML send, by their names."""
    reader = _Fields()
    reader.feed(html)
    return reader.data


class _Fields(HTMLParser):
    """Reads the successful controls of the page's forms; the templates of empty rows are not sent
    by browsers either, for their names hold no number."""

    def __init__(self):
        super().__init__()
        self.data, self.select, self.area = {}, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name", "")
        if "__prefix__" in name:
            return
        kind = attrs.get("type") if tag == "input" else None
        if kind == "radio" and "checked" not in attrs:
            return
        if tag == "input" and name and kind not in ("submit", "file", "checkbox"):
            self.data[name] = attrs.get("value", "")
        elif kind == "checkbox" and "checked" in attrs:
            self.data.setdefault(name, []).append(attrs.get("value", "on"))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in attrs:
            self.data[self.select] = attrs.get("value", "")
        elif tag == "textarea" and name:
            self.area, self.data[name] = name, ""

    def handle_data(self, text):
        if self.area:
            self.data[self.area] += text

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        if tag == "textarea" and self.area:
            # The first line break after the tag is not part of the text (HTML 4.10.11), and
            # browsers send every other one as CRLF.
            text = self.data[self.area].removeprefix("\n").replace("\r\n", "\n")
            self.data[self.area], self.area = text.replace("\n", "\r\n"), None
