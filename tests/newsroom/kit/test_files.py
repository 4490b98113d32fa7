"""A file is named after its content: what changes it makes another file, or is found."""

import hashlib
from io import StringIO

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import models
from django.test import SimpleTestCase, TestCase

from articles.models import Waiver
from funding.models import Wording
from newsroom.audit import files
from newsroom.kit.files import KeptFileField, is_what_it_was, put_away, without_its_name
from newsroom.pictures.fields import PictureField
from tests import factories
from tests.articles.reader.photos import make_photo
from tests.factories import live_version, make_article, make_author, make_grant

LETTER = b"%PDF the funder agrees"
SHA = hashlib.sha256(LETTER).hexdigest()


class KeptFileTests(TestCase):
    def kept(self, name, content=LETTER):
        waiver = Waiver()
        waiver.evidence.save(name, ContentFile(content), save=False)
        return waiver.evidence.name

    def test_it_is_named_after_its_content_and_then_as_it_was_called(self):
        name = self.kept("letter of May.pdf")
        self.assertEqual(name, f"evidence/{SHA[:2]}/{SHA}/letter_of_May.pdf")
        with default_storage.open(name) as file:
            self.assertEqual(file.read(), LETTER)

    def test_the_same_file_is_kept_once_and_another_elsewhere(self):
        name = self.kept("letter.pdf")
        self.assertEqual(self.kept("letter.pdf"), name)
        self.assertNotEqual(self.kept("letter.pdf", LETTER + b"."), name)

    def test_what_is_called_at_length_or_strangely_is_kept_with_its_ending(self):
        for called, kept in (
            (f"{'a' * 300}.pdf", f"{'a' * 76}.pdf"),
            ("../../etc/umowa №7.pdf", "umowa_7.pdf"),
        ):
            self.assertEqual(self.kept(called), f"evidence/{SHA[:2]}/{SHA}/{kept}")

    def test_a_row_that_is_saved_names_it(self):
        waiver = factories.waive(make_grant(), hides="logo")
        waiver.evidence.save("letter.pdf", ContentFile(LETTER))
        stored = Waiver.objects.get(pk=waiver.pk)
        self.assertEqual(stored.evidence.name, self.kept("letter.pdf"))
        self.assertEqual(waiver.evidence, stored.evidence.name)

    def test_one_that_is_called_like_a_digest_has_its_own(self):
        name = self.kept(f"{'0' * 64}.pdf")
        self.assertIs(is_what_it_was(name), True)

    def test_it_is_put_away_once_for_all_the_rows_that_name_it(self):
        name = self.kept("letter.pdf", LETTER + b" for once")
        other = without_its_name(name)
        for _row in range(2):
            put_away(name, other)
            self.assertEqual([default_storage.exists(n) for n in (name, other)], [False, True])
        self.assertEqual(self.kept("letter.pdf", LETTER + b" for once"), name)
        put_away(name, other)
        folder, kept = other.split("/")
        alike = [n for n in default_storage.listdir(folder)[1] if n[:64] == kept[:64]]
        self.assertEqual((alike, default_storage.exists(name)), ([kept], False))

    def test_nothing_is_put_away_where_there_is_no_file(self):
        put_away("evidence/00/none/letter.pdf", "sealed/none.pdf")
        self.assertIs(default_storage.exists("sealed/none.pdf"), False)

    def test_its_other_name_tells_what_kind_it_is_of_and_nothing_else(self):
        for called, ending in (("Bahdanovič.pdf", ".pdf"), ("letter.Bahdanovič", "")):
            self.assertEqual(without_its_name(self.kept(called)), f"sealed/{SHA}{ending}")


class ColumnTests(SimpleTestCase):
    def test_every_file_that_a_model_keeps_is_named_after_its_content(self):
        columns = [
            column
            for model in apps.get_models()
            for column in model._meta.concrete_fields
            if isinstance(column, models.FileField)
        ]
        self.assertIn(Wording._meta.get_field("evidence"), columns)
        others = [c for c in columns if not isinstance(c, KeptFileField | PictureField)]
        self.assertEqual(others, [])


class BreakTests(TestCase):
    """Files are written past the newsroom, as somebody with the server's own tools can."""

    @classmethod
    def setUpTestData(cls):
        cls.waiver = factories.waive(make_grant("The Fund paid."), hides="logo")
        cls.waiver.evidence.save("letter.pdf", ContentFile(b"%PDF agreed, too"))
        cls.photo = make_photo(alt="Ada")
        cls.author = make_author(photo=cls.photo.file.name)
        article = factories.publish(make_article(authors=[cls.author]))
        cls.byline = live_version(article).bylines.get()
        factories.put_on_record()

    def overwrite(self, name, content):
        path = default_storage.path(name)
        with open(path, "rb") as file:
            before = file.read()
        self.addCleanup(default_storage.save, name, ContentFile(before))
        default_storage.delete(name)
        if content is not None:
            default_storage.save(name, ContentFile(content))
            self.addCleanup(default_storage.delete, name)

    def told(self):
        return [str(broken) for broken in files.breaks()]

    def test_nothing_is_told_of_files_that_are_as_they_were(self):
        self.assertEqual(self.told(), [])

    def test_evidence_that_was_altered_is_named_by_its_row(self):
        name = self.waiver.evidence.name
        self.overwrite(name, b"%PDF agreed, two")
        told = f"articles_waiver {self.waiver.pk}: its file {name} is not what was stored."
        self.assertEqual(self.told(), [told])
        with self.assertRaisesMessage(CommandError, "1 place"):
            call_command("verify_record", stderr=StringIO())

    def test_of_several_rows_the_oldest_is_named_first(self):
        name = make_photo(alt="Zed").file.name
        keys = [make_author(called, photo=name).pk for called in ("Zed", "Ada")]
        self.overwrite(name, None)
        told = [f"authors_author {key}: its file {name} is gone." for key in keys]
        self.assertEqual([one for one in self.told() if one.startswith("authors")], told)

    def test_a_picture_that_is_gone_is_named_by_every_row_that_shows_it(self):
        name = self.byline.photo
        self.overwrite(name, None)
        self.assertEqual(
            sorted(self.told()),
            [
                f"{row._meta.db_table} {row.pk}: its file {name} is gone."
                for row in (self.photo, self.byline, self.author)
            ],
        )

    def test_a_file_that_is_not_named_after_its_content_is_not_what_was_stored(self):
        name = default_storage.save("evidence/2024/letter.pdf", ContentFile(LETTER))
        self.addCleanup(default_storage.delete, name)
        self.assertIs(is_what_it_was(name), False)
