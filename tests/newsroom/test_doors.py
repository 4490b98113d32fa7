"""What no door lets in: every column of every model, and every form of the desk, is asked."""

from contextlib import contextmanager
from decimal import Decimal

from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction
from django.test import RequestFactory, SimpleTestCase, TestCase
from django.urls import reverse

from articles.models import PublishedVersion, Section
from articles.models.printed import PARTS
from authors.models import Author, SocialHandle
from funding.models import Appeal, Funder, Grant
from newsroom.kit.fields import CurrencyField, NameField, WebAddressField
from newsroom.kit.numbers import _WrittenNumber
from newsroom.models import Masthead
from tests.factories import make_author, make_funding_manager, make_grant, make_user
from tests.filling_in import filled_in

OURS = ("newsroom", "authors", "funding", "articles")
# Copies of what was checked where it was written.
FROZEN = {PublishedVersion, *PARTS.values()}

MISLEADING = {
    "javascript:alert(1)": "begins with https://",
    "ftp://example.org/": "begins with https://",
    "data:text/html,x": "begins with https://",
    "https://example.org@other.example/": "what stands before the @",
    "https://me:secret@example.org/": "what stands before the @",
    "https://example.org\\@other.example/": "no backslash",
    "https:\\\\example.org": "no backslash",
    "https://exаmple.org/": "read as others",
    "https://xn--exmple-4nf.org/": "read as others",
    "https://аррӏе.com/": "looks like Latin",
    "https://ｅxample.org/": "read as others",
    "https://example.org⁄path.example/": "read as others",
}
HONEST = (
    "https://example.org/donate?x=1#now",
    "http://example.org:8080/",
    "https://україна.укр/",
    "https://газета.рф/",
    "https://łódź.pl/",
    "https://новини.com/",
    "https://日本ニュース.jp/",
    "https://xn--d1acufc.xn--p1ai/",
)
ODD_NUMBERS = ("1e5", "١٢٣", "１２", "1_000", "NaN", "Infinity", "0x10")
INVISIBLE = ("\u200b", "\u2060", "\ufeff", "\u00ad", "\u3164", "\u180e", "\U000e0041")


def written_columns(kind):
    """Every column of a kind that people write, of every model of ours."""
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            for column in model._meta.concrete_fields:
                if isinstance(column, kind) and model not in FROZEN:
                    yield column


def desk_forms(request):
    """Every form of the desk as somebody with every power sees it, with its name."""
    for model, page in admin.site._registry.items():
        if page.has_change_permission(request) or page.has_add_permission(request):
            yield model._meta.label, page.get_form(request)
            for inline in page.get_inline_instances(request):
                yield inline.model._meta.label, inline.get_formset(request).form


class ColumnTests(SimpleTestCase):
    def test_every_web_address_is_one_that_leads_where_it_looks(self):
        columns = list(written_columns(models.URLField))
        self.assertIn(Masthead._meta.get_field("donate_url"), columns)
        for column in columns:
            self.assertIsInstance(column, WebAddressField, column)

    def test_every_currency_is_one_that_there_is(self):
        for column in written_columns(models.CharField):
            if "currency" in column.name:
                self.assertIsInstance(column, CurrencyField, column)

    def test_every_number_that_people_write_is_written_in_digits(self):
        numbers = (models.IntegerField, models.DecimalField, models.FloatField)
        columns = [c for c in written_columns(numbers) if c.editable and not c.primary_key]
        by_machines = {"revision", "looked_at", "key"}
        for column in columns:
            if column.name not in by_machines:
                self.assertIsInstance(column, _WrittenNumber, column)

    def test_every_address_that_misleads_is_refused_and_no_other(self):
        column = Funder._meta.get_field("url")
        for address, words in MISLEADING.items():
            with self.subTest(address), self.assertRaises(ValidationError) as refused:
                column.clean(address, None)
            self.assertIn(words, " ".join(refused.exception.messages))
        for address in HONEST:
            with self.subTest(address):
                self.assertEqual(column.clean(address, None), address)

    def test_no_name_holds_what_cannot_be_seen(self):
        for column in written_columns(NameField):
            for sign in INVISIBLE:
                with self.subTest(str(column), sign=sign), self.assertRaises(ValidationError):
                    column.run_validators(f"a{sign}b")


