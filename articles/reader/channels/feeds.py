"""RSS 2.0 and Atom: a summary and, in full feeds, the content of an entry. Either says who paid."""

from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, rfc3339_date

from articles.reader.channels.feed_entry import FULL

NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


def rss(about, entries):
    return _written(Rss, about, entries)


def atom(about, entries):
    return _written(Atom, about, entries)


class Rss(Rss201rev2Feed):
    """RSS with the whole content, every author's name, languages, pictures, and the last change."""

    def rss_attributes(self):
        return {**super().rss_attributes(), **NAMESPACES}

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if hub := self.feed["hub"]:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": hub})
        handler.startElement("image", {})
        handler.addQuickElement("url", self.feed["icon"])
        # As those of the channel.
        handler.addQuickElement("title", self.feed["title"])
        handler.addQuickElement("link", self.feed["link"])
        handler.endElement("image")

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        entry = item["entry"]
        if entry.mode == FULL:
            handler.addQuickElement("content:encoded", entry.html)
        for name, _address in entry.authors:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("dc:language", entry.version.language)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        if entry.image:
            _picture(handler, entry)


class Atom(Atom1Feed):
    """Atom that tells content from summary, and says in which language an entry is."""

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if hub := self.feed["hub"]:
            handler.addQuickElement("link", None, {"rel": "hub", "href": hub})
        handler.addQuickElement("icon", self.feed["icon"])

    def item_attributes(self, item):
        return {"xml:lang": item["entry"].version.language}

    def add_item_elements(self, handler, item):
        # Django knows one text of an entry, and calls it the summary.
        super().add_item_elements(handler, {**item, "description": None})
        entry = item["entry"]
        for name, address in entry.authors:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.addQuickElement("uri", address)
            handler.endElement("author")
        handler.addQuickElement("summary", entry.summary, {"type": "html"})
        if entry.mode == FULL:
            handler.addQuickElement("content", entry.html, {"type": "html"})


def _picture(handler, entry):
    """The lead image as Media RSS has it, with its words and whose it is."""
    told = {"url": entry.image, "type": "image/jpeg", "medium": "image"}
    handler.startElement("media:content", told)
    if entry.version.lead_alt:
        handler.addQuickElement("media:description", entry.version.lead_alt, {"type": "plain"})
    if entry.version.lead_credit:
        handler.addQuickElement("media:credit", entry.version.lead_credit)
    handler.endElement("media:content")


def _enclosures(entry):
    """The lead image as a file, once its length is known: RSS 2.0 wants it, and wants it true."""
    if not entry.image_length:
        return []
    return [Enclosure(entry.image, str(entry.image_length), "image/jpeg")]


def _written(kind, about, entries):
    feed = kind(
        title=about.title,
        link=about.page,
        description=about.description,
        subtitle=about.masthead.tagline,
        language=about.language,
        author_name=about.masthead.name,
        feed_url=about.address,
        feed_guid=about.address,
        hub=about.hub,
        icon=about.small_icon,
    )
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=entry.url,
            description=entry.summary,
            unique_id=entry.id,
            unique_id_is_permalink=False,
            pubdate=entry.version.first_published_at,
            updateddate=entry.version.changed_at,
            categories=[tag.name for tag in entry.piece.tags],
            enclosures=_enclosures(entry),
            entry=entry,
        )
    return feed.writeString("utf-8")
