"""A report as one HTML file made for paper: it needs nothing from elsewhere."""

from django.template.loader import render_to_string


def printable(told, *, sha256):
    """The HTML of a document in the language that is active; `sha256` is that of report.json."""
    return render_to_string("articles/report/report.html", {"told": told, "sha256": sha256})
