"""What is stored about a person is handed out whole, and nothing of anybody else with it."""

from io import StringIO

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import CASCADE
from django.test import TestCase

from articles.models import InterestConfirmation, VersionHandle
from articles.upkeep.hiding import hidden, removed
from articles.upkeep.persons import THEIRS, WITHHELD, everything_about
from articles.upkeep.redaction import redact
from authors.models import Author
from funding.models import Funder
from newsroom.audit import ledger
from newsroom.audit.models import LedgerWords
from newsroom.kit.moments import day_of
from newsroom.models import LedgerEntry, Session
from tests.articles.upkeep.redacting import make_officer
from tests.factories import (
    make_article,
    make_author,
    make_editor,
    make_funder,
    make_grant,
    make_publisher,
    publish,
)

NAME, OTHER = "Alesia Bahdanovič", "Darja Kupala"
SECRETS = ("s3cret-digest", "s3cret-key", "s3cret-factor")


class PersonTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.colleague = make_publisher(
            username="colleague.k", first_name="Karol", last_name="Lis", email="lis@example.org"
        )
        cls.user = make_editor(username="alesia.b", email="alesia@example.org")
        User.objects.filter(pk=cls.user.pk).update(password=SECRETS[0])
        cls.author = make_author(NAME, bio="Grew up in Pinsk.", email="a@example.org")
        cls.author.user, cls.author.slug = cls.user, "alesia"
        cls.author.save()
        cls.merged = make_author("Born Vasil", merged_into=cls.author)
        cls.other = make_author(OTHER, bio="Lives in Lida.", email="darja@example.org")
        for author, handle in ((cls.author, "@alesia_b"), (cls.other, "@darja_k")):
            author.handles.create(platform="x", handle=handle)
            author.interests.create(organisation=f"Friends of {handle}", ends_on=day_of())
        cls.article = make_article(
            authors=[cls.author, cls.other], body=f"<p>Meet {NAME}. A secret tip.</p>", by=cls.user
        )
        for author in (cls.author, cls.other):
            InterestConfirmation.objects.create(
                article=cls.article, author=author, recorded_by=cls.colleague
            )
        publish(cls.article, by=cls.colleague)
        cls.about_other = make_article(title="Not about her", authors=[cls.other])
        for subject in (cls.author, cls.other):
            with transaction.atomic():
                ledger.record(cls.colleague, "change", subject, before={"bio": "An old bio."})
        with transaction.atomic():
            cls.deed = ledger.record(cls.user, "change", cls.other, before={"bio": "Unknown."})
        Session.objects.create(
            session_key=SECRETS[1],
            session_data=SECRETS[1],
            user=cls.user,
            browser="Firefox, Linux",
            expire_date="2099-01-01T00:00Z",
        )
        Authenticator.objects.create(user=cls.user, type="totp", data={"secret": SECRETS[2]})

    def export(self, **who):
        said = StringIO()
        call_command("export_person", **who, stdout=said)
        return said.getvalue()

    def tables(self, told):
        return sorted(row["table"] for row in told["rows"])


class OwnTests(PersonTestCase):
    def test_the_rows_of_an_author_and_of_their_account_are_told_whole(self):
        told = everything_about(self.author)
        self.assertEqual(
            self.tables(told),
            [
                "articles.byline",
                "articles.interestconfirmation",
                "articles.versionbyline",
                "articles.versionhandle",
                "auth.user",
                "authors.author",
                "authors.author",
                "authors.interest",
                "authors.socialhandle",
                "mfa.authenticator",
                "newsroom.formeraddress",
                "newsroom.session",
            ],
        )
        for row in told["rows"]:
            model = apps.get_model(row["table"])
            columns = {
                column.attname
                for column in model._meta.concrete_fields
                if f"{row['table']}.{column.name}" not in WITHHELD
            }
            columns |= {column.name for column in model._meta.many_to_many}
            self.assertEqual(set(row["columns"]), columns, row["table"])

    def test_whoever_is_asked_for_by_account_address_or_merged_row_is_the_same_person(self):
        by_author = everything_about(self.author)
        for person in (self.merged, self.user):
            told = everything_about(person)
            self.assertEqual(self.tables(told), self.tables(by_author))
            for part in ("record", "stands_in"):
                self.assertEqual(told[part], by_author[part])
        self.assertEqual(self.export(author="alesia"), self.export(author=self.author.slug))

    def test_whatever_a_redaction_hides_with_an_author_is_told(self):
        told = everything_about(self.author)
        rows = {
            (row["table"], row["columns"]["id"]) for row in told["rows"] if "id" in row["columns"]
        }
        record = {entry["number"] for entry in told["record"]}
        hides = [row for row, _changes in hidden(self.author)] + removed(self.author)
        hides += VersionHandle.objects.filter(byline__author=self.author)
        for row in hides:
            if isinstance(row, LedgerWords):
                self.assertIn(row.pk, record)
            else:
                self.assertIn((row._meta.label_lower, row.pk), rows)

    def test_whatever_goes_away_with_a_person_is_theirs(self):
        """But for what Django notes of the pages that somebody saved: it names what they saved."""
        models = {apps.get_model(name.rsplit(".", 1)[0]) for name in THEIRS}
        models |= {Author, Funder, User}
        with_them = {
            f"{model._meta.label_lower}.{column.name}"
            for model in apps.get_models()
            for column in model._meta.concrete_fields
            if column.related_model in models and column.remote_field.on_delete is CASCADE
        }
        self.assertEqual(with_them - THEIRS, {"admin.logentry.user"})
        for name in THEIRS | set(WITHHELD):
            label, column = name.rsplit(".", 1)
            apps.get_model(label)._meta.get_field(column)


