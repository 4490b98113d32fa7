"""What the rows of the odd platforms call, where a pattern or a word does not do.

`…_name` finds the name in an address, `…_spelling` writes a name as the
platform does, and `…_url` the address of its profile.
"""

import re
from urllib.parse import parse_qsl

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from authors.handles.rules import first, under

# Their addresses look like Mastodon's (/@name) and are not.
NOT_MASTODON = ("medium.com", "substack.com", "tiktok.com", "flipboard.com")
ORCID = r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]"


def bluesky_name(steps, address):
    if under(address.hostname, ("bsky.social",)):
        return address.hostname
    return steps[1] if len(steps) > 1 and steps[0] == "profile" else ""


def bluesky_spelling(name):
    name = name.lower()
    return f"{name}.bsky.social" if re.fullmatch(r"[a-z0-9-]{3,18}", name) else name


def mastodon_name(steps, address):
    steps = steps[1:] if steps[:1] == ["web"] else steps
    if len(steps) > 1 and steps[0] == "users":
        steps = [f"@{steps[1]}"]
    if not steps or not steps[0].startswith("@") or under(address.hostname, NOT_MASTODON):
        return ""
    return steps[0] if "@" in steps[0][1:] else f"{steps[0]}@{address.hostname}"


def mastodon_spelling(name):
    user, at, server = name.partition("@")
    return user + at + server.lower()


def mastodon_url(name):
    user, _at, server = name.partition("@")
    return f"https://{server}/@{user}"


def linkedin_name(steps, address):
    steps = steps[1:] if steps[:1] == ["mwlite"] else steps
    if len(steps) < 2 or steps[0] not in ("in", "company", "school", "showcase"):
        return ""
    return "/".join(steps[:2])


def linkedin_url(name):
    return f"https://www.linkedin.com/{name if '/' in name else f'in/{name}'}"


def facebook_name(steps, address):
    if steps == ["profile.php"]:
        return dict(parse_qsl(address.query)).get("id", "")
    if steps[:1] == ["p"]:
        return "/".join(steps[:2]) if len(steps) > 1 else ""
    if len(steps) > 2 and steps[0] in ("people", "pages"):
        return steps[2]
    return first(steps, address)


def youtube_name(steps, address):
    if address.hostname == "youtu.be" or not steps:
        return ""
    return "/".join(steps[:2]) if steps[0] in ("channel", "c", "user") else steps[0]


def youtube_url(name):
    return f"https://www.youtube.com/{name if '/' in name else f'@{name}'}"


def telegram_name(steps, address):
    if address.hostname.endswith(".t.me") and address.hostname != "www.t.me":
        return address.hostname.split(".")[0]
    return first(steps[1:] if steps[:1] == ["s"] else steps, address)


def orcid_spelling(name):
    name = re.sub(r"^ORCID(?: iD)?:?\s*", "", name, flags=re.IGNORECASE).upper()
    name = re.sub(r"(\w{4})[- ]?(\w{4})[- ]?(\w{4})[- ]?(\w{4})", r"\1-\2-\3-\4", name)
    if re.fullmatch(ORCID, name, re.ASCII):
        _check_last_digit(name)
    return name


def _check_last_digit(name):
    """Refuse a wrong check digit (ISO 7064 MOD 11-2, as orcid.org prescribes)."""
    total = 0
    for digit in name.replace("-", "")[:15]:
        total = (total + int(digit)) * 2
    if "0123456789X"[(12 - total % 11) % 11] != name[-1]:
        raise ValidationError(
            _("The last digit of this ORCID does not fit the others: one of them is mistyped."),
            code="invalid",
        )
