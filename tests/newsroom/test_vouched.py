"""Whoever is named and wherever readers are led: the ledger vouches for the row that says so."""

from datetime import timedelta

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.test import SimpleTestCase, TestCase
from django.urls import reverse
from django.utils import timezone

from articles.disclosure.recording import record_cover, record_uncover
from articles.models import Coverage, Issue, MenuEntry, Redirect, Series, Tag
from articles.models.choices import Stage
from articles.publishing.perform import perform
from articles.upkeep.batch import begin
from articles.upkeep.due import deadlines
from articles.upkeep.redaction import redact
from articles.upkeep.reminders import remind
from authors.models import SocialHandle
from funding.models import Appeal, FunderAlias
from newsroom.audit import changes, digest, vouched, vouching
from newsroom.models import FormerAddress, Identity, LedgerEntry, Masthead
from tests import factories
from tests.factories import make_article, make_author, make_grant, make_section, make_user
from tests.filling_in import filled_in
from tests.flushing import Forges
from tests.newsroom.addresses.test_leading_on import MAKE, saved

WORKING_COPY = "Part of a working copy: a move freezes what readers see of it, and who is named."
DJANGO = (
    "Django’s own: it names nobody in public. What it lets somebody do at the desk is recorded."
)
SIGNING_IN = "Who comes to the desk, and by what; readers see nothing of it."
RELATED = "Which pieces lead to each other; chosen anew at any time, and shown while both are live."
LEFT_BEHIND = (
    "Old addresses lead to pieces here and nowhere else; the entry of an import names each."
)
FOUND_IN_TEXTS = "What stands in texts, found anew at any time; what is done with it is an entry."
DRAFT_OF_THE_FRONT_PAGE = "What readers see of it is frozen when it is published."
EXCUSED = {
    "admin.logentry": DJANGO,
    "auth.group": DJANGO,
    "auth.group_permissions": DJANGO,
    "auth.permission": DJANGO,
    "auth.user": DJANGO,
    "auth.user_groups": DJANGO,
    "auth.user_user_permissions": DJANGO,
    "contenttypes.contenttype": DJANGO,
    "account.emailaddress": SIGNING_IN,
    "account.emailconfirmation": SIGNING_IN,
    "mfa.authenticator": SIGNING_IN,
    "newsroom.session": SIGNING_IN,
    "articles.menu": "Which menus there are; the ledger vouches for their entries.",
    "newsroom.ledgerentry": "The chain itself, which vouches for the others.",
    "newsroom.holiday": "Counts the workdays until something is due, for those who keep grants.",
    "authors.interest": "What the gate asks authors about; no page of the site has it.",
    "funding.reportdate": "When a report is due, for those who keep grants.",
    "articles.letter": "Put together at the desk; what is made of it is vouched for.",
    "articles.letterpiece": "Put together at the desk; what is made of it is vouched for.",
    "articles.frontblock": DRAFT_OF_THE_FRONT_PAGE,
    "articles.frontplace": DRAFT_OF_THE_FRONT_PAGE,
    "articles.photo": WORKING_COPY,
    "articles.figure": WORKING_COPY,
    "articles.articletag": WORKING_COPY,
    "articles.article_writers": WORKING_COPY,
    "articles.byline": WORKING_COPY,
    "articles.correction": WORKING_COPY,
    "articles.guess": WORKING_COPY,
    "articles.interestconfirmation": WORKING_COPY,
    "articles.mentiondecision": WORKING_COPY,
    "articles.revision": WORKING_COPY,
    "articles.autosave": "What somebody typed and has not saved; gone once they do.",
    "articles.comment": "Said beside a text at the desk; nothing of it is ever published.",
    "articles.news": "A mail that waits; gone once it is sent.",
    "articles.presence": "Who has a piece open; gone within a day.",
    "articles.proposal": "A text somebody suggests; what is taken of it is an edit like others.",
    "newsroom.indexed": "What rows hold, in the words they are found by; made anew at any time.",
    "articles.findable": "What readers find versions by, made anew of them at any time.",
    "articles.trait": RELATED,
    "articles.relation": RELATED,
    "newsroom.mailchoice": "When somebody wants mail.",
    "articles.previewlink": "Ends within 30 days; that it was made and revoked is an entry.",
    "articles.reachfigure": "A report keeps the figures it was made of, and is vouched for.",
    "articles.reissueitem": "How far a re-issue has come; each piece has an entry of its own.",
    "articles.foundsentence": FOUND_IN_TEXTS,
    "articles.occurrence": FOUND_IN_TEXTS,
    "articles.settlement_sentences": FOUND_IN_TEXTS,
    "articles.settlementitem": "How far a settlement has come; each piece has entries of its own.",
    "articles.formersite": LEFT_BEHIND,
    "articles.arrival": LEFT_BEHIND,
    "articles.keep": "Keeps a piece off the worklist; it stays as it was published.",
    "articles.watchrun": "What was seen from outside.",
    "articles.drift": "What was seen from outside.",
}


