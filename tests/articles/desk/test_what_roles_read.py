"""What each role reads at the desk: every page, list, table and choice of the real site."""

from datetime import timedelta

from django.contrib import admin
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from articles.models import Correction, Coverage, Guess, Photo
from articles.models.choices import Stage
from authors.models import Author
from funding.models import Funder, Grant, Statement, Wording
from tests import factories
from tests.articles.publishing.frozen import make_photo
from tests.factories import (
    cover,
    make_administrator,
    make_article,
    make_author,
    make_contributor,
    make_editor,
    make_funder,
    make_funding_manager,
    make_grant,
    make_publisher,
    waive,
)
from tests.filling_in import filled_in

FOREIGN, EMBARGOED, PROPOSED = "Foreign draft", "Grant under embargo", "Grant proposed"
NOTE, PRIVATE = "An internal note", "private@example.org"
# Funders that stand in such grants alone, and one who has not agreed to be named.
SOON, PERHAPS, DONOR = "Fund under embargo", "The Fund to be", "Ewa Brzeg"
LABEL, WORDS = "Label of the fund", "Words that are only proposed"
AMOUNT, IN_WORDS = "7654321", "7,654,321"
SECRETS = {FOREIGN, EMBARGOED, PROPOSED, NOTE, PRIVATE, SOON, PERHAPS, DONOR, LABEL, WORDS}
SECRETS |= {AMOUNT, IN_WORDS}
# On the pages of these rows an editor reads each of them.
WHERE_IT_STANDS = (Author, Coverage, Funder, Grant, Statement, Wording)


class WhatRolesReadTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.reader, cls.writer = make_contributor(), make_contributor()
        tomorrow = timezone.now() + timedelta(days=1)
        known, alike = make_funder("Fund that is known"), make_funder("Fund to be")
        cls.donor = make_funder(DONOR, kind=Funder.Kind.PERSON, public=False)
        cls.open = make_grant(
            title="Grant that is public",
            funders=[known, alike, cls.donor],
            amount=AMOUNT,
            currency="PLN",
            amount_public=False,
        )
        cls.embargoed = make_grant(
            "Embargoed words.",
            title=EMBARGOED,
            embargoed_until=tomorrow,
            funders=[known, make_funder(SOON)],
        )
        factories.say(cls.embargoed, "Somebody paid.", kind=Statement.Kind.ACKNOWLEDGEMENT,
                      occasion=Statement.Occasion.NEUTRAL)  # fmt: skip
        cls.perhaps = make_funder(PERHAPS)
        cls.proposed = make_grant(
            WORDS, title=PROPOSED, status=Grant.Status.PROPOSED, funders=[cls.perhaps]
        )
        author = make_author("Anna", email=PRIVATE)
        cls.foreign = make_article(
            title=FOREIGN, by=cls.writer, grants=[cls.embargoed], tags=["Weir"], authors=[author]
        )
        cls.own = make_article(
            title="Own draft", by=cls.reader, grants=[cls.open, cls.embargoed], authors=[author]
        )
        cls.proposing = make_article(
            title="Own, proposed", by=cls.reader, grants=[cls.proposed], tags=["Weir"]
        )
        cls.plain = make_article(title="Own, public", by=cls.reader, grants=[cls.open])
        make_article(title="Own live", by=cls.reader, grants=[cls.embargoed], stage=Stage.PUBLISHED)
        cls.about_the_foreign()
        cls.notes()

    @classmethod
    def about_the_foreign(cls):
        """Whatever else says something of a piece: on pages of its own, or in tables of others."""
        excluded = {"mode": Coverage.Mode.EXCLUDE, "reason": NOTE}
        cover(cls.foreign, cls.open, **excluded)
        statement = cls.open.statements.get()
        Coverage.objects.create(statement=statement, article=cls.foreign, **excluded)
        Coverage.objects.create(grant=cls.proposed, tag=cls.foreign.tags.get(), reason=NOTE)
        Correction.objects.create(article=cls.foreign, text=f"Of the {FOREIGN}.")
        Guess.objects.create(article=cls.foreign, field="title", why=FOREIGN)
        waive(cls.embargoed, article=cls.foreign, hides="logo", reason=NOTE)
        scheduled = make_article(title=f"{FOREIGN}, scheduled", by=cls.writer, stage=Stage.READY)
        factories.perform(
            "publish", scheduled, by=make_publisher(), at=timezone.now() + timedelta(days=2)
        )

    @classmethod
    def notes(cls):
        statement = cls.open.statements.get()
        factories.make_wording(
            statement, "Drafted words of PLN 1.", approved=False, note=NOTE, language="pl"
        )
        of_a_fund = Statement.objects.create(funder=cls.perhaps, kind="views", label=LABEL)
        cover(cls.own, None, statement=of_a_fund)
        factories.make_wording(of_a_fund, WORDS)
        spoken_of = make_article(
            title="Own, scheduled", by=cls.reader, grants=[cls.open], stage=Stage.READY
        )
        cover(spoken_of, None, statement=of_a_fund)
        factories.perform(
            "publish", spoken_of, by=make_publisher(), at=timezone.now() + timedelta(days=2)
        )

    def saved_at_the_desk(self):
        """Rows in the tables of pages that a contributor reads, with their names in its history."""
        self.client.force_login(make_editor())
        url = reverse("admin:articles_article_change", args=[self.own.pk])
        page = self.client.get(url)
        sent = filled_in(page) | {
            "coverages-TOTAL_FORMS": "3",
            "coverages-2-grant": self.proposed.pk,
        }
        self.assertEqual(self.client.post(url, sent).status_code, 302)

    def read(self, user, addresses):
        """What somebody reads at the desk, by its address."""
        self.client.force_login(user)
        answers = {url: self.client.get(url) for url in addresses}
        return {
            url: answer.content.decode()
            for url, answer in answers.items()
            if answer.status_code == 200
        }

    def addresses(self):
        """Every address of the site that takes no key, or that of a row."""
        yield reverse("admin:index")
        for app in {model._meta.app_label for model in admin.site._registry}:
            yield reverse("admin:app_list", args=[app])
        for model, page in admin.site._registry.items():
            keys = list(model._base_manager.values_list("pk", flat=True))
            for url in page.get_urls():
                taken = len(url.pattern.converters)
                for args in (
                    {0: [[]], 1: [[key] for key in keys]}.get(taken, ()) if url.name else ()
                ):
                    yield reverse(f"admin:{url.name}", args=args)
            changelist = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
            yield reverse(changelist, query={"q": NOTE.split()[-1]})
            yield from self.choices(model, page.autocomplete_fields)
            for inline in page.inlines:
                yield from self.choices(inline.model, inline.autocomplete_fields)

    @staticmethod
    def choices(model, fields):
        """What is offered where somebody types into a field of a form."""
        for field in fields:
            query = {
                "app_label": model._meta.app_label,
                "model_name": model._meta.model_name,
                "field_name": field,
            }
            yield reverse("admin:autocomplete", query=query)

    @staticmethod
    def leaks(pages):
        return {
            (secret, url) for url, page in pages.items() for secret in SECRETS if secret in page
        }

    def test_a_contributor_reads_nothing_of_others_nor_what_is_not_settled(self):
        self.saved_at_the_desk()
        pages = self.read(self.reader, self.addresses())
        self.assertEqual(self.leaks(pages), set())
        own = pages[reverse("admin:articles_article_change", args=[self.own.pk])]
        self.assertIn("Own draft", own)
        self.assertIn("Grant that is public", own)
        self.assertIn("Fund that is known", pages[reverse("admin:funding_funder_changelist")])
        self.assertIn(
            "Added coverage “…”",
            pages[reverse("admin:articles_article_history", args=[self.own.pk])],
        )
        self.assertIn("Own live", pages[reverse("admin:articles_publishedversion_changelist")])

    def test_an_editor_reads_all_of_it_so_that_there_was_something_to_find(self):
        self.saved_at_the_desk()
        pages = [
            reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])
            for model in WHERE_IT_STANDS
            for row in model.objects.all()
        ]
        leaks = self.leaks(self.read(make_editor(), pages))
        self.assertEqual({secret for secret, _url in leaks}, SECRETS)

    def test_what_a_contributor_is_answered_names_nothing_either(self):
        self.client.force_login(self.reader)
        for piece in (self.own, self.proposing):
            url = reverse("admin:articles_article_change", args=[piece.pk])
            for pressed in (
                {"_continue": "1", "title": ""},
                {"_move": "publish"},
                {"_move": "submit"},
            ):
                answer = self.client.post(
                    url, filled_in(self.client.get(url), **pressed), follow=True
                )
                with self.subTest(piece=piece, pressed=pressed):
                    self.assertEqual(self.leaks({url: answer.content.decode()}), set())
            piece.refresh_from_db()
            self.assertEqual(piece.stage, Stage.REVIEW)

    def test_a_writer_learns_that_a_grant_is_to_be_acknowledged_and_not_which(self):
        sentence = "A grant that is not public yet is to be acknowledged here"
        for user, told in ((self.reader, True), (make_editor(), False)):
            self.client.force_login(user)
            for piece, has_one in ((self.own, True), (self.proposing, True), (self.plain, False)):
                for name in ("change", "preview"):
                    page = self.client.get(
                        reverse(f"admin:articles_article_{name}", args=[piece.pk])
                    )
                    with self.subTest(user=user, piece=piece, page=name):
                        self.assertEqual(sentence in page.content.decode(), told and has_one)

    def test_private_addresses_are_for_those_who_keep_the_authors(self):
        url = reverse("admin:authors_author_change", args=[self.own.authors.get().pk])
        for role, keeps in (
            (make_contributor, False),
            (make_funding_manager, False),
            (make_administrator, False),
            (make_editor, True),
            (make_publisher, True),
        ):
            with self.subTest(role):
                self.client.force_login(role())
                page = self.client.get(url)
                self.assertContains(page, "Anna")
                self.assertEqual(PRIVATE in page.content.decode(), keeps)

    def test_what_is_in_the_way_of_an_own_piece_is_told_without_the_name_of_such_a_grant(self):
        silent = make_grant("", title=EMBARGOED, embargoed_until=self.embargoed.embargoed_until)
        of_a_day = {
            "first_published_until": "2020-01-01",
            "tag": make_article(tags=["Mud"]).tags.get(),
        }
        Coverage.objects.create(grant=self.proposed, **of_a_day)
        own = make_article(
            by=self.reader, grants=[self.proposed, silent], title="Own", tags=["Mud"]
        )
        Coverage.objects.create(grant=self.open, tag=own.tags.get())
        self.client.force_login(self.reader)
        page = reverse("admin:articles_article_change", args=[own.pk])
        seen = Coverage.objects.filter(grant=self.open, article=None).get()
        coverage = reverse("admin:articles_coverage_change", args=[seen.pk])
        for funding in ("funded", "none"):
            type(own).objects.filter(pk=own.pk).update(funding=funding)
            shown = {url: self.client.get(url).content.decode() for url in (page, coverage)}
            self.assertEqual(self.leaks(shown), set())
            self.assertIn("Something that is not public yet about who paid", shown[page])
        self.client.force_login(make_editor())
        self.assertContains(self.client.get(page), PROPOSED)

    def test_what_is_not_shown_is_not_asked_for_letter_by_letter_either(self):
        hidden = (
            ("authors_author", "email", PRIVATE),
            ("articles_coverage", "reason", NOTE),
            ("funding_grant", "amount", AMOUNT),
            ("funding_wording", "note", NOTE),
            ("funding_wording", "evidence", "letter"),
            ("funding_grant", "agreement", "letter"),
            ("funding_funder", "consent", "letter"),
            ("funding_statement", "fallback_evidence", "letter"),
        )
        for page, column, text in hidden:
            for lookup in (column, f"{column}__startswith"):
                with self.subTest(page=page, lookup=lookup):
                    url = reverse(f"admin:{page}_changelist", query={lookup: text[:3]})
                    self.client.force_login(self.reader)
                    self.assertEqual(self.client.get(url).status_code, 400)
        for column in ("grants", "parties", "statements", "version_parties", "grants__title"):
            with self.subTest(tied=column):
                url = reverse("admin:funding_funder_changelist", query={column: self.proposed.pk})
                self.client.force_login(self.reader)
                self.assertEqual(self.client.get(url).status_code, 400)
        self.client.force_login(make_editor())
        by_address = reverse("admin:authors_author_changelist", query={"email": PRIVATE})
        self.assertContains(self.client.get(by_address), "Anna")

    def test_no_list_tells_which_grants_a_funder_is_in_that_is_kept_back(self):
        url = reverse("admin:funding_grant_changelist")
        of_donor = {"parties__funder__id__exact": self.donor.pk}
        self.client.force_login(make_editor())
        page = self.client.get(url, of_donor)
        self.assertEqual([*page.context["cl"].result_list], [self.open])
        self.client.force_login(self.reader)
        page = self.client.get(url, of_donor)
        self.assertEqual([*page.context["cl"].result_list], [])
        for how in ("exact", "in", "gte", "id__in", "id__gte", "id__lt"):
            with self.subTest(how):
                asked = {f"parties__funder__{how}": self.donor.pk}
                self.assertEqual(self.client.get(url, asked).status_code, 400)


