"""How long a magazine of many posts takes to come in from WordPress, and how much memory.

    .venv/bin/python bench/an_export.py [POSTS] [--read-only]

Writes an export of so many posts (50,000; 600 words each, some with a picture, a gallery, notes and
tags) into a temporary folder and brings it in: into a database of its own (SQLite there, or
DATABASE_URL if it is set). Then it asks for every old address, and does it once more.
With --read-only the export is only read, as a trial of how much memory that takes.
"""

import resource
import time
from pathlib import Path
from random import Random

import a_large_newsroom as large
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from articles.arrivals.wordpress.export import Export
from articles.arrivals.wordpress.pieces import piece_of
from articles.models import PublishedVersion, Section

DICE = Random(11)  # noqa: S311
WORDS = [
    *("water", "weir", "lock", "quay", "river", "port", "bank"),
    *("tide", "mill", "ferry", "pilot", "slate", "keeper", "bridge"),
]
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The Weir</title>
<link>https://weir.example</link><language>en</language>
<wp:base_blog_url>https://weir.example</wp:base_blog_url>
"""
ITEM = """<item><title>{title}</title><link>https://weir.example/{year}/{slug}/</link>
<dc:creator>author-{author}</dc:creator><content:encoded><![CDATA[{body}]]></content:encoded>
<excerpt:encoded><![CDATA[{standfirst}]]></excerpt:encoded><wp:post_id>{key}</wp:post_id>
<wp:post_date_gmt>{year}-{month:02}-{day:02} 10:00:00</wp:post_date_gmt>
<wp:post_name>{slug}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="section-{section}"><![CDATA[Section {section}]]></category>
<category domain="post_tag" nicename="tag-{tag}"><![CDATA[Tag {tag}]]></category></item>
"""


def sentence(length):
    return " ".join(DICE.choices(WORDS, k=length)).capitalize() + "."


def body(number):
    parts = [" ".join(sentence(12) for _n in range(5)) for _paragraph in range(10)]
    if number % 3 == 0:
        address = f"https://weir.example/wp-content/uploads/{number}.jpg"
        parts.insert(2, f'[caption id="a"]<img src="{address}" alt="A quay"> A quay[/caption]')
    if number % 5 == 0:
        parts[4] += "[ref]As the keeper says.[/ref]"
    return "\n\n".join(parts)


def write(path, posts):
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number in range(posts):
            file.write(
                ITEM.format(
                    key=number + 1,
                    title=sentence(7)[:-1],
                    slug=f"post-{number}",
                    year=2010 + number % 15,
                    month=number % 12 + 1,
                    day=number % 28 + 1,
                    author=number % 120,
                    section=number % 8,
                    tag=number % 300,
                    standfirst=sentence(20),
                    body=body(number),
                )
            )
        file.write("</channel></rss>\n")


def peak():
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def read(path):
    export = Export(path)
    return sum(1 for item in export.posts() if piece_of(item, export))


def timed(what, work):
    begun = time.perf_counter()
    done = work()
    large.say(f"{what}: {time.perf_counter() - begun:.0f} s, {peak()} MB at most so far")
    return done


def ask_for_old_addresses(posts):
    client = Client()
    wrong = 0
    for number in range(posts):
        answer = client.get(f"/{2010 + number % 15}/post-{number}/")
        wrong += answer.status_code != 301
    large.say(f"{wrong} of {posts} old addresses lead nowhere")


def main():
    # What a missing page is, and how much is kept of queries, is as in production.
    settings.DEBUG = False
    arguments = [one for one in large.sys.argv[1:] if not one.startswith("-")]
    posts = int(arguments[0]) if arguments else 50_000
    path = Path(large.FOLDER.name) / "weir.xml"
    write(path, posts)
    large.say(f"{posts} posts, {path.stat().st_size // 1_000_000} MB")
    if "--read-only" in large.sys.argv:
        timed("Read", lambda: read(path))
        return
    call_command("migrate", verbosity=0)
    Section.objects.create(name="Articles")
    User.objects.create_superuser("ada")
    timed("Brought in", lambda: call_command("import_wordpress", path, by="ada"))
    large.say(f"{PublishedVersion.objects.live().count()} live")
    timed("Old addresses", lambda: ask_for_old_addresses(posts))
    timed("Once more", lambda: call_command("import_wordpress", path, by="ada"))


if __name__ == "__main__":
    main()
