"""Every page of the desk that changes anything leaves one entry in the ledger, before and after."""

import re
from datetime import timedelta
from html import unescape

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import Group, User
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import connection
from django.test import RequestFactory, TestCase
from django.urls import reverse
from django.utils import timezone

from articles.models import (
    Article,
    Byline,
    Correction,
    Coverage,
    FrontBlock,
    FrontPlace,
    InterestConfirmation,
    Issue,
    Letter,
    LetterPiece,
    Menu,
    MenuEntry,
    Photo,
    ReachFigure,
    Redirect,
    Section,
    Series,
    Tag,
    Waiver,
)
from authors.models import Author, Interest, SocialHandle
from funding.models import (
    Appeal,
    Funder,
    FunderAlias,
    FunderLogo,
    Grant,
    GrantParty,
    ReportDate,
    Statement,
    Wording,
)
from newsroom.audit import changes, vouching
from newsroom.models import Holiday, Identity, LedgerEntry, Masthead
from tests import factories
from tests.factories import (
    make_article,
    make_author,
    make_funder,
    make_grant,
    make_picture,
    make_section,
    make_user,
)
from tests.filling_in import filled_in

# Pages whose changes are recorded elsewhere, and why. Each has tests of its own.
EXCEPTIONS = {
    Coverage: "Recorded as cover and uncover, whichever door it comes through.",
    Waiver: "Decided, kept on and lifted by code of its own, and never changed.",
    User: "What is recorded of an account is its powers and its password, and no name.",
    Group: "What is recorded of a role is its powers.",
    # A table on the page of a piece.
    Menu: "There are two, made by a migration; their entries are tried as a table.",
    (Article, Coverage): "Recorded as cover and uncover, whichever door it comes through.",
}
TAG = "articles.tag"
TOMORROW = timezone.localdate() + timedelta(days=1)


def what_is_typed():
    """For each page: what is typed to add a row, and the column that is changed then."""
    article, today = make_article(), str(timezone.localdate())
    statement = make_grant().statements.get()
    return {
        Appeal: ({"text": "Give."}, ("label", "Donate")),
        Article: ({"title": "A draft"}, ("funding", "none")),
        Author: ({"name": "Ada Pilot"}, ("bio", "Writes.")),
        Correction: (
            {"article": article.pk, "kind": "update", "text": "New.", "dated": today},
            ("text", "Newer."),
        ),
        FrontBlock: ({"heading": "Ports"}, ("heading", "Rivers")),
        Funder: ({"name": "A ministry", "kind": "state"}, ("kind", "company")),
        Grant: ({"title": "A project"}, ("amount_public", None)),
        Holiday: ({"day": today}, ("name", "The day")),
        Issue: ({"title": "Winter", "number": "7"}, ("title", "Spring")),
        Photo: (
            {"file": make_picture(), "alt": "Blue", "focal_x": 50, "focal_y": 50},
            ("credit", "A. Pilot"),
        ),
        Letter: ({"title": "The week", "language": "en"}, ("opening", "Good morning.")),
        ReachFigure: (
            {"article": article.pk, "metric": "visits", "value": "5", "since": today}
            | {"until": today, "source": "The log"},
            ("value", "6"),
        ),
        Redirect: ({"old_path": "/old/", "new_path": "/new/"}, ("new_path", "/newer/")),
        Section: ({"name": "Politics"}, ("description", "What is decided.")),
        Series: ({"name": "Rails"}, ("description", "Of trains.")),
        Statement: ({"kind": "views"}, ("label", "Views")),
        Tag: ({"name": "economy"}, ("slug", "the-economy")),
        Wording: ({"statement": statement.pk, "text": "Paid."}, ("text", "Paid for.")),
    }


def tables():
    """For each table below a page: a row of the page, what is typed, and the column changed."""
    author, article, today = make_author(), make_article(), str(timezone.localdate())
    funder, grant = make_funder(), make_grant()
    place, days = {"position": "3"}, {"starts_on": today, "ends_on": str(TOMORROW)}
    logo = {"file": make_picture(), "alt": "The Fund", "background": "dark"}
    words = {"language": "pl", "variant": "any", "text": "Słowa."}
    return {
        (Article, Byline): (article, {"author": author.pk, "role": "editor"} | place),
        (Article, Correction): (article, {"kind": "update", "text": "New.", "dated": today}),
        (Article, InterestConfirmation): (article, {"author": article.bylines.get().author_id}),
        (Author, SocialHandle): (
            author,
            {"platform": "website", "handle": "ada.example.org"} | place,
        ),
        (Author, Interest): (author, {"organisation": "A fund"} | days),
        (FrontBlock, FrontPlace): (
            FrontBlock.objects.create(kind="hand"),
            {"article": article.pk, "position": "1"},
        ),
        (Funder, FunderAlias): (funder, {"name": "The Fund"}),
        (Funder, FunderLogo): (funder, logo),
        (Grant, ReportDate): (grant, {"kind": "interim", "due_on": today}),
        (Grant, GrantParty): (grant, {"funder": funder.pk, "role": "extending"} | place),
        (Letter, LetterPiece): (
            Letter.objects.create(title="The month"),
            {"article": article.pk, "teaser": "Read this."} | place,
        ),
        (Menu, MenuEntry): (
            Menu.objects.get(pk="main"),
            {"link": "/funding/", "label": "Money"} | place,
        ),
        (Statement, Wording): (grant.statements.get(), words),
    }


