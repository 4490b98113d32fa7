"""Where a link in a text leads."""

import re

LEADS = re.compile(r"(https?://|mailto:|/(?![/\\])|#fn-)\S*", re.IGNORECASE)
MAIL = re.compile(r"[^\s@/:?#]+@[\w-]+(\.[\w-]+)+")
SITE = re.compile(
    r"(//)?[\w-]+(\.[\w-]+)*\.([^\W\d_]{2,}|xn--[a-z0-9-]+)([/?#]\S*)?", re.IGNORECASE
)
# What looks like a site and is a page beside the one it was written on.
FILE = re.compile(
    r"[^/?#]*\.(aspx?|docx?|gif|html?|jpe?g|jsp|pdf|php|png|svg|txt|xml)([?#].*)?", re.IGNORECASE
)


def destination(address: str) -> str | None:
    """The address of a link, completed; None where readers cannot be led.

    They can to http, https and mailto, to a path on this site and to a footnote
    (``#fn-…``). The name of a site without a scheme gets https, an address of
    mail gets mailto, a blank becomes %20; line breaks are dropped, as browsers do
    it. What it gives, it gives again. static/desk/editor/destination.js does the same.
    """
    written = re.sub(r"[\t\r\n]", "", address.strip()).replace(" ", "%20")
    if LEADS.fullmatch(written):
        return written
    if MAIL.fullmatch(written):
        return f"mailto:{written}"
    if not SITE.fullmatch(written) or FILE.fullmatch(written):
        return None
    return f"https:{written}" if written.startswith("//") else f"https://{written}"