class EveryModelTests(SimpleTestCase):
    def test_every_model_is_vouched_for_or_excused_with_a_reason(self):
        models = {one._meta.label_lower for one in apps.get_models(include_auto_created=True)}
        vouched_for = {model._meta.label_lower for model in vouched.MODELS}
        self.assertEqual(vouched_for & EXCUSED.keys(), set())
        self.assertEqual(vouched_for | EXCUSED.keys(), models)


class VouchedTestCase(Forges, TestCase):
    def named(self):
        return [broken.row for broken in vouching.breaks()]

    def assert_tells(self, row, column, value):
        """That a forged column is told, and the record is whole again without it."""
        table, field = row._meta.db_table, row._meta.get_field(column)
        key = row._meta.pk.column
        stored = [field.get_db_prep_value(v, connection) for v in (value, getattr(row, column))]
        self.forge(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", stored[0], row.pk)
        self.assertEqual(self.named(), [f"{table} {row.pk}"])
        self.forge(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", stored[1], row.pk)


class EditedRowsTests(VouchedTestCase):
    """Rows that are edited."""

    @classmethod
    def setUpTestData(cls):
        cls.grant = make_grant("The Fund paid.", funders=[factories.make_funder("The Fund")])
        article = make_article(grants=[cls.grant], authors=[make_author("Ada")], tags=["Ports"])
        cls.coverage, funder = article.coverages.get(), cls.grant.funders.get()
        author = article.bylines.get().author
        Masthead.objects.update(donate_url="https://example.org/donate")
        Identity.objects.update(footer="<p>Riverside 1</p>")
        place = {"platform": "website", "handle": "ada.example.org"}
        cls.changed = {
            cls.coverage: ("reason", "Forged."),
            factories.waive(cls.grant, hides="logo"): ("approved_by", "Nobody"),
            cls.grant.parties.get(): ("role", "cofunding"),
            cls.grant.statements.get(): ("kind", "views"),
            cls.grant: ("title", "Forged"),
            funder: ("name", "Forged"),
            FunderAlias.objects.create(funder=funder, name="Theirs"): ("name", "Forged"),
            factories.make_logo(funder): ("background", "dark"),
            Appeal.objects.create(text="Give."): ("url", "https://forged.example/"),
            article.section: ("slug", "forged"),
            Tag.objects.get(): ("name", "Forged"),
            Issue.objects.create(number="7"): ("title", "Forged"),
            Series.objects.create(name="Ports"): ("slug", "forged"),
            author: ("name", "Forged"),
            SocialHandle.objects.create(author=author, **place): ("url", "https://forged.example/"),
            Redirect.objects.create(old_path="/old/", new_path="/new/"): ("new_path", "/forged/"),
            Masthead.current(): ("donate_url", "https://forged.example/"),
            Identity.current(): ("footer", "<p>Forged.</p>"),
            MenuEntry.objects.create(menu_id="main", link="/funding/", label="Money"): (
                "link",
                "https://forged.example/",
            ),
        }
        factories.put_on_record()

    def test_each_model_whose_rows_are_edited_is_tried_here(self):
        self.assertEqual({type(row) for row in self.changed}, vouched.EDITED)

    def test_one_that_was_altered_behind_the_desk_is_named(self):
        self.assertEqual(self.named(), [])
        for row, (column, value) in self.changed.items():
            with self.subTest(row._meta.label):
                self.assert_tells(row, column, value)
        self.assertEqual(self.named(), [])

    def test_one_that_was_added_or_deleted_behind_the_desk_is_named(self):
        Coverage.objects.filter(pk=self.coverage.pk).delete()
        new = Coverage.objects.create(grant=self.grant, whole_site=True)
        self.assertEqual(
            [str(broken) for broken in vouching.breaks()],
            [
                f"articles_coverage {new.pk}: the ledger does not know it.",
                f"articles_coverage {self.coverage.pk}: "
                "it is in the ledger and no longer in the database.",
            ],
        )

    def test_one_that_is_changed_or_deleted_with_an_entry_is_vouched_for_as_it_is(self):
        manager = factories.make_funding_manager()
        self.coverage.reason = "Agreed."
        self.coverage.save()
        self.assertEqual(self.named(), [f"articles_coverage {self.coverage.pk}"])
        with transaction.atomic():
            record_cover(self.coverage, by=manager)
        self.assertEqual(self.named(), [])
        with transaction.atomic():
            record_uncover(self.coverage, by=manager)
        self.assertEqual(self.named(), [f"articles_coverage {self.coverage.pk}"])
        self.coverage.delete()
        self.assertEqual(self.named(), [])

    def test_an_entry_that_changes_nothing_in_a_row_does_not_vouch_for_it(self):
        today = timezone.localdate()
        self.forge("UPDATE funding_grant SET title = 'Forged', ends_on = %s", today)
        remind(deadlines(today))
        reminded = LedgerEntry.objects.filter(verb="remind", subject_kind="funding.grant")
        self.assertEqual(reminded.count(), 1)
        self.assertEqual(self.named(), [f"funding_grant {self.grant.pk}"])

    def test_the_masthead_of_a_new_newsroom_is_unknown_until_it_leads_somewhere(self):
        name = "newsroom_masthead 1"
        with transaction.atomic():
            changes.ledger.record(None, "forget", gone=[name])
        self.assertEqual(self.named(), [name])
        Masthead.objects.update(donate_url="", tagline="Slow news", four_eyes=True)
        self.assertEqual(self.named(), [])

    def test_what_a_redaction_took_away_is_not_missed(self):
        redact(subject=self.grant.funders.get(), by=factories.make_administrator(), reason="Safety")
        self.assertFalse(FunderAlias.objects.exists())
        self.assertEqual(self.named(), [])

    def test_a_decision_to_reissue_is_vouched_for_with_its_note(self):
        batch = begin([make_article()], by=make_user(), reason="Renamed.", public_note="Renamed.")
        factories.put_on_record()
        self.assert_tells(batch, "public_note", "Forged.")
        self.assertEqual(self.named(), [])


class OldAddressesTests(VouchedTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rows = [make("Rivers") for make in MAKE.values()]
        cls.others = [make("Seas") for make in MAKE.values()]
        factories.put_on_record()
        cls.user = make_user(is_superuser=True)

    def rename(self, row, slug):
        url = reverse(f"admin:{row._meta.db_table}_change", args=[row.pk])
        self.client.force_login(self.user)
        self.client.post(url, filled_in(self.client.get(url), slug=slug))

    def test_one_that_a_row_left_at_the_desk_is_vouched_for(self):
        for slug in ("waters", "rivers", "waters"):
            for row in self.rows:
                self.rename(row, slug)
            self.assertEqual(self.named(), [])
        self.assertEqual(FormerAddress.objects.count(), 2 * len(MAKE))

    def test_one_that_leads_elsewhere_or_was_made_or_taken_away_is_named(self):
        for row, other in zip(self.rows, self.others, strict=True):
            self.rename(row, "waters")
            address = FormerAddress.objects.of(type(row)).get()
            with self.subTest(row._meta.label):
                self.assert_tells(address, "key", other.pk)
                self.assert_tells(address, "slug", "forged")
        self.assertEqual(self.named(), [])
        self.forge(
            "INSERT INTO newsroom_formeraddress (kind, slug, key) VALUES ('funding.grant', 'x', 1)"
        )
        forged = FormerAddress.objects.get(slug="x")
        self.forge("DELETE FROM newsroom_formeraddress WHERE id = %s", address.pk)
        table = "newsroom_formeraddress"
        self.assertEqual(self.named(), [f"{table} {forged.pk}", f"{table} {address.pk}"])

    def test_one_that_somebody_left_past_the_desk_is_named(self):
        row = self.rows[0]
        saved(row, "waters")
        address = FormerAddress.objects.get()
        names = [f"newsroom_formeraddress {address.pk}", digest.row_name(row)]
        self.assertEqual(sorted(self.named()), sorted(names))

    def test_no_other_one_is_vouched_for_along_with_it(self):
        row = self.rows[0]
        self.forge(
            "INSERT INTO newsroom_formeraddress (kind, slug, key) VALUES (%s, 'forged', %s)",
            row._meta.label_lower,
            row.pk,
        )
        self.rename(row, "waters")
        forged = FormerAddress.objects.get(slug="forged")
        self.assertEqual(self.named(), [f"newsroom_formeraddress {forged.pk}"])

    def test_one_of_a_row_that_was_deleted_or_redacted_is_not_missed(self):
        section, grant = self.rows[0], make_grant("", title="A quiet gift")
        factories.put_on_record()
        for row in (section, grant):
            self.rename(row, "waters")
        # The grant here was read before it was renamed.
        url = reverse("admin:articles_section_delete", args=[section.pk])
        self.client.post(url, {"post": "yes"})
        redact(subject=grant, by=factories.make_administrator(), reason="Safety")
        self.assertEqual([old.kind for old in FormerAddress.objects.all()], ["articles.section"])
        self.assertEqual(self.named(), [])


class PieceTests(VouchedTestCase):
    """What moves made of a piece, beside its stage."""

    @classmethod
    def setUpTestData(cls):
        make_section()
        cls.published = make_article(stage=Stage.PUBLISHED)
        cls.draft = make_article()
        factories.put_on_record()

    def test_what_a_move_made_of_it_and_somebody_altered_is_named(self):
        self.assertEqual(self.named(), [])
        for column, value in (
            ("approved_text", "0" * 64),
            ("approved_text", ""),
            ("path", "/2020/01/01/forged/"),
            ("first_published_at", self.published.first_published_at - timedelta(days=400)),
            ("served_since", timezone.now()),
        ):
            with self.subTest(column, value=value):
                self.assert_tells(self.published, column, value)
        self.assertEqual(self.named(), [])

    def test_what_no_move_made_of_a_draft_is_named(self):
        self.assert_tells(self.draft, "approved_text", self.published.approved_text)
        self.assertEqual(self.named(), [])
        self.forge(
            "UPDATE articles_article SET path = '/2020/01/01/forged/', first_published_at = "
            "(SELECT first_published_at FROM articles_article WHERE id = %s), served_since = "
            "(SELECT served_since FROM articles_article WHERE id = %s) WHERE id = %s",
            self.published.pk,
            self.published.pk,
            self.draft.pk,
        )
        self.assertEqual(self.named(), [f"articles_article {self.draft.pk}"])

    def test_a_move_that_approves_nothing_does_not_vouch_for_an_approval_that_was_forged(self):
        forged = self.published.approved_text
        self.forge(
            "UPDATE articles_article SET approved_text = %s WHERE id = %s", forged, self.draft.pk
        )
        perform("submit", self.draft, by=factories.make_publisher())
        self.assertEqual(self.named(), [f"articles_article {self.draft.pk}"])

    def test_what_is_written_in_it_is_no_part_of_that(self):
        self.published.title = "Another title"
        self.published.save()
        self.assertEqual(self.named(), [])

    def test_it_is_whole_after_every_move(self):
        publisher = factories.make_publisher()
        moves = [
            ("submit", {}),
            ("approve", {}),
            ("publish", {"at": timezone.now() + timedelta(1)}),
        ]
        moves += [("unschedule", {}), ("return", {"note": "Not yet."}), ("submit", {})]
        moves += [("approve", {}), ("publish", {}), ("withdraw", {"note": "Wrong."})]
        moves += [("reopen", {}), ("submit", {})]
        for verb, told in moves:
            perform(verb, self.draft, by=publisher, **told)
            with self.subTest(verb, stage=self.draft.stage):
                self.assertEqual(self.named(), [])

    def test_a_draft_that_was_approved_once_and_is_deleted_is_not_missed(self):
        publisher = factories.make_publisher()
        for verb, told in (("submit", {}), ("approve", {}), ("return", {"note": "Not yet."})):
            perform(verb, self.draft, by=publisher, **told)
        self.client.force_login(make_user(is_superuser=True))
        url = reverse("admin:articles_article_delete", args=[self.draft.pk])
        self.client.post(url, {"post": "yes"})
        self.assertFalse(type(self.draft).objects.filter(pk=self.draft.pk).exists())
        self.assertEqual(self.named(), [])


class DemoTests(TestCase):
    def test_everything_in_the_demo_was_put_on_the_record(self):
        call_command("load_demo", stdout=open("/dev/null", "w"))  # noqa: SIM115
        self.assertEqual(list(vouching.breaks()), [])