# What is changed in a row of a table that was added; none is changed where there is no column.
CHANGED = {
    Byline: ("role", "translator"),
    Correction: ("text", "Newer."),
    FrontPlace: ("title", "Told otherwise"),
    FunderAlias: ("name", "The old Fund"),
    FunderLogo: ("alt", "The Fund, in blue"),
    GrantParty: ("share", "40"),
    Interest: ("nature", "A fee"),
    LetterPiece: ("teaser", "Read that."),
    MenuEntry: ("label", "Our money"),
    ReportDate: ("kind", "final"),
    SocialHandle: ("position", "4"),
}


def page_of(model, name, *keys):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=keys)


class DeskTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.user = make_user(username="root", is_superuser=True)
        cls.request = RequestFactory().get("/desk/")
        cls.request.user = cls.user

    def setUp(self):
        self.client.force_login(self.user)

    def send(self, url, *, opened=None, **changes):
        """The entries that sending a page left, which may have been opened already."""
        last = LedgerEntry.objects.first()
        answer = self.client.post(url, filled_in(opened or self.client.get(url), **changes))
        self.assertEqual(answer.status_code, 302, _mistakes(answer))
        new = LedgerEntry.objects.filter(number__gt=last.number if last else 0)
        return list(new.order_by("number"))

    def assertTells(self, entries, verb, row, key=None):  # noqa: N802 after assertEqual
        """There is one entry, and it is about that row."""
        self.assertEqual(
            [(e.verb, e.actor, e.subject_kind, e.subject_key) for e in entries],
            [(verb, self.user, row._meta.label_lower, str(key or row.pk))],
        )
        return entries[0].facts


class EveryPageTests(DeskTestCase):
    def pages(self):
        return {
            model: page
            for model, page in admin.site._registry.items()
            if page.has_add_permission(self.request)
            or page.has_change_permission(self.request)
            or page.has_delete_permission(self.request)
        }

    def test_every_page_that_changes_something_is_tried_here_or_excepted(self):
        reports = {page for page in self.pages() if page.__name__ == "GrantReport"}
        self.assertEqual(len(reports), 1)
        tried = {*what_is_typed(), Masthead, Identity} | reports
        excepted = {page for page in EXCEPTIONS if not isinstance(page, tuple)}
        self.assertEqual(tried & excepted, set())
        self.assertEqual(tried | excepted, set(self.pages()))

    def test_what_is_added_changed_and_deleted_is_one_entry_each(self):
        typed_by_model = what_is_typed()
        factories.put_on_record()
        for model, (typed, (column, value)) in typed_by_model.items():
            with self.subTest(model.__name__):
                self.add_change_and_delete(model, typed, column, value)
        self.assertEqual(list(vouching.breaks()), [])

    def add_change_and_delete(self, model, typed, column, value):
        known = set(model.objects.values_list("pk", flat=True))
        entries = self.send(page_of(model, "add"), **_as_sent(typed))
        row = model.objects.exclude(pk__in=known).get()
        facts = self.assertTells(entries, "add", row)
        self.assertEqual({*typed} - {*facts["after"]}, set())

        entries = self.send(page_of(model, "change", row.pk), **{column: value})
        facts = self.assertTells(entries, "change", row)
        self.assertEqual((list(facts["before"]), list(facts["after"])), ([column], [column]))
        self.assertNotEqual(facts["before"], facts["after"])

        entries = self.send(page_of(model, "delete", row.pk), post="yes")
        facts = self.assertTells(entries, "delete", row)
        self.assertEqual({*typed} - {*facts["before"]}, set())
        self.assertFalse(model.objects.filter(pk=row.pk).exists())

    def test_what_is_deleted_from_a_list_is_an_entry_for_each(self):
        for model, (typed, _changed) in what_is_typed().items():
            with self.subTest(model.__name__):
                known = set(model.objects.values_list("pk", flat=True))
                self.send(page_of(model, "add"), **_as_sent(typed))
                row = model.objects.exclude(pk__in=known).get()
                chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
                entries = self.send(page_of(model, "changelist"), **chosen)
                self.assertTells(entries, "delete", row)

    def test_the_masthead_is_changed_with_one_entry(self):
        entries = self.send(page_of(Masthead, "change", 1), tagline="Slow news", four_eyes="on")
        self.assertEqual(
            self.assertTells(entries, "change", Masthead.current()),
            {
                "before": {"tagline": "", "four_eyes": False},
                "after": {"tagline": "Slow news", "four_eyes": True},
            },
        )

    def test_the_identity_is_changed_with_one_entry(self):
        page = page_of(Identity, "change", 1)
        entries = self.send(page, logo=make_picture(300, 90))
        self.assertEqual(
            self.assertTells(entries, "change", Identity.current()),
            {"before": {"logo": ""}, "after": {"logo": Identity.current().logo.name}},
        )
        self.assertIsNotNone(Identity.current().logo_width)
        self.assertEqual(list(vouching.breaks()), [])
        entries = self.send(page, **{"accent": "0B5E4F", "logo-clear": "on"})
        facts = self.assertTells(entries, "change", Identity.current())
        self.assertEqual(facts["after"], {"logo": "", "accent": "#0b5e4f"})
        self.assertEqual(list(vouching.breaks()), [])

    def test_a_form_that_changes_nothing_leaves_no_entry(self):
        for row in (make_funder(), make_grant(), make_article(), make_section()):
            self.assertEqual(self.send(page_of(type(row), "change", row.pk)), [])


