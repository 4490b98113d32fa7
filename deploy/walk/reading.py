"""What readers of a machine are served: every page that its sitemaps and feeds lead to."""

import re
import ssl
from html import unescape
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from walk.terminal import Failed

FIRST = ("/", "/sitemap.xml", "/robots.txt", "/feed/rss.xml", "/funding/", "/funding/register.csv")
LEADS = re.compile(r'<loc>([^<]+)</loc>|(?:src|href)="([^"#]+)"')


def served(machine):
    """Map the path of everything that readers can reach to its bytes.

    Raises Failed where a link leads to anything but 200.
    """
    read, waiting = {}, list(FIRST)
    while waiting:
        path = waiting.pop()
        if path in read:
            continue
        status, body = ask(machine, path)
        if status != 200:
            raise Failed(f"{path} answers {status}.")
        read[path] = body
        for found in LEADS.findall(body.decode(errors="replace")):
            link = unescape(found[0] or found[1]).removeprefix(machine.site)
            if link.startswith("/") and not link.startswith(("//", "/desk/")):
                waiting.append(link)
    return read


def ask(machine, path, **headers):
    """``(status, body)`` at a path of a machine, as a reader gets it after redirects."""
    context = trusting(machine) if machine.nginx else None
    request = Request(machine.site + path, headers=headers)  # noqa: S310
    try:
        with urlopen(request, timeout=60, context=context) as answer:  # noqa: S310
            return answer.status, answer.read()
    except HTTPError as refusal:
        return refusal.code, refusal.read()
    except (URLError, HTTPException, OSError) as problem:
        raise Failed(f"{path} is not answered: {problem}") from None


def trusting(machine):
    """TLS with a machine whose certificate is its own."""
    return ssl.create_default_context(cafile=machine.certificate)
