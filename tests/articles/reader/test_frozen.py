"""Whatever is edited afterwards, readers see of a published piece what they saw before.

Every word of every model that people write in is changed, a new column too: pages, feeds, texts,
copies, tombstones and the list of corrections say the same as before, letter for letter.
"""

import re

from django.db import IntegrityError, connection, models, transaction
from django.test import TestCase

from articles.models import MenuEntry, PublishedVersion
from articles.models.printed import read_printed
from articles.publishing.perform import perform
from articles.reader.channels.channel import CHANNELS
from articles.upkeep.outside import entries_in
from articles.upkeep.redactable import REDACTED, columns, walked
from funding.models import Appeal
from newsroom.kit.guards import guard_of
from newsroom.models import Identity, Masthead
from tests.articles.reader.photos import make_photo
from tests.factories import (
    make_article,
    make_author,
    make_grant,
    make_publisher,
    make_section,
    publish,
)

# What is of today on a page of long ago, and no part of what was published.
OF_TODAY = {
    Masthead: "The frame around every page.",
    Identity: "The same.",
    MenuEntry: "The same.",
    Appeal: "A campaign that runs now.",
}
FRAME = re.compile(
    r'<header class="masthead">.*?</header>|<section class="instead" .*?</section>', re.DOTALL
)
SCOPED = re.compile(r"^/(section|author|tag|issue|series)/")


def edited():
    """The models in which people write, and whose rows may change."""
    return [
        model
        for model in walked()
        if model not in OF_TODAY
        and columns(model, REDACTED)
        and guard_of(connection, model._meta.db_table) is None
    ]


def edit_every_word():
    """Also what is empty is written in; where a constraint refuses that, it stays empty."""
    for model in edited():
        for row in model._base_manager.order_by("pk"):
            words = {column.name: other(column, row) for column in columns(model, REDACTED)}
            try:
                with transaction.atomic():
                    model._base_manager.filter(pk=row.pk).update(**words)
            except IntegrityError:
                filled = {name: one for name, one in words.items() if getattr(row, name)}
                model._base_manager.filter(pk=row.pk).update(**filled)


def other(column, row):
    if isinstance(column, models.JSONField):
        return {"changed": ["changed"]}
    if column.name == "path":
        return f"/2020/01/01/changed-{row.pk}/"
    if column.name.endswith("path"):
        return f"/changed-{row.pk}-{column.name}"
    if isinstance(column, models.URLField):
        return f"https://changed-{row.pk}.example/"
    if isinstance(column, models.SlugField):
        return f"changed-{row.pk}"
    if isinstance(column, models.EmailField):
        return f"changed-{row.pk}@example.org"
    return f"Changed {row.pk} {column.name}"[: column.max_length]


class FrozenTests(TestCase):
    maxDiff = None

    @classmethod
    def setUpTestData(cls):
        publisher = make_publisher()
        publish(make_article(title="None"))
        author = make_author("Anna", bio="Writes.", affiliation="A fund")
        author.handles.create(platform="x", handle="anna")
        filed = {"authors": [author], "section": make_section("Rivers"), "tags": ["Weirs"]}
        grant = make_grant("The Fund paid.", title="Weirs of the north")
        photo = make_photo(alt="A quay", caption="The quay.", credit="A. Photographer")
        whole = make_article(title="Whole", grants=[grant], lead_photo=photo, **filed)
        whole.corrections.create(text="A figure was wrong.")
        publish(whole)
        cls.gone = publish(make_article(title="Gone", grants=[grant], **filed))
        perform("withdraw", cls.gone, by=publisher, note="False.", public_note="It was false.")

    def seen(self, pieces):
        """What readers are shown of pieces at every address, without the frame and list around."""
        seen = {}
        for channel in CHANNELS:
            for address in {one for piece in pieces for one in channel.addresses(piece)}:
                answer = self.client.get(address, follow=True)
                text = FRAME.sub("", answer.content.decode())
                seen[channel.name, address] = (
                    list(entries_in(text)) if SCOPED.match(address) else text
                )
                self.assertEqual(answer.status_code, 200, address)
        for address, status in ((self.gone.path, 410), ("/corrections/", 200)):
            answer = self.client.get(address)
            self.assertEqual(answer.status_code, status)
            seen["page", address] = FRAME.sub("", answer.content.decode())
        return seen

    def test_whatever_is_edited_readers_see_what_was_published(self):
        pieces = read_printed(PublishedVersion.objects.live())
        before = self.seen(pieces)
        self.assertIn("It was false.", before["page", self.gone.path])
        edit_every_word()
        after = self.seen(pieces)
        for place, text in before.items():
            with self.subTest(place):
                self.assertNotIn("changed", str(after[place]).lower())
                self.assertEqual(after[place], text)

    def test_what_readers_see_is_made_of_is_edited_here(self):
        names = {model.__name__ for model in edited()}
        self.assertLess(
            {"Article", "Byline", "Correction", "Section", "Tag", "Author", "SocialHandle", "Grant",
             "Funder", "FunderLogo", "Photo", "Statement", "Coverage", "Waiver"},
            names,
        )  # fmt: skip
