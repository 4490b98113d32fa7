"""A report as PDF, where WeasyPrint is installed. It is made anew each time, so not promised."""

import importlib.util

from django.utils.translation import gettext as _


class NoPdf(Exception):
    """There is no PDF to be had here. The message says what would help."""


def can_write_pdf():
    return importlib.util.find_spec("weasyprint") is not None


def pdf(report):
    """The bytes of a PDF of report.html. Raises NoPdf where WeasyPrint is not installed."""
    try:
        import weasyprint
    except (ImportError, OSError) as missing:  # OSError: its libraries of C are not there.
        raise NoPdf(
            _("There is no PDF: WeasyPrint is not installed here. Print the HTML file instead.")
        ) from missing
    html = report.files.get(name="report.html").content
    return weasyprint.HTML(string=html, url_fetcher=_fetch_nothing).write_pdf()


def _fetch_nothing(address, *args, **kwargs):
    raise ValueError(f"A report needs nothing from elsewhere, and not {address}.")
