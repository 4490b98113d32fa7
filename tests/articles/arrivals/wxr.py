"""Exports as WordPress writes them, of a magazine that never was."""

from html import escape

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.6" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/{version}/">
<channel>
<title>The Weir</title><link>https://weir.example</link><language>en-GB</language>
<wp:base_blog_url>https://weir.example</wp:base_blog_url>
<wp:author><wp:author_login><![CDATA[adela]]></wp:author_login>
  <wp:author_display_name><![CDATA[Adela Wit]]></wp:author_display_name></wp:author>
<wp:category><wp:category_nicename>rivers</wp:category_nicename><wp:cat_name>Rivers</wp:cat_name>
  </wp:category>
<wp:category><wp:category_nicename>narew</wp:category_nicename>
  <wp:category_parent>rivers</wp:category_parent><wp:cat_name>Narew</wp:cat_name></wp:category>
"""
FOOT = "</channel></rss>\n"


def export(*items, version="1.2", head=""):
    return (HEAD.format(version=version) + head + "".join(items) + FOOT).encode()


def item(key, title="A weir", content="<p>Water falls.</p>", *, categories=(), meta=(), **said):
    """An item; `categories` are (domain, slug, name), `meta` is (key, value)."""
    said = {
        "post_id": key,
        "post_date_gmt": "2016-03-01 20:30:00",
        "post_name": f"a-weir-{key}",
        "status": "publish",
        "post_type": "post",
        **said,
    }
    link = said.pop("link", f"https://weir.example/2016/03/{said['post_name']}/")
    parts = [
        f"<title>{escape(title)}</title><link>{link}</link>",
        f"<dc:creator><![CDATA[{said.pop('creator', 'adela')}]]></dc:creator>",
        f"<content:encoded><![CDATA[{content}]]></content:encoded>",
        f"<excerpt:encoded><![CDATA[{said.pop('excerpt', '')}]]></excerpt:encoded>",
        *(f"<wp:{name}>{escape(str(value))}</wp:{name}>" for name, value in said.items()),
        *(
            f'<category domain="{domain}" nicename="{slug}"><![CDATA[{name}]]></category>'
            for domain, slug, name in categories
        ),
        *(
            f"<wp:postmeta><wp:meta_key>{name}</wp:meta_key>"
            f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
            for name, value in meta
        ),
    ]
    return f"<item>{''.join(parts)}</item>\n"


def attachment(key, file, *, alt="", caption="", parent=0):
    return item(
        key,
        file,
        "",
        post_type="attachment",
        status="inherit",
        post_parent=parent,
        attachment_url=f"https://weir.example/wp-content/uploads/{file}",
        excerpt=caption,
        meta=[("_wp_attachment_image_alt", alt)],
    )
