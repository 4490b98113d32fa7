"""JSON Feed 1.1 (jsonfeed.org), with who paid as data beside the words in the content."""

import json


def json_feed(about, entries):
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": about.title,
        "home_page_url": about.page,
        "feed_url": about.address,
        "description": about.description,
        "language": about.language,
        "icon": about.icon,
        "favicon": about.small_icon,
        "authors": [{"name": about.masthead.name, "url": f"{about.site_url}/"}],
        "hubs": [{"type": "WebSub", "url": about.hub}] if about.hub else None,
        "items": [_item(entry) for entry in entries],
    }
    said = {name: value for name, value in feed.items() if value is not None}
    return json.dumps(said, ensure_ascii=False, indent=1)


def _item(entry):
    version = entry.version
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "summary": version.standfirst,
        "image": entry.image,
        "date_published": version.first_published_at.isoformat(),
        "date_modified": version.changed_at.isoformat(),
        "authors": [{"name": name, "url": url} for name, url in entry.authors],
        "tags": [tag.name for tag in entry.piece.tags],
        "language": version.language,
        "_funding": _funding(entry),
        "_known": {"about": _about(entry), "items": _items(entry, entry.piece.known)}
        if entry.piece.known
        else None,
    }
    return {name: value for name, value in item.items() if value}


def _funding(entry):
    """Who paid, as data; docs/readers-and-channels.md says what each name promises."""
    return {
        "about": _about(entry),
        "declaration": entry.version.funding,
        "items": _items(entry, entry.piece.paid),
    }


def _about(entry):
    return f"{entry.site_url}/funding/#feed"


def _items(entry, notices):
    addresses = {row.grant_id: entry.site_url + row.get_absolute_url() for row in entry.grants}
    items = []
    for notice in notices:
        item = {"kind": notice.kind, "text": notice.text, "lang": notice.language}
        if notice.grant_id in addresses:
            item["grant_url"] = addresses[notice.grant_id]
        items.append(item)
    return items
