"""Somebody who reads everything that the site offers to anybody, by following every address."""

import re
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings

from articles.reader.channels.channel import FORMATS

ADDRESS = re.compile(r'(?:href|src|srcset)="([^"]*)"|<loc>([^<]*)</loc>|"((?:https?:/)?/[^"\s]+)"')
# What nobody links to, and everybody may ask for.
KNOWN = [
    "/",
    "/robots.txt",
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/corrections/",
    "/funding/",
    "/funding/register.csv",
    "/funding/register.json",
    "/funding/360giving.json",
    *(f"/{scope}feed/{mode}{name}" for scope in ("", "language/en/") for mode in ("", "summary/")
      for name in FORMATS),
]  # fmt: skip


def crawl(client, also=(), without=None):
    """Map every address that answers 200 to everything it says: headers, text, and text unescaped.

    Pictures are asked for and answer, but say nothing. What begins as the pattern `without` is not
    asked for.
    """
    said, waiting, asked = {}, [*KNOWN, *also], set()
    while waiting:
        address = waiting.pop()
        if address in asked or (without and re.match(without, address)):
            continue
        asked.add(address)
        response = client.get(address)
        if response.status_code != 200:
            continue
        if response["Content-Type"].startswith("image/"):
            said[address] = ""
            continue
        text = response.content.decode()
        said[address] = "\n".join([str(response.headers), text, unescape(unescape(text))])
        waiting += _own(address, unescape(unescape(text)))
        if re.fullmatch(r"/\d{4}/\d\d/\d\d/[\w-]+/", address):
            waiting += [f"{address}text/", f"{address}republish/"]
        if re.fullmatch(r"/(section|author|tag|issue|series)/[\w-]+/", address):
            waiting += [f"{address}feed/summary/feed.json"]
    return said


def _own(address, text):
    for groups in ADDRESS.findall(text):
        for found in filter(None, groups):
            for one in found.split(", "):
                url = urlsplit(urljoin(settings.SITE_URL + address, one.split(" ")[0]))
                if f"{url.scheme}://{url.netloc}" == settings.SITE_URL:
                    if url.path.startswith(("/desk/", "/static/")):
                        continue
                    yield unquote(url.path) + (f"?{url.query}" if url.query else "")
