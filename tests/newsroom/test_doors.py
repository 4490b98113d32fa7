"""What no door lets in: every column of every model, and every form of the desk, is asked."""

import re
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
from funding.changes import changing
from funding.models import Appeal, Funder, Grant
from newsroom.addresses.fields import AddressField
from newsroom.kit.fields import (
    CountryField,
    CurrencyField,
    EmailField,
    NameField,
    PrivateEmailField,
    WebAddressField,
)
from newsroom.kit.numbers import _WrittenNumber
from newsroom.models import Masthead
from tests import factories
from tests.factories import (
    make_author,
    make_funder,
    make_funding_manager,
    make_grant,
    make_user,
)
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


# What no column is meant to hold, of one kind or another.
ODD = ("javascript:alert(1)", "not an address", "ZZ", "QQQ", "NaN", "1e5", "1.2345", "a\x00b")
# The rules of forms at the desk, and what keeps them where no form is filled in.
RULES = {
    "DeskForm.clean": "It is about the form: whether it is stale.",
    "AsksWhatVanishes.clean": "It is about the form: whether an editor lost what it cannot name.",
    "ArticleForm.clean_language": "The gate refuses a translation in the language of its original.",
    "ArticleForm.clean_slug": "The gate asks the same of a page, and so does a change of address.",
    "ArticleForm.clean_tags": "Reads what was typed; tags refuse what is none.",
    "BlockForm.clean": "Keeps the front page short; one that is longer is no mistake.",
    "CoverageFormSet.clean": "`Coverage.delete` refuses it, and is asked here in advance.",
    "HandleForm.clean": "Reads what was typed; a handle refuses a platform that is none.",
    "EntryForm.clean_link": "Tells of a slip; a page that a link leads to may go at any time.",
    "LogoFormSet.clean": "The key of a frozen logo is PROTECT, and is asked here in advance.",
    "PartyFormSet.clean": "`funding.shares` refuses it at the end of a change.",
    "PlaceForm.clean_article": "`compose` shows no page, whatever is pinned.",
    "PlaceFormSet.clean": "`compose` shows one piece in each place that a block has.",
    "ReportForm.clean": "`make_report` refuses it.",
    "WaiverForm.clean": "`waive` refuses it.",
}


def rules(classes):
    """The methods of ours by which some forms and formsets refuse something."""
    for kind in {base for one in classes for base in one.__mro__}:
        if kind.__module__.split(".")[0] in OURS:
            yield from (
                f"{kind.__name__}.{name}" for name in vars(kind) if re.match("clean(_|$)", name)
            )


def written_column(model, name):
    """The column in which a field of a form is kept, if it is text or a number and free to be
    anything; of a choice the form offers a list.
    """
    columns = {column.name: column for column in model._meta.concrete_fields}
    column = columns.get(name)
    is_free = isinstance(column, models.CharField | models.TextField | models.DecimalField)
    is_free = is_free and model._meta.app_label in OURS
    return column if is_free and not (column.choices or name == "language") else None


def is_kept(column, text, field):
    """Whether a column takes a text as it is, which a field of a form would refuse."""
    try:
        return is_refused(field.clean, column.get_db_prep_save(text, connection))
    except ValidationError:
        return False


def is_refused(ask, *arguments):
    try:
        ask(*arguments)
    except ValidationError as problem:
        return problem.messages != ["This field is required."]
    return False


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
        by_machines = {"revision", "looked_at", "unanswered", "key"}
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

    def test_every_country_and_every_address_for_mail_is_one_that_there_can_be(self):
        columns = list(written_columns(models.CharField))
        self.assertIn(Masthead._meta.get_field("contact"), columns)
        for column in columns:
            if isinstance(column, models.EmailField):
                self.assertIsInstance(column, EmailField, column)
            if "country" in column.name:
                self.assertIsInstance(column, CountryField, column)

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
                lambda address=address: Masthead.objects.update(
                    profiles=f"https://example.org/\n{address}"
                ),
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

    def test_an_amount_that_cannot_be_kept_as_it_is_is_refused_from_every_door(self):
        grant = make_grant()
        for amount in (1e30, "1.005", Decimal("0.001"), Decimal("NaN"), Decimal("-Infinity")):
            with self.subTest(amount), self.refused():
                Grant.objects.filter(pk=grant.pk).update(amount=amount, currency="PLN")
            with self.subTest(amount), self.refused():
                Grant.objects.bulk_create(
                    [Grant(title="G", slug="g", amount=amount, currency="PLN")]
                )
        for amount in (-5, 0, 10**11 + 1):
            with self.subTest(amount), self.assertRaises(DatabaseError), transaction.atomic():
                Grant.objects.filter(pk=grant.pk).update(amount=amount, currency="PLN")

    def test_shares_that_make_more_than_the_whole_are_refused_once_all_are_saved(self):
        grant = make_grant(funders=[make_funder(), make_funder()])
        first, second = grant.parties.all()
        share(first, 60)
        with self.assertRaisesMessage(ValidationError, "make 100.01 per cent together"):
            share(second, Decimal("40.01"))
        share(second, 40)
        with changing():
            share(first, 70)
            share(second, 30)
        self.assertEqual([party.share for party in grant.parties.all()], [70, 30])
        with self.assertRaises(ValidationError):
            factories.add_party(grant, make_funder(), share=1)
        self.assertEqual(grant.parties.count(), 2)

    def test_no_address_for_mail_and_no_country_that_is_none_is_stored(self):
        make_author()
        for text in ("nobody", "a@b", "a b@example.org", "x@exa\u200bmple.org"):
            for store in (
                lambda text=text: Author.objects.update(email=text),
                lambda text=text: Author.objects.create(name="A", email=text),
                lambda text=text: Masthead.objects.update(contact=text),
            ):
                with self.subTest(text), self.refused():
                    store()
        funder = make_funder(country=" pl ")
        funder.refresh_from_db()
        self.assertEqual(funder.country, "PL")
        for code in ("ZZ", "12", "P", "ＰＬ", "ПЛ"):
            with self.subTest(code), self.refused():
                Funder.objects.update(country=code)

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


def share(party, per_cent):
    party.share = per_cent
    party.save()


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

    def test_what_a_form_refuses_in_a_column_the_column_refuses(self):
        """Whatever else passes no form. What is too long, the database refuses."""
        request = RequestFactory().get("/")
        request.user = make_user(is_superuser=True)
        refused = set()
        for model, form in [(form._meta.model, form) for _label, form in desk_forms(request)]:
            for name, field in form.base_fields.items():
                column = written_column(model, name)
                for text in ODD if column else ():
                    if is_refused(field.clean, text):
                        with self.subTest(str(column), text=text):
                            self.assertFalse(is_kept(column, text, field))
                        refused.add(type(column))
        self.assertLessEqual(
            {CountryField, CurrencyField, EmailField, PrivateEmailField, AddressField}, refused
        )

    def test_what_a_form_refuses_of_a_row_the_row_refuses(self):
        """Whoever adds a rule to a form says where it is kept as well."""
        request = RequestFactory().get("/")
        request.user = make_user(is_superuser=True)
        found = set()
        for model, page in admin.site._registry.items():
            if not (page.has_add_permission(request) or page.has_change_permission(request)):
                continue
            classes = [page.get_form(request)]
            for inline in page.get_inline_instances(request):
                formset = inline.get_formset(request)
                classes += [formset, formset.form]
            found |= set(rules(classes)) if model._meta.app_label in OURS else set()
        self.assertEqual(found, set(RULES))

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
