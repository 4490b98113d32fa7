"""Every address that a row left leads to it, whoever renamed the row, and to nothing else."""

import time

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.test import TestCase
from django.urls import reverse

from articles.models import Article, Issue, Section, Series, Tag
from authors.models import Author
from funding.models import Funder, Grant
from newsroom.addresses.leading_on import row_at
from newsroom.models import FormerAddress
from tests.articles.publishing.test_racing import at_once
from tests.factories import (
    make_author,
    make_funder,
    make_grant,
    make_issue,
    make_section,
    make_series,
    make_user,
)
from tests.filling_in import filled_in
from tests.flushing import CommittingTestCase

MAKE = {
    Section: make_section,
    Author: make_author,
    Funder: make_funder,
    Grant: lambda title, **fields: make_grant("", title=title, **fields),
    Issue: make_issue,
    Series: make_series,
    Tag: lambda name, **fields: Tag.objects.create(name=name, **fields),
}


def with_addresses():
    """The models whose rows have an address of their own; that of a piece is its path."""
    return {
        model
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        if isinstance(column, models.SlugField) and model is not Article
    }


def raw(row, slug):
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(row._meta.db_table)
        cursor.execute(f"UPDATE {table} SET slug = %s WHERE id = %s", [slug, row.pk])


def saved(row, slug):
    row.slug = slug
    row.save()


DOORS = {
    "save": saved,
    "update": lambda row, slug: type(row).objects.filter(pk=row.pk).update(slug=slug),
    "bulk_update": lambda row, slug: (
        setattr(row, "slug", slug) or type(row).objects.bulk_update([row], ["slug"])
    ),
    "SQL": raw,
}


class LeadingOnTests(TestCase):
    def test_every_kind_of_address_is_tried_here(self):
        self.assertEqual(with_addresses(), {*MAKE})

    def test_whoever_renames_a_row_its_old_address_leads_to_it(self):
        for model, make in MAKE.items():
            for door, rename in DOORS.items():
                with self.subTest(model=model.__name__, door=door):
                    row = make(f"Old {door}")
                    before = row.slug
                    rename(row, f"new-{door.lower()}")
                    self.assertEqual(row_at(model.objects.all(), before), row)
                    self.assertEqual(row_at(model.objects.all(), f"new-{door.lower()}"), row)

    def test_an_address_that_leads_elsewhere_is_taken_through_no_door(self):
        for model, make in MAKE.items():
            row, other = make("Rivers"), make("Seas")
            saved(row, "waters")
            for door, rename in DOORS.items():
                refused = (self.assertRaises(IntegrityError), transaction.atomic())
                with self.subTest(model=model.__name__, door=door), refused[0], refused[1]:
                    rename(other, "rivers")
            with self.assertRaises(IntegrityError), transaction.atomic():
                make("Lakes", slug="rivers")
            self.assertEqual(row_at(model.objects.all(), "rivers"), row)

    def test_the_desk_says_that_it_leads_elsewhere(self):
        self.client.force_login(make_user(is_superuser=True))
        words = (
            "Something else had this address before, and links still lead there. Choose another."
        )
        for model, make in MAKE.items():
            row, other = make("Rivers"), make("Seas")
            saved(row, "waters")
            page = reverse(f"admin:{model._meta.db_table}_change", args=[other.pk])
            answer = self.client.post(page, filled_in(self.client.get(page), slug="rivers"))
            with self.subTest(model=model.__name__):
                errors = answer.context["adminform"].form.errors
                self.assertEqual(errors, {"slug": [words]})

    def test_an_address_that_is_made_from_a_name_is_the_next_free_one(self):
        for model, make in MAKE.items():
            row = make("Rivers")
            saved(row, "waters")
            made = make("Rívers")
            with self.subTest(model=model.__name__):
                self.assertEqual(made.slug, "rivers-2")
                self.assertEqual(row_at(model.objects.all(), "rivers"), row)

    def test_a_row_may_have_its_own_address_back(self):
        for model, make in MAKE.items():
            row = make("Rivers")
            for slug in ("waters", "rivers", "waters", "rivers"):
                saved(row, slug)
            with self.subTest(model=model.__name__):
                row.full_clean()
                self.assertEqual(row_at(model.objects.all(), "waters"), row)
                old = FormerAddress.objects.of(model).values_list("slug", flat=True)
                self.assertEqual(sorted(old), ["rivers", "waters"])

    def test_the_addresses_of_a_row_that_is_gone_are_free(self):
        for model, make in MAKE.items():
            row = make("Rivers")
            saved(row, "waters")
            row.delete()
            other = make("Seas")
            other.slug = "rivers"
            other.full_clean()
            saved(other, "rivers")
            saved(other, "seas")
            with self.subTest(model=model.__name__):
                self.assertEqual(row_at(model.objects.all(), "rivers"), other)

    def test_old_addresses_are_append_only(self):
        saved(make_section("Rivers"), "waters")
        for change in (
            lambda: FormerAddress.objects.update(key=7),
            lambda: FormerAddress.objects.all()._raw_delete("default"),
        ):
            with self.assertRaises(IntegrityError), transaction.atomic():
                change()


class RacingTests(CommittingTestCase):
    def test_an_address_that_is_being_left_is_taken_by_nobody(self):
        row = make_section("Rivers")

        def leave():
            with transaction.atomic():
                Section.objects.filter(pk=row.pk).update(slug="waters")
                time.sleep(0.2)

        def take():
            time.sleep(0.1)
            make_section("Lakes", slug="rivers")

        outcomes = at_once(leave, take)
        self.assertEqual([type(outcome) for outcome in outcomes], [type(None), IntegrityError])
        self.assertEqual(row_at(Section.objects.all(), "rivers"), row)
