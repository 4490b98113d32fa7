"""The files of a report, as a browser gets them."""

import json

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.reports.archive import archive, base_name
from articles.reports.pdf import can_write_pdf, pdf
from newsroom.content_policy import inline_hash

TYPES = {
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "zip": "application/zip",
    "pdf": "application/pdf",
}


def contents(report, kind):
    """The bytes of one kind of file. Raises NoPdf where there can be none, KeyError for no kind."""
    written = {
        "html": lambda: report.files.get(name="report.html").content.encode(),
        "csv": lambda: report.files.get(name="report.csv").content.encode(),
        "json": lambda: report.document.encode(),
        "zip": lambda: archive(report),
        "pdf": lambda: pdf(report),
    }
    return written[kind]()


def downloads(report):
    """The addresses of the files that can be had, each with what it is."""
    words = {
        "html": _("To read and print (HTML)"),
        "zip": _("Everything, with a copy of every page (ZIP)"),
        "csv": _("For spreadsheets (CSV)"),
        "json": _("For machines (JSON)"),
    }
    if can_write_pdf():
        words["pdf"] = _("PDF")
    name = "admin:articles_grantreport_download"
    return [(reverse(name, args=[report.pk, kind]), word) for kind, word in words.items()]


def download(report, kind):
    """The response with a file. HTML opens in the browser; it may use its own styles only."""
    if kind not in TYPES:
        raise Http404
    content = contents(report, kind)
    response = HttpResponse(content, content_type=TYPES[kind])
    shown = "inline" if kind == "html" else "attachment"
    name = f"{base_name(json.loads(report.document))}.{kind}"
    response["Content-Disposition"] = f'{shown}; filename="{name}"'
    if kind == "html":
        style = content.decode().partition("<style")[2].partition("</style>")[0]
        allowed = inline_hash(f"<style{style}</style>")
        response["Content-Security-Policy"] = f"sandbox; default-src 'none'; style-src {allowed}"
    return response