class PhotoTests(TestCase):
    """Who changes a photo: whoever uploaded it, while only their drafts show it; and editors."""

    @classmethod
    def setUpTestData(cls):
        cls.contributor = make_contributor()
        cls.photo = make_photo(created_by=cls.contributor)
        cls.foreign = make_photo(created_by=make_contributor())

    def changes(self, photo, user=None):
        self.client.force_login(user or self.contributor)
        url = reverse("admin:articles_photo_change", args=[photo.pk])
        data = {"caption": "Changed.", "file": ""}
        status = self.client.post(url, filled_in(self.client.get(url), **data)).status_code
        photo.refresh_from_db()
        return status, photo.caption == "Changed."

    def test_what_somebody_uploaded_and_only_their_draft_shows(self):
        make_article(by=self.contributor, lead_photo=self.photo)
        self.assertEqual(self.changes(self.photo), (302, True))

    def test_not_what_others_uploaded_or_show_or_what_is_past_a_draft(self):
        self.assertEqual(self.changes(self.foreign), (403, False))
        piece = make_article(by=self.contributor, lead_photo=self.photo, stage=Stage.REVIEW)
        self.assertEqual(self.changes(self.photo), (403, False))
        piece.delete()
        make_article(by=make_contributor(), lead_photo=self.photo)
        self.assertEqual(self.changes(self.photo), (403, False))
        self.assertEqual(self.changes(self.photo, make_editor()), (302, True))

    def test_whoever_uploads_it_is_remembered(self):
        self.client.force_login(self.contributor)
        url = reverse("admin:articles_photo_add")
        page = self.client.get(url)
        self.client.post(url, filled_in(page, file=factories.make_picture(), alt="A weir"))
        self.assertEqual(Photo.objects.get(alt="A weir").created_by, self.contributor)
