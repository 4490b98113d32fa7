import unicodedata

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.test import SimpleTestCase
from django.test.utils import isolate_apps

from newsroom.addresses.fields import AddressField
from newsroom.kit.fields import BodyField, NameField, PlainTextField
from tests.flushing import SchemaTestCase

NFD = unicodedata.normalize("NFD", "Łódź")


@isolate_apps("newsroom")
def piece_model():
    class Piece(models.Model):
        name = NameField(max_length=20)
        wording = PlainTextField(blank=True)
        body = BodyField(blank=True)

        class Meta:
            app_label = "newsroom"

        def __str__(self):
            return self.name

    return Piece


class CleanTests(SimpleTestCase):
    def test_cleaning_tidies_before_it_measures(self):
        piece = piece_model()(name=f"{NFD * 5}\n", wording=f" {NFD}\r\n", body="<b>x</b>")
        piece.full_clean()
        self.assertEqual(
            (piece.name, piece.wording, piece.body),
            ("Łódź" * 5, " Łódź\n", "<strong>x</strong>"),
        )

    def test_an_unprintable_character_is_refused_at_its_field(self):
        piece = piece_model()(name="a\x0bb", wording="\u202e", body="<p>\x07</p>")
        with self.assertRaises(ValidationError) as refused:
            piece.full_clean()
        self.assertEqual(set(refused.exception.message_dict), {"name", "wording", "body"})

    def test_markup_in_a_name_stays_text(self):
        piece = piece_model()(name="<b>Jan</b>")
        piece.full_clean()
        self.assertEqual(piece.name, "<b>Jan</b>")


class MigrationTests(SimpleTestCase):
    def test_a_migration_writes_each_field_in_a_few_words(self):
        for field, written in (
            (NameField(max_length=20), "newsroom.kit.fields.NameField(max_length=20)"),
            (PlainTextField(blank=True), "newsroom.kit.fields.PlainTextField(blank=True)"),
            (BodyField(), "newsroom.kit.fields.BodyField()"),
            (
                AddressField(made_from="title"),
                "newsroom.addresses.fields.AddressField("
                "blank=True, made_from='title', max_length=90, unique=True)",
            ),
        ):
            with self.subTest(written):
                self.assertEqual(MigrationWriter.serialize(field)[0], written)
                self.assertEqual(field.clone().deconstruct(), field.deconstruct())


class StoreTests(SchemaTestCase):
    """However text arrives, the database holds it tidy or not at all."""

    def setUp(self):
        self.Piece = piece_model()
        with connection.schema_editor() as editor:
            editor.create_model(self.Piece)
        self.addCleanup(self.drop)

    def drop(self):
        with connection.schema_editor() as editor:
            editor.delete_model(self.Piece)

    def stored(self):
        return list(self.Piece.objects.values_list("name", "wording", "body"))

    def test_what_is_saved_is_tidy_in_the_database_and_in_memory(self):
        piece = self.Piece(name=f"{NFD}\n", wording=f"{NFD}\r\n", body=f"<div>{NFD}</div><script>")
        piece.save()
        self.assertEqual(self.stored(), [("Łódź", "Łódź\n", "<p>Łódź</p>")])
        self.assertEqual((piece.name, piece.wording, piece.body), ("Łódź", "Łódź\n", "<p>Łódź</p>"))

    def test_bulk_create_update_and_bulk_update_are_no_way_around(self):
        hostile = "<p onclick='x()'>a</p>"
        self.Piece.objects.bulk_create([self.Piece(name=NFD, body=hostile)])
        self.assertEqual(self.stored(), [("Łódź", "", "<p>a</p>")])

        self.Piece.objects.update(name=f"{NFD} 2", body=hostile)
        self.assertEqual(self.stored(), [("Łódź 2", "", "<p>a</p>")])

        piece = self.Piece.objects.get()
        piece.name, piece.body = f"{NFD} 3", hostile
        self.Piece.objects.bulk_update([piece], ["name", "body"])
        self.assertEqual(self.stored(), [("Łódź 3", "", "<p>a</p>")])

    def test_an_unprintable_character_is_never_stored(self):
        self.Piece.objects.create(name="kept")
        piece = self.Piece.objects.get()
        for column in ("name", "wording", "body"):
            bad = {column: "a\u202eb"}
            setattr(piece, column, bad[column])
            for way in (
                lambda bad=bad: self.Piece.objects.create(**bad),
                lambda bad=bad: self.Piece.objects.bulk_create([self.Piece(**bad)]),
                lambda bad=bad: self.Piece.objects.update(**bad),
                lambda column=column: self.Piece.objects.bulk_update([piece], [column]),
                piece.save,
            ):
                with self.subTest(column), self.assertRaises(ValidationError):
                    way()
            piece.refresh_from_db()
        self.assertEqual(self.stored(), [("kept", "", "")])

    def test_a_search_is_tidied_and_never_refused(self):
        self.Piece.objects.create(name="Łódź")
        self.assertEqual(self.Piece.objects.filter(name=NFD).count(), 1)
        self.assertEqual(self.Piece.objects.filter(name="\u202e").count(), 0)

    def test_expressions_still_work(self):
        self.Piece.objects.create(name="a", wording="b")
        self.Piece.objects.update(wording=models.functions.Upper("name"))
        self.assertEqual(self.stored(), [("a", "A", "")])
