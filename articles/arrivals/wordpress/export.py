"""An export of WordPress as a whole: what is told of once, and then its posts one by one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from articles.arrivals.filing import path_of
from articles.arrivals.incoming import IncomingAuthor, IncomingPicture, Term
from articles.former.addresses import SLASHES
from articles.former.uploads import file_of
from articles.models.redirect import as_asked_for
from newsroom.kit.web_addresses import parts_of

from . import serialised
from .wxr import Item, read

# What is a piece, and what is a page of the site. What else there is, is told of and left out.
PIECES = {"post": False, "page": True}
# Kept by the reader itself: no posts that anybody would miss.
SILENT = {"attachment", "nav_menu_item", "revision", "wp_block", "guest-author", "custom_css"}
SILENT |= {"customize_changeset", "oembed_cache", "wp_global_styles", "wp_navigation"}
# What Co-Authors Plus puts before the login of a guest.
GUEST = "cap-"
# What an editor threw away, or never saved.
THROWN_AWAY = {"trash", "auto-draft", "inherit"}


@dataclass
class Attachment:
    """A file of the library, by the key that texts call it by."""

    key: str
    address: str
    parent: str
    alt: str = ""
    caption: str = ""
    credit: str = ""

    def picture(self) -> IncomingPicture:
        file = file_of(self.address)
        return IncomingPicture(self.key, file, self.alt, self.caption, self.credit, self.address)


@dataclass
class Export:
    """What a first reading of the file finds: all but the texts of its posts.

    `kinds` counts the items by type and status; `translations` are the keys of the posts that are
    one piece in several languages, by any of them.
    """

    path: Path
    address: str = ""
    language: str = ""
    authors: dict[str, IncomingAuthor] = field(default_factory=dict)
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    reused: dict[str, str] = field(default_factory=dict)
    translations: dict[str, list[str]] = field(default_factory=dict)
    kinds: Counter = field(default_factory=Counter)

    def __post_init__(self):
        parents: dict[str, tuple[str, str]] = {}
        for what, said in read(self.path):
            if what == "channel":
                self.address = (said.get("base_blog_url") or said.get("link", "")).rstrip("/")
                self.language = said.get("language", "")
            elif what == "author":
                self._author(said)
            elif what == "term":
                self._term(said, parents)
            else:
                self._item(said)
        self._place_terms(parents)

    def posts(self) -> Iterator[Item]:
        """The posts and pages, from a second reading of the file."""
        for what, item in read(self.path):
            if what == "item" and item.get("post_type") in PIECES:
                yield item

    @property
    def total(self) -> int:
        return sum(number for (kind, _status), number in self.kinds.items() if kind in PIECES)

    @property
    def left_out(self) -> Counter:
        """How many items nobody takes in: thrown away, or of types that are no pieces."""
        found: Counter = Counter()
        for (kind, status), number in self.kinds.items():
            if kind in PIECES and status in THROWN_AWAY:
                found[f"{kind} ({status})"] += number
            elif kind not in PIECES and kind not in SILENT:
                found[kind] += number
        return found

    def path_of(self, address: str) -> str:
        """Where on the site an address is, as redirects store it; nothing for one by a query."""
        path = SLASHES.sub("/", parts_of(address).path)
        return as_asked_for(path) if path.strip("/") else ""

    def path_of_term(self, term: Term) -> str:
        """Where the page of a category or tag was, below the address that WordPress proposes."""
        return self._page_of(term.kind, path_of(term))

    def _author(self, said):
        login = said.get("author_login", "")
        whole = f"{said.get('author_first_name', '')} {said.get('author_last_name', '')}".strip()
        name = said.get("author_display_name") or whole or login
        if login:
            self.authors[login] = IncomingAuthor(login, name, path=self._page_of("author", login))

    def _page_of(self, kind, slug):
        base = parts_of(self.address).path.rstrip("/")
        return as_asked_for(f"{base}/{kind}/{slug}")

    def _term(self, said, parents):
        taxonomy = said.get("term_taxonomy") or said["element"]
        slug = said.get("category_nicename") or said.get("tag_slug") or said.get("term_slug", "")
        name = said.get("cat_name") or said.get("tag_name") or said.get("term_name") or slug
        if taxonomy in ("category", "tag", "post_tag"):
            kind = "category" if taxonomy == "category" else "tag"
            self.terms[kind, slug] = Term(kind, slug, name)
            if parent := said.get("category_parent") or said.get("term_parent"):
                parents[slug] = (kind, parent)
        elif taxonomy == "post_translations":
            keys = [str(key) for key in serialised.values(said.get("term_description", ""))]
            self.translations |= dict.fromkeys(keys, keys)

    def _place_terms(self, parents):
        for (kind, slug), term in self.terms.items():
            above, at = [], slug
            while kind == "category" and at in parents and parents[at][1] not in above:
                at = parents[at][1]
                above.insert(0, at)
            self.terms[kind, slug] = Term(kind, slug, term.name, tuple(above))

    def _item(self, item):
        kind, key = item.get("post_type"), item.get("post_id")
        self.kinds[kind, item.get("status")] += 1
        if kind == "attachment":
            self.attachments[key] = Attachment(
                key,
                item.get("attachment_url") or item.get("guid"),
                item.get("post_parent"),
                item.meta.get("_wp_attachment_image_alt", ""),
                item.get("excerpt:encoded"),
                item.meta.get("_credit") or item.meta.get("credit", ""),
            )
        elif kind == "wp_block":
            self.reused[key] = item.get("content:encoded")
        elif kind == "guest-author":
            self._guest(item)

    def _guest(self, item):
        """Somebody of Co-Authors Plus, who has no account."""
        meta = item.meta
        login = meta.get("cap-user_login") or item.get("post_name").removeprefix(GUEST)
        name = meta.get("cap-display_name") or item.get("title") or login
        self.authors[login] = IncomingAuthor(
            login,
            name,
            meta.get("cap-description", ""),
            tuple(filter(None, [meta.get("cap-website", "")])),
            self._page_of("author", login),
        )