class OthersTests(PersonTestCase):
    def test_nothing_of_anybody_else_and_no_secret_is_told(self):
        for who in ({"author": "alesia"}, {"user": "alesia.b"}):
            said = self.export(**who)
            for words in (
                *(OTHER, "Kupala", "Lida", "darja", "secret tip", "Not about her", "Unknown."),
                *("colleague", "Karol", "lis@", *SECRETS),
            ):
                with self.subTest(words, **who):
                    self.assertNotIn(words.casefold(), said.casefold())
            for words in (
                *(NAME, "Pinsk", "a@example.org", "alesia@example.org", "@alesia_b"),
                *("Born Vasil", "An old bio.", "Firefox, Linux", "Editor"),
            ):
                with self.subTest(words, **who):
                    self.assertIn(words, said)

    def test_where_else_they_stand_is_told_by_table_key_and_columns(self):
        version = self.article.versions.get()
        told = everything_about(self.author)["stands_in"]
        by_table = {row["table"]: (row["key"], row["columns"]) for row in told}
        self.assertEqual(
            {table: by_table[table] for table in ("articles.article", "articles.publishedversion")},
            {
                "articles.article": (self.article.pk, ["authors", "body", "created_by"]),
                "articles.publishedversion": (version.pk, ["body"]),
            },
        )
        self.assertEqual({frozenset(row) for row in told}, {frozenset(("table", "key", "columns"))})

    def test_what_they_did_is_told_without_what_it_was_about(self):
        entry = LedgerEntry.objects.get(pk=self.deed.pk)
        record = {one["number"]: one for one in everything_about(self.user)["record"]}
        self.assertEqual(
            record[entry.pk],
            {
                "number": entry.number,
                "moment": entry.moment,
                "verb": "change",
                "subject": f"authors.author {self.other.pk}",
                "by_them_as": "alesia.b",
            },
        )

    def test_what_was_sealed_of_them_is_told_of_and_not_shown(self):
        redact(subject=self.author, by=make_officer(), reason="A threat.")
        told = everything_about(Author.objects.get(pk=self.author.pk))
        self.assertIn("articles.sealedcopy", {row["table"] for row in told["stands_in"]})
        self.assertNotIn("Pinsk", str(told))

    def test_whoever_is_not_known_is_said_in_a_sentence(self):
        make_funder("The Fund", slug="fund")
        for who in ("author", "funder", "user"):
            for name in ("nobody", "fund"):
                with self.assertRaisesMessage(CommandError, "There is nobody of this name"):
                    call_command("export_person", **{who: name})


class DonorTests(TestCase):
    def test_of_a_person_who_gives_what_is_theirs_and_nothing_of_the_other_donor(self):
        donors = [
            make_funder(name, kind="person", public=False, about=f"Gave since {year}.", slug=slug)
            for name, year, slug in (("Ewa Brzeg", 1999, "ewa"), ("Jan Most", 1888, "jan"))
        ]
        for donor, alias in zip(donors, ("Ewusia", "Janek"), strict=True):
            donor.aliases.create(name=alias)
        grant = make_grant(funders=donors, title="Rivers", summary="Of Ewa Brzeg and Jan Most.")
        with transaction.atomic():
            ledger.record(make_publisher(username="karol"), "change", donors[0], before={"a": "b"})
        said = StringIO()
        call_command("export_person", funder="ewa", stdout=said)
        told = everything_about(donors[0])
        tables = ["funding.funder", "funding.funderalias", "funding.grantparty"]
        self.assertEqual(sorted(row["table"] for row in told["rows"]), tables)
        self.assertIn(
            {"table": "funding.grant", "key": grant.pk, "columns": ["funders", "summary"]},
            told["stands_in"],
        )
        for words in ("Ewa Brzeg", "Ewusia", "1999"):
            self.assertIn(words, said.getvalue())
        for words in ("Jan", "1888", "Rivers", "karol"):
            self.assertNotIn(words, said.getvalue())
