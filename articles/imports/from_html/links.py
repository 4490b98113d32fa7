"""Where the links of a page really lead."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

from newsroom.kit.destination import destination

# Sites through which others lead their readers to count them: by host and path, the name under
# which the address stands that was meant.
COUNTING = (
    (r"(?:www\.)?google\.[a-z.]{2,6}/(?:url|imgres)", ("q", "url", "imgurl")),
    (r"(?:[lm]{1,2}|www)\.facebook\.com/(?:l|flx/warn/?)(?:\.php)?/?", ("u",)),
    (r"l\.(?:instagram|messenger|threads)\.(?:com|net)/", ("u",)),
    (r"(?:[\w-]+\.)?safelinks\.protection\.outlook\.com/.*", ("url",)),
    (r"(?:www\.)?youtube\.com/(?:redirect|attribution_link)", ("q", "u")),
    (r"t\.umblr\.com/redirect", ("z",)),
    (r"out\.reddit\.com/.*", ("url",)),
    (r"(?:away\.)?vk\.(?:com|ru)/away\.php|away\.vk\.com/.*", ("to",)),
    (r"(?:www\.)?linkedin\.com/(?:redir/redirect|safety/go)", ("url",)),
    (r"slack-redir\.net/link", ("url",)),
    (r"steamcommunity\.com/linkfilter/?", ("url", "u")),
    (r"(?:www\.)?bing\.com/newtabredir", ("url",)),
    (r"(?:[\w-]+\.)?mail\.(?:ru|yahoo\.com)/.*redir.*", ("url", "u")),
    (r"(?:exit\.sc|href\.li|anonym\.to|getpocket\.com/redirect)/?", ("url", "")),
)
URLDEFENSE = re.compile(r"https?://urldefense\.com/v3/__(.+?)__;", re.IGNORECASE)
TIMES = 4


def leads_to(address):
    """The address that a link of a page leads to, or None where readers cannot be led.

    What leads through a site that counts leads straight to where it was meant to.
    """
    for _time in range(TIMES):
        if not (meant := _behind(address)):
            break
        address = meant
    return destination(address)


def _behind(address):
    if found := URLDEFENSE.match(address):
        return found[1]
    try:
        parts = urlsplit(address.strip())
        asked = parse_qs(parts.query, max_num_fields=50)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.query:
        return ""
    where = (parts.hostname or "") + (parts.path or "/")
    for pattern, names in COUNTING:
        if re.fullmatch(pattern, where, re.IGNORECASE):
            found = [asked[name][0] for name in names if name in asked]
            if not found and "" in names:
                found = [unquote(parts.query)]
            return next((one for one in found if one.startswith(("http://", "https://"))), "")
    return ""