class EveryTableTests(DeskTestCase):
    def inlines(self):
        return {
            (model, inline.model): inline
            for model, page in admin.site._registry.items()
            for inline in page.get_inline_instances(self.request, model())
            if inline.has_add_permission(self.request, None)
            or inline.has_change_permission(self.request, None)
            or inline.has_delete_permission(self.request, None)
        }

    def test_every_table_that_changes_something_is_tried_here_or_excepted(self):
        tried, excepted = {*tables()}, {key for key in EXCEPTIONS if isinstance(key, tuple)}
        self.assertEqual(tried & excepted, set())
        self.assertEqual(tried | excepted, set(self.inlines()))

    def test_what_is_added_changed_and_deleted_below_a_page_is_one_entry_each(self):
        inlines, tried = self.inlines(), tables()
        factories.put_on_record()
        for (model, below), (owner, typed) in tried.items():
            with self.subTest(owner=model.__name__, row=below.__name__):
                formset = inlines[model, below].get_formset(self.request, owner)
                self.add_change_and_delete(owner, formset.get_default_prefix(), below, typed)
        self.assertEqual(list(vouching.breaks()), [])

    def add_change_and_delete(self, owner, prefix, below, typed):
        url = page_of(type(owner), "change", owner.pk)
        known, opened = set(below.objects.values_list("pk", flat=True)), self.client.get(url)
        place = int(filled_in(opened)[f"{prefix}-TOTAL_FORMS"])
        sent = {f"{prefix}-{place}-{name}": value for name, value in _as_sent(typed).items()}
        sent[f"{prefix}-TOTAL_FORMS"] = str(place + 1)
        entries = self.send(url, opened=opened, **sent)
        row = below.objects.exclude(pk__in=known).get()
        told = self.told_below(entries, owner, row)
        self.assertEqual({*typed} - {*told["after"]}, set())
        self.assertNotIn("before", told)

        answer = self.client.post(url, filled_in(opened))
        # A piece is put together with what came since: see tests/articles/writing/desk.
        if not isinstance(owner, Article):
            self.assertEqual(answer.status_code, 200)
            stale = answer.context["adminform"].form
            self.assertTrue(stale.has_error(NON_FIELD_ERRORS, "stale"))

        opened = self.client.get(url)
        place = place_of(row, prefix, opened)
        if below in CHANGED:
            column, value = CHANGED[below]
            entries = self.send(url, opened=opened, **{f"{prefix}-{place}-{column}": value})
            told = self.told_below(entries, owner, row)
            self.assertEqual((list(told["before"]), list(told["after"])), ([column], [column]))

        if below is not Wording:  # its drafts are deleted on their own page
            entries = self.send(url, **{f"{prefix}-{place}-DELETE": "on"})
            told = self.told_below(entries, owner, row)
            self.assertEqual({*typed} - {*told["before"]}, set())
            self.assertNotIn("after", told)

    def told_below(self, entries, owner, row):
        facts = self.assertTells(entries, "change", owner)
        self.assertEqual(list(facts), ["below"])
        (told,) = facts["below"]
        self.assertEqual((told["kind"], told["key"]), (row._meta.label_lower, row.pk))
        return told