class DoorTests(TestCase):
    """The shell, importers and update() pass no form."""

    @contextmanager
    def refused(self):
        with self.assertRaises(ValidationError), transaction.atomic():
            yield

    def test_no_door_stores_a_misleading_address(self):
        appeal = Appeal.objects.create(text="Give.", url="https://example.org/")
        for address in MISLEADING:
            for store in (
                lambda address=address: Appeal.objects.create(text="Give.", url=address),
                lambda address=address: Appeal.objects.update(url=address),
                lambda address=address: Masthead.objects.update(donate_url=address),
                lambda address=address: Funder.objects.bulk_create(
                    [Funder(name="F", key="f", url=address)]
                ),
            ):
                with self.subTest(address), self.refused():
                    store()
        appeal.refresh_from_db()
        self.assertEqual(appeal.url, "https://example.org/")

    def test_a_handle_of_a_misleading_site_is_refused_at_its_field(self):
        handle = SocialHandle(author=make_author(), platform="website", handle="аррӏе.com")
        with self.assertRaises(ValidationError) as refused:
            handle.full_clean()
        self.assertEqual(list(refused.exception.error_dict), ["handle"])

    def test_a_currency_is_kept_in_capitals_and_has_to_exist(self):
        grant = make_grant(amount=Decimal(5), currency="pln")
        grant.refresh_from_db()
        self.assertEqual(grant.currency, "PLN")
        self.assertEqual(Grant.objects.filter(currency="pln").get(), grant)
        for code in ("XYZ", "EURO", "P", "ＰＬＮ", "zł"):
            with self.subTest(code), self.refused():
                Grant.objects.update(currency=code)
        Grant.objects.update(currency="HRK")

    def test_an_odd_number_is_refused_from_every_door(self):
        grant = make_grant()
        for text in ODD_NUMBERS:
            for values in ({"amount": text, "currency": "PLN"}, {"promised_pieces": text}):
                with self.subTest(text), self.refused():
                    Grant.objects.filter(pk=grant.pk).update(**values)
        Grant.objects.update(amount="1250.50", currency="PLN", promised_pieces=" 12 ")
        grant.refresh_from_db()
        self.assertEqual((grant.amount, grant.promised_pieces), (Decimal("1250.50"), 12))

    def test_no_name_with_what_cannot_be_seen_is_stored(self):
        for sign in INVISIBLE:
            with self.subTest(sign), self.refused():
                Author.objects.create(name=f"An{sign}na")
        self.assertEqual(make_author("می\u200cخواهم").name, "می\u200cخواهم")

    def test_the_database_refuses_what_is_too_long(self):
        section = Section.objects.create(name="x" * 100)
        for change in ({"name": "x" * 101}, {"slug": "x" * 91}):
            with self.subTest(change), self.assertRaises(DatabaseError), transaction.atomic():
                Section.objects.filter(pk=section.pk).update(**change)

    def test_every_column_of_the_database_is_no_longer_than_it_says(self):
        if connection.vendor != "sqlite":
            return  # A VARCHAR of PostgreSQL is never longer.
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
            tables = dict(cursor.fetchall())
        checked = 0
        for model in apps.get_models(include_auto_created=True):
            for column in model._meta.concrete_fields:
                longest = getattr(column, "max_length", None)
                if longest and isinstance(column, models.CharField | models.FileField):
                    said = f'CHECK (length("{column.column}") <= {longest})'
                    self.assertIn(said, tables[model._meta.db_table], column)
                    checked += 1
        self.assertGreater(checked, 100)


class FormTests(TestCase):
    """The desk refuses with a sentence at the field, or tells what it took out."""

    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.grant = make_grant(title="Weir")

    def post(self, row, **fields):
        self.client.force_login(self.manager)
        url = reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])
        return self.client.post(url, filled_in(self.client.get(url), **fields), follow=True)

    def test_every_number_in_every_form_is_written_in_digits(self):
        request = RequestFactory().get("/")
        request.user = make_user(is_superuser=True)
        asked = 0
        for label, form in desk_forms(request):
            for name, field in form.base_fields.items():
                if isinstance(field, forms.IntegerField | forms.FloatField):
                    for text in ODD_NUMBERS:
                        with self.subTest(label, name=name), self.assertRaises(ValidationError):
                            field.clean(text)
                    asked += 1
        self.assertGreater(asked, 8)

    def test_every_address_in_every_form_leads_where_it_looks(self):
        request = RequestFactory().get("/")
        request.user = make_user(is_superuser=True)
        asked = set()
        for label, form in desk_forms(request):
            for name, field in form.base_fields.items():
                if isinstance(field, forms.URLField):
                    for address in MISLEADING:
                        with self.subTest(label, name=name), self.assertRaises(ValidationError):
                            field.clean(address)
                    asked.add(f"{label}.{name}")
        expected = {"newsroom.Masthead.donate_url", "funding.Appeal.url", "funding.Funder.url"}
        self.assertLessEqual(expected, asked)

    def test_an_odd_amount_is_a_message_and_nothing_typed_is_lost(self):
        page = self.post(self.grant, amount="1e5", currency="PLN")
        self.assertContains(page, "“1e5” is no number in the digits 0 to 9.")
        self.assertContains(page, 'value="1e5"')
        page = self.post(self.grant, amount="100", currency="pnl")
        self.assertContains(page, "is no currency")
        self.grant.refresh_from_db()
        self.assertEqual(self.grant.amount, None)

    def test_what_is_taken_out_is_told(self):
        page = self.post(self.grant, title=" The\u200b weir ", amount="100", currency="pln")
        self.grant.refresh_from_db()
        self.assertEqual((self.grant.title, self.grant.currency), ("The weir", "PLN"))
        self.assertContains(page, "“project title” was saved as “The weir”")
        self.assertNotContains(page, "“currency” was saved")

    def test_what_is_saved_as_it_was_typed_is_not_told(self):
        page = self.post(self.grant, summary="One line.\r\nAnother.", title="The weir")
        self.assertNotContains(page, "was saved as")
