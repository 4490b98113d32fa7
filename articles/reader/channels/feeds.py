"""RSS 2.0 and Atom. In either the content is HTML, and says who paid."""

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, rfc3339_date

from articles.reader.channels.feed_entry import FULL


def rss(scope, entries, masthead, site_url, address):
    return _written(Rss(**_about(scope, masthead, site_url, address)), entries)


def atom(scope, entries, masthead, site_url, address):
    return _written(Atom(**_about(scope, masthead, site_url, address)), entries)


class Rss(Rss201rev2Feed):
    """RSS with the moment of the last change and every author's name."""

    def rss_attributes(self):
        return {**super().rss_attributes(), "xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name, _address in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))


class Atom(Atom1Feed):
    """Atom that tells content from summary, and says in which language an entry is."""

    def item_attributes(self, item):
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler, item):
        html, item["description"] = item["description"], None
        super().add_item_elements(handler, item)
        for name, address in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.addQuickElement("uri", address)
            handler.endElement("author")
        element = "content" if item["mode"] == FULL else "summary"
        handler.addQuickElement(element, html, {"type": "html"})


def _about(scope, masthead, site_url, address):
    return {
        "title": title(scope, masthead),
        "link": site_url + scope.path,
        "description": masthead.tagline or masthead.name,
        "language": masthead.language,
        "author_name": masthead.name,
        "feed_url": address,
        "feed_guid": address,
    }


def title(scope, masthead):
    return f"{scope.title} · {masthead.name}" if scope.title else masthead.name


def _written(feed, entries):
    for entry in entries:
        feed.add_item(
            title=entry.version.title,
            link=entry.url,
            description=entry.html,
            unique_id=entry.id,
            unique_id_is_permalink=False,
            pubdate=entry.version.first_published_at,
            updateddate=entry.version.changed_at,
            categories=[tag.name for tag in entry.piece.tags],
            authors=entry.authors,
            language=entry.version.language,
            mode=entry.mode,
        )
    return feed.writeString("utf-8")