def place_of(row, prefix, page):
    """The number of a row in a table of a page."""
    sent = filled_in(page)
    places = range(int(sent[f"{prefix}-TOTAL_FORMS"]))
    return next(n for n in places if sent.get(f"{prefix}-{n}-id") == str(row.pk))


class PrivateTests(DeskTestCase):
    """More people read the record than what is private."""

    def test_what_a_page_hides_from_somebody_who_reads_the_record_is_private(self):
        hidden = set()
        for role in ("Publisher", "Funding manager", "Administrator"):
            reader = RequestFactory().get("/desk/")
            reader.user = make_user(role)
            self.assertTrue(reader.user.has_perm("newsroom.view_ledgerentry"))
            for model, page in admin.site._registry.items():
                if page.has_view_permission(reader):
                    shown = [
                        set(flatten_fieldsets(page.get_fieldsets(request, model())))
                        for request in (self.request, reader)
                    ]
                    hidden |= columns_among(model, shown[0] - shown[1])
        self.assertLessEqual(hidden, private_columns())
        self.assertLessEqual({"authors.Author.email", "funding.Grant.agreement"}, hidden)

    def test_of_a_private_column_the_record_tells_no_more_than_that_it_holds_something(self):
        file = f"evidence/ab/{'ab' * 32}/secret.pdf"
        for name in private_columns():
            label, _dot, column = name.rpartition(".")
            row = apps.get_model(label)(**{column: file})
            with self.subTest(name):
                self.assertIn(changes.filled(row)[column], (changes.PRIVATE, "ab" * 32))
                told = changes.difference(row, {column: ""}, [column])
                self.assertEqual(told["before"], {column: ""})
                self.assertIn(told["after"][column], (changes.PRIVATE, "ab" * 32))

    def test_an_address_that_is_private_is_told_of_and_not_told(self):
        author = make_author(email="before@example.org")
        url = page_of(Author, "change", author.pk)
        (entry,) = self.send(url, email="after@example.org")
        self.assertEqual(entry.facts, {"before": {"email": "…"}, "after": {"email": "…"}})


def private_columns():
    return {
        f"{model._meta.label}.{column.name}"
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        if getattr(column, "is_private", False)
    }


def columns_among(model, names):
    columns = {column.name for column in model._meta.concrete_fields if column.editable}
    return {f"{model._meta.label}.{name}" for name in columns & names}


