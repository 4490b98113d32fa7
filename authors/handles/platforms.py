"""The platforms where authors are found, and what each of them allows itself."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Platform(models.TextChoices):
    X = "x", "X"
    BLUESKY = "bluesky", "Bluesky"
    MASTODON = "mastodon", "Mastodon"
    LINKEDIN = "linkedin", "LinkedIn"
    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    THREADS = "threads", "Threads"
    YOUTUBE = "youtube", "YouTube"
    TELEGRAM = "telegram", "Telegram"
    ORCID = "orcid", "ORCID"
    WEBSITE = "website", _("Website")


@dataclass(frozen=True)
class Handle:
    """A name on a platform, without its leading @, and the https address of its profile."""

    platform: Platform
    handle: str
    url: str


# A host answers for its subdomains: m.facebook.com, pl.linkedin.com.
HOSTS = {
    "x.com": Platform.X,
    "twitter.com": Platform.X,
    "bsky.app": Platform.BLUESKY,
    "bsky.social": Platform.BLUESKY,
    "mastodon.social": Platform.MASTODON,
    "mastodon.online": Platform.MASTODON,
    "linkedin.com": Platform.LINKEDIN,
    "facebook.com": Platform.FACEBOOK,
    "fb.com": Platform.FACEBOOK,
    "instagram.com": Platform.INSTAGRAM,
    "threads.net": Platform.THREADS,
    "threads.com": Platform.THREADS,
    "youtube.com": Platform.YOUTUBE,
    "youtu.be": Platform.YOUTUBE,
    "t.me": Platform.TELEGRAM,
    "telegram.me": Platform.TELEGRAM,
    "telegram.dog": Platform.TELEGRAM,
    "orcid.org": Platform.ORCID,
}
# Their addresses look like Mastodon's (/@name) and are not.
NOT_MASTODON = ("medium.com", "substack.com", "tiktok.com", "flipboard.com")

DOMAIN = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?"

# What each platform allows itself, where it says so:
# X: help.x.com "Username rules"; Bluesky: atproto.com/specs/handle and /specs/did;
# Mastodon: Account::USERNAME_RE and its limit of 30; LinkedIn: help "Manage your public
# profile URL", 3 to 100; Facebook: help "Guidelines for creating a username", 5 to 50;
# Instagram and Threads: 30, no dot at an end; YouTube: support "Handles overview", 3 to
# 30, channel ids are UC and 22; Telegram: 5 to 32, and 4 for names sold at auction.
PATTERNS = {
    Platform.X: r"\w{1,15}",
    Platform.BLUESKY: rf"(?=.{{1,253}}$){DOMAIN}|did:plc:[a-z2-7]{{24}}|did:web:{DOMAIN}",
    Platform.MASTODON: rf"(?=[^@]{{1,30}}@)\w+(?:[\w.-]*\w)?@(?=.{{1,253}}$){DOMAIN}",
    Platform.LINKEDIN: r"(?u:(?:company/|school/|showcase/)?[^\W_][\w.&-]{1,98}[^\W_])",
    Platform.FACEBOOK: r"(?=.{5,50}$)[a-z0-9]+(?:\.[a-z0-9]+)*",
    Platform.INSTAGRAM: r"(?=.{1,30}$)\w+(?:\.\w+)*",
    Platform.THREADS: r"(?=.{1,30}$)\w+(?:\.\w+)*",
    Platform.YOUTUBE: (
        r"(?u:[^\W_](?:[\w.·-]{1,28})[^\W_])|channel/UC[\w-]{22}|(?u:(?:c|user)/[\w-]{1,100})"
    ),
    Platform.TELEGRAM: r"(?!.*__)[a-z]\w{2,30}[a-z0-9]",
    Platform.ORCID: r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]",
}

REASONS = {
    Platform.X: _("A name on X has 1 to 15 Latin letters, digits and underscores."),
    Platform.BLUESKY: _("A name on Bluesky is a domain such as name.bsky.social, or a did."),
    Platform.MASTODON: _(
        "A name on Mastodon has its server too: @name@mastodon.social. The name has at most 30 "
        "Latin letters, digits, underscores, dots and hyphens."
    ),
    Platform.LINKEDIN: _(
        "A name on LinkedIn is what follows linkedin.com/in/: 3 to 100 letters, digits and "
        "hyphens. For an organisation, write company/name."
    ),
    Platform.FACEBOOK: _("A name on Facebook has 5 to 50 Latin letters, digits and single dots."),
    Platform.INSTAGRAM: _(
        "A name on Instagram has 1 to 30 Latin letters, digits, underscores and single dots."
    ),
    Platform.THREADS: _(
        "A name on Threads has 1 to 30 Latin letters, digits, underscores and single dots."
    ),
    Platform.YOUTUBE: _(
        "A name on YouTube has 3 to 30 letters, digits, underscores, hyphens and dots, or is "
        "channel/ and an id that starts with UC."
    ),
    Platform.TELEGRAM: _(
        "A name on Telegram has 4 to 32 Latin letters, digits and single underscores and starts "
        "with a letter."
    ),
    Platform.ORCID: _("An ORCID has 16 digits, such as 0000-0002-1825-0097."),
    Platform.WEBSITE: _("Write the address of a website, such as https://example.org/."),
}

# What follows the host on pages that are nobody's.
NOBODY = {
    Platform.X: "home i intent search hashtag share explore login signup settings messages tos",
    Platform.FACEBOOK: "groups events watch share sharer story.php permalink.php photo.php pages "
    "people login reel marketplace media hashtag sharer.php",
    Platform.INSTAGRAM: "p reel reels stories explore accounts tv share",
    Platform.TELEGRAM: "joinchat addstickers share proxy login iv boost",
    Platform.YOUTUBE: "watch shorts playlist results feed embed live hashtag",
}  # fmt: skip

URLS = {
    Platform.X: "https://x.com/{}",
    Platform.BLUESKY: "https://bsky.app/profile/{}",
    Platform.FACEBOOK: "https://www.facebook.com/{}",
    Platform.INSTAGRAM: "https://www.instagram.com/{}/",
    Platform.THREADS: "https://www.threads.com/@{}",
    Platform.TELEGRAM: "https://t.me/{}",
    Platform.ORCID: "https://orcid.org/{}",
}
