"""How fast pages are in a newsroom with 500 grants and 100,000 published versions.

    .venv/bin/python bench/a_large_newsroom.py [VERSIONS]

Makes the newsroom in a database of its own (SQLite in a temporary folder, or DATABASE_URL if
it is set), asks for each page three times, and prints the fastest time and the queries.
"""

import os
import sys
import tempfile
import time
from datetime import timedelta
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
FOLDER = tempfile.TemporaryDirectory(prefix="newsroom-bench-")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER.name}/bench.sqlite3")
os.environ.setdefault("SECRET_KEY", "only-for-measuring-on-this-machine")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ["ALLOWED_HOSTS"] = "testserver"
os.environ["DEBUG"] = "1"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, reset_queries, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.models import (  # noqa: E402
    Article,
    PublishedVersion,
    Section,
    VersionByline,
    VersionDisclosure,
    VersionGrant,
    VersionParty,
    VersionTag,
)
from articles.models.choices import Funding, Stage  # noqa: E402
from articles.upkeep.worklist import worklist  # noqa: E402
from authors.models import Author  # noqa: E402
from funding.models import Funder, Grant, GrantParty, Statement, Wording  # noqa: E402

GRANTS, AUTHORS, SECTIONS, TAGS, CHUNK = 500, 300, 8, 400, 5000
BODY = "<p>" + "A sentence of a piece that is neither short nor long. " * 60 + "</p>"


def say(words):
    print(words, file=sys.stderr, flush=True)


def make_grants(now):
    wordings = []
    for number in range(GRANTS):
        grant = Grant.objects.create(
            title=f"Project {number}",
            kind=Grant.Kind.MONETARY,
            status=Grant.Status.ACTIVE,
            amount=1000 + number,
            currency="EUR",
            starts_on=now.date(),
        )
        funder = Funder.objects.create(name=f"Fund {number}", kind=Funder.Kind.FOUNDATION)
        GrantParty.objects.create(grant=grant, funder=funder, role=GrantParty.Role.FUNDING)
        statement = Statement.objects.create(grant=grant, kind=Statement.Kind.ACKNOWLEDGEMENT)
        wordings.append(
            Wording.objects.create(
                statement=statement,
                language="en",
                text=f"Project {number} is financed by Fund {number}.",
                status=Wording.Status.APPROVED,
                approved_at=now,
            )
        )
    return wordings


def make_versions(total, wordings, now):
    sections = [Section.objects.create(name=f"Section {n}") for n in range(SECTIONS)]
    authors = [Author.objects.create(name=f"Author {n}") for n in range(AUTHORS)]
    tag_model = VersionTag._meta.get_field("tag").related_model
    tags = [tag_model.objects.create(name=f"Tag {n}", slug=f"tag-{n}") for n in range(TAGS)]
    for start in range(0, total, CHUNK):
        make_chunk(range(start, min(start + CHUNK, total)), wordings, sections, authors, tags, now)
        say(f"{min(start + CHUNK, total)} versions …")


@transaction.atomic
def make_chunk(numbers, wordings, sections, authors, tags, now):
    articles, versions = [], []
    for number in numbers:
        moment = now - timedelta(minutes=number + 1)
        fields = {
            "title": f"Title {number}",
            "standfirst": "A standfirst.",
            "body": BODY,
            "language": "en",
            "section": sections[number % SECTIONS],
            "funding": Funding.FUNDED,
            "path": f"/{moment:%Y/%m/%d}/title-{number}/",
            "first_published_at": moment,
            "served_since": moment,
        }
        articles.append(Article(stage=Stage.PUBLISHED, slug=f"title-{number}", **fields))
        versions.append(
            PublishedVersion(
                number=1,
                live_from=moment,
                printed_at=moment,
                frozen_at=moment,
                section_name=fields["section"].name,
                section_slug=fields["section"].slug,
                kind="article",
                **fields,
            )
        )
    Article.objects.bulk_create(articles)
    for version, article in zip(versions, articles, strict=True):
        version.article = version.original = article
    PublishedVersion.objects.bulk_create(versions)
    make_parts(numbers, versions, wordings, authors, tags)


def make_parts(numbers, versions, wordings, authors, tags):
    grants, rows = [], []
    for number, version in zip(numbers, versions, strict=True):
        wording, author = wordings[number % GRANTS], authors[number % AUTHORS]
        tag, grant = tags[number % TAGS], wording.statement.grant
        grants.append(
            VersionGrant(
                version=version,
                grant=grant,
                title=grant.title,
                slug=grant.slug,
                kind=grant.kind,
                amount=grant.amount,
                currency="EUR",
                basis="",
                allows_appeals=True,
            )
        )
        rows += [
            VersionByline(
                version=version, author=author, role="author", name=author.name, slug=author.slug
            ),
            VersionTag(version=version, tag=tag, name=tag.name, slug=tag.slug),
            VersionDisclosure(
                version=version,
                statement=wording.statement,
                wording=wording,
                grant=grant,
                kind="acknowledgement",
                placement="end",
                language="en",
                text=wording.text,
                is_printed=True,
            ),
        ]
    VersionGrant.objects.bulk_create(grants)
    for grant in grants:
        funder = Funder(pk=grant.grant_id)
        rows.append(
            VersionParty(
                version=grant.version,
                version_grant=grant,
                funder=funder,
                role="funding",
                name=f"Fund {grant.grant_id}",
                kind="foundation",
            )
        )
    for model in (VersionByline, VersionTag, VersionDisclosure, VersionParty):
        model.objects.bulk_create([row for row in rows if isinstance(row, model)])


def measure(path):
    client, fastest = Client(), None
    for _ in range(3):
        reset_queries()  # The log of queries is of limited length.
        with CaptureQueriesContext(connection) as queries:
            begun = time.perf_counter()
            answer = client.get(path)
            taken = time.perf_counter() - begun
        fastest = min(taken, fastest or taken)
    print(f"{fastest * 1000:8.1f} ms  {len(queries):3} queries  {answer.status_code}  {path}")


def main():
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    now = timezone.now()
    call_command("migrate", verbosity=0)
    make_versions(total, make_grants(now), now)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    path = PublishedVersion.objects.live().newest_first()[0].path
    old = PublishedVersion.objects.live().order_by("first_published_at")[0].path
    pages = ["/", path, old, "/section/section-3/", "/section/section-3/?page=50"]
    pages += ["/author/author-7/", "/tag/tag-7/", "/funding/", "/funding/project-7/"]
    pages += ["/archive/", f"/archive/{now:%Y/%m}/", "/authors/", "/tags/"]
    pages += ["/funder/fund-7/", "/feed/atom.xml", "/sitemap.xml"]
    pages += [f"/?page={total // 20 - 1}", "/?page=99999"]
    for page in pages:
        measure(page)
    begun = time.perf_counter()
    section = PublishedVersion.objects.filter(section__slug="section-3")
    list(islice(worklist(versions=section), 50))
    print(f"{(time.perf_counter() - begun) * 1000:8.1f} ms  the first 50 of a section's worklist")


if __name__ == "__main__":
    main()