class WordsTests(DeskTestCase):
    """What stands in an entry can be read by people, today and when the rows are gone."""

    def test_a_party_is_told_by_its_name_and_a_share_with_what_it_was(self):
        grant = make_grant(funders=[make_funder("A ministry")])
        party, other = grant.parties.get(), make_funder("A foundation")
        sent = {"parties-0-funder": str(other.pk), "parties-0-share": "60", "amount_public": None}
        (entry,) = self.send(page_of(Grant, "change", grant.pk), **sent)
        self.assertEqual(
            entry.facts,
            {
                "before": {"amount_public": True},
                "after": {"amount_public": False},
                "below": [
                    {
                        "kind": "funding.grantparty",
                        "key": party.pk,
                        "before": {"funder": f"A ministry ({party.funder_id})", "share": None},
                        "after": {"funder": f"A foundation ({other.pk})", "share": "60.00"},
                    }
                ],
            },
        )

    def test_the_body_of_a_piece_is_named_and_its_tags_are_told(self):
        article = make_article(title="Before", body="<p>Old.</p>", tags=["one"])
        sent = {"title": "After", "body": "<p>New.</p>", "tags": "one, two"}
        entry, tag = self.send(page_of(Article, "change", article.pk), **sent)
        self.assertEqual((tag.verb, tag.subject_name, tag.subject_kind), ("add", "two", TAG))
        self.assertEqual(
            entry.facts,
            {
                "before": {"title": "Before", "tags": ["one"]},
                "after": {"title": "After", "tags": ["one", "two"]},
                "also": ["body"],
            },
        )

    def test_a_grant_put_on_a_piece_is_told_once_and_pointed_at(self):
        article, grant = make_article(), make_grant()
        sent = {"coverages-TOTAL_FORMS": "1", "coverages-0-grant": str(grant.pk)}
        cover, change = self.send(page_of(Article, "change", article.pk), **sent)
        row = article.coverages.get()
        self.assertEqual((cover.verb, cover.subject_key), ("cover", str(row.pk)))
        self.assertEqual(change.facts, {"below": [{"kind": "articles.coverage", "key": row.pk}]})

    def test_what_goes_away_with_a_row_is_told_with_it(self):
        author = make_author("Ada Pilot")
        handle = SocialHandle.objects.create(
            author=author, platform="website", handle="https://ada.example.org/"
        )
        (entry,) = self.send(page_of(Author, "delete", author.pk), post="yes")
        self.assertEqual(entry.subject_name, "Ada Pilot")
        self.assertEqual(
            [(row["kind"], row["key"], row["before"]["handle"]) for row in entry.facts["below"]],
            [("authors.socialhandle", handle.pk, "ada.example.org")],
        )

    def test_a_deleted_draft_is_told_without_its_body(self):
        article = make_article(title="A draft", body="<p>Said in confidence.</p>", by=self.user)
        (entry,) = self.send(page_of(Article, "delete", article.pk), post="yes")
        self.assertEqual(entry.facts["before"]["title"], "A draft")
        self.assertNotIn("in confidence", str(entry.facts))

    def test_the_page_of_an_entry_shows_it_side_by_side_in_the_words_of_the_desk(self):
        grant, funder = make_grant(title="Rivers"), make_funder("A ministry")
        party = grant.parties.get()
        sent = {"parties-0-funder": str(funder.pk), "amount_public": None, "status": "ended"}
        (entry,) = self.send(page_of(Grant, "change", grant.pk), **sent)
        page = self.client.get(page_of(LedgerEntry, "change", entry.pk))
        self.assertEqual(
            _cells(page),
            [
                ["What", "Before", "After"],
                ["Status", "active", "ended"],
                ["Amount is public", "yes", "no"],
                ["What", "Before", "After"],
                ["Funder", f"{party.funder} ({party.funder_id})", f"A ministry ({funder.pk})"],
            ],
        )
        self.assertContains(page, "<bdi>Grant: Rivers</bdi>")
        self.assertContains(page, f"<bdi>Party: {party.pk}</bdi>")

    def test_the_page_of_an_entry_says_where_words_are_kept_that_it_does_not_tell(self):
        article, grant = make_article(), make_grant()
        sent = {"coverages-TOTAL_FORMS": "1", "coverages-0-grant": str(grant.pk)}
        cover, change = self.send(
            page_of(Article, "change", article.pk), body="<p>New.</p>", **sent
        )
        self.assertEqual(
            _cells(self.client.get(page_of(LedgerEntry, "change", change.pk))),
            [
                ["Body", "Changed; its words are kept with the versions."],
                ["Changed with it, in an entry of its own."],
            ],
        )
        page = self.client.get(page_of(LedgerEntry, "change", cover.pk))
        self.assertContains(page, f"&quot;grant&quot;: {grant.pk}")

    def test_what_is_refused_leaves_no_entry(self):
        grant = make_grant()
        url = page_of(Grant, "change", grant.pk)
        self.client.post(url, filled_in(self.client.get(url), title=""))
        self.client.post(page_of(Funder, "delete", grant.funders.get().pk), {"post": "yes"})
        self.assertEqual(LedgerEntry.objects.filter(verb__in=["change", "delete"]).count(), 0)

    def test_saving_costs_the_same_with_one_row_and_with_many(self):
        """Django asks twice about each row that is sent; the ledger about none that stays."""
        for number in (1, 30):
            author = make_author()
            for place in range(number):
                author.handles.create(platform="website", handle=f"{place}.example.org")
            url = page_of(Author, "change", author.pk)
            sent = filled_in(self.client.get(url), bio="Writes.")
            # There it locks the ledger, and asks beforehand for what is refused at the end.
            queries = 31 + 2 * number + 3 * (connection.vendor == "postgresql")
            with self.subTest(number), self.assertNumQueries(queries):
                self.client.post(url, sent)


def _as_sent(typed):
    """As a browser sends it; a file can be read once more."""
    for value in typed.values():
        if hasattr(value, "seek"):
            value.seek(0)
    return {name: str(v) if isinstance(v, int) else v for name, v in typed.items()}


def _cells(page):
    """The words in each line of the tables of changes, cell by cell."""
    tables = re.findall(r'<table class="changes">.*?</table>', page.content.decode(), re.DOTALL)
    lines = re.findall(r"<tr>(.*?)</tr>", " ".join(tables), re.DOTALL)
    return [[unescape(cell) for cell in re.findall(r">([^<>]+)</t[dh]>", line)] for line in lines]


def _mistakes(answer):
    return (answer.context or {}).get("errors", answer.status_code)
