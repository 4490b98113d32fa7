"""A redacted name is nowhere: in no column of no table, on no page, in no file's name."""

import hashlib
import json

from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, models, transaction
from django.db.models.functions import Concat
from django.test import SimpleTestCase, TestCase
from django.test.utils import isolate_apps
from django.utils import timezone

from articles.letters.make import make_letter
from articles.models import (
    Article,
    Drift,
    FormerSite,
    FoundSentence,
    Guess,
    Issue,
    Keep,
    MenuEntry,
    ReachFigure,
    Redirect,
    Reissue,
    Settlement,
    VersionWithheld,
    WatchRun,
    Withdrawal,
)
from articles.models.choices import Stage
from articles.publishing.freeze import text_digest
from articles.reports.make import make_report
from articles.upkeep.batch import begin
from articles.upkeep.redactable import (
    EXCUSES,
    REDACTED,
    TELLING,
    columns,
    fate,
    walked,
)
from articles.upkeep.redaction import redact
from articles.writing.revisions import keep
from authors.models import Interest
from funding.models import Appeal, FunderAlias, Grant, Statement
from newsroom.audit import files, ledger
from newsroom.kit.fields import WebAddressesField
from newsroom.models import Holiday, LedgerEntry, LedgerWords
from tests import factories
from tests.articles.front.arranged import publish_draft, put
from tests.articles.letters.test_make import make_draft_of
from tests.articles.publishing.frozen import make_photo
from tests.articles.reader.crawling import crawl
from tests.articles.upkeep.redacting import make_officer
from tests.factories import (
    live_version,
    make_article,
    make_author,
    make_funder,
    make_grant,
    make_logo,
    make_wording,
    publish,
)
from tests.flushing import triggers_lifted

NAME = "Zzyzx Qwrt"
DONOR = "Alesia Bahdanovič"
FORMS = ("bahdanovi", "багданові")


def everything():
    """Every table but that of sealed copies, with what its rows hold in one text."""
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if table == "articles_sealedcopy":
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            yield table, str(cursor.fetchall()).casefold()


class EveryColumnTests(SimpleTestCase):
    def test_every_column_of_every_model_is_redacted_sealed_told_of_or_excused(self):
        for model in apps.get_models(include_auto_created=True):
            for column in model._meta.concrete_fields:
                with self.subTest(column=str(column)):
                    fate(column)

    def test_what_is_excused_or_told_of_exists_and_an_excuse_says_why(self):
        known = {model._meta.label_lower for model in apps.get_models()}
        known |= {
            f"{model._meta.label_lower}.{column.name}"
            for model in apps.get_models()
            for column in model._meta.concrete_fields
        }
        self.assertEqual({*EXCUSES, *TELLING} - known, set())
        self.assertEqual([name for name, why in EXCUSES.items() if not why.strip()], [])

    @isolate_apps("articles")
    def test_a_kind_of_column_that_nobody_thought_of_is_found(self):
        class Voice(models.Model):
            length = models.DurationField()

            class Meta:
                app_label = "articles"

            def __str__(self):
                return ""

        with self.assertRaisesMessage(LookupError, "articles.voice.length"):
            fate(Voice._meta.get_field("length"))


class PlantedTests(TestCase):
    """The name is written into every column that could hold it, and then taken out."""

    @classmethod
    def setUpTestData(cls):
        cls.officer, cls.now = make_officer(), timezone.now()
        cls.today = timezone.localdate()
        cls.grant = cls.funding()
        cls.article = cls.writing()
        cls.version = publish(cls.article).versions.get()
        cls.beside(cls.article)
        cls.upkeep()
        put("hand", cls.article)
        publish_draft()
        make_letter(make_draft_of(cls.article), by=cls.officer)

    @classmethod
    def funding(cls):
        funder = make_funder("The Fund")
        make_logo(funder)
        FunderAlias.objects.create(funder=funder, name="TF")
        Appeal.objects.create(text="Give.")
        return make_grant("Paid.", funders=[funder])

    @classmethod
    def writing(cls):
        author = make_author("Anna")
        author.handles.create(platform="x", handle="anna")
        picture = factories.make_picture(colour="teal")
        photo = make_photo(file=picture, called="f.png")
        article = make_article(
            grants=[cls.grant],
            authors=[author],
            tags=["Ports"],
            lead_photo=photo,
            body=f"<p>Body.</p>{factories.figure_of(photo)}",
            issue=Issue.objects.create(title="Water", number="7"),
            series=factories.make_series("Dams"),
        )
        article.corrections.create(text="Was wrong.")
        Guess.objects.create(article=article, field="title", why="Why.", confirmed_at=cls.now)
        decided = {"decided_by": cls.officer, "decided_at": cls.now}
        keep([article.pk], by=cls.officer)
        article.mention_decisions.create(name="N", key="n", decision="disclose", **decided)
        return article

    @classmethod
    def beside(cls, article):
        """What is written beside a text and not in it."""
        by, at = {"by": cls.officer}, {"at": cls.now}
        article.comments.create(words="W", quotation="Body", passage="Body", **by, **at)
        article.proposals.create(base="<p>Body.</p>", body="<p>Text.</p>", **by, **at)
        article.news.create(to=cls.officer, what="comment", note="W", due_at=cls.now, **at)
        article.autosaves.create(
            person=cls.officer, key="k", number=1, edit=0, content={"title": "T"}, **at
        )
        site = FormerSite.objects.create(system="wordpress", address="https://weir.example")
        article.arrivals.create(site=site, kind="piece", key="7", path="/weir", digest="d" * 64)
        found = FoundSentence.objects.create(key="k", text="T", kind="views", language="en")
        article.occurrences.create(sentence=found, block="<p>T</p>", left="L", place=0, edit=0)
        settlement = Settlement.objects.create(reason="R", decided_by=cls.officer)
        settlement.items.create(article=article, message="M")
        article.preview_links.create(
            maker=cls.officer, digest="d" * 64, for_whom="A source", made_at=cls.now
        )

    @classmethod
    def upkeep(cls):
        withheld = {"grant": make_grant("Other.", title="Other"), "hides": "name", "position": 9}
        VersionWithheld.objects.create(version=cls.version, why="W", basis="b", **withheld)
        Interest.objects.create(
            author=cls.article.authors.get(),
            organisation="A fund",
            starts_on=cls.today,
            ends_on=cls.today,
        )
        factories.waive(cls.grant, hides="logo")
        Redirect.objects.create(old_path="/old/", new_path="/new/")
        MenuEntry.objects.create(menu_id="main", link="/about/", label="About")
        Grant.objects.update(slug=Concat("slug", models.Value("-renamed")))
        Withdrawal.objects.create(article=cls.article, ended_at=cls.now, text="T")
        Holiday.objects.create(day="2030-01-01", name="New Year")
        days = {"since": cls.today, "until": cls.today}
        ReachFigure.objects.create(article=cls.article, metric="views", value=1, source="s", **days)
        batch = Reissue.objects.create(reason="R", public_note="P", decided_by=cls.officer)
        batch.items.create(article=cls.article)
        Keep.objects.create(version=cls.version, difference="d", reason="R", decided_by=cls.officer)
        run = WatchRun.objects.create(address="a", begun_at=cls.now)
        Drift.objects.create(run=run, version=cls.version, url="u", sentence="s")
        make_report(cls.grant, *days.values(), by=factories.make_funding_manager())
        Statement.objects.update(fallback_language="en", fallback_consent="A letter.")
        LogEntry.objects.create(
            user=cls.officer,
            content_type=ContentType.objects.get_for_model(Article),
            object_repr="o",
            action_flag=CHANGE,
            change_message="c",
        )

    def plant(self):
        """Write the name into each column that is redacted, of each row of each model."""
        planted = set()
        for model in walked():
            for row in model._base_manager.order_by("pk"):
                values = {
                    column.name: self.planted(column, row) for column in columns(model, REDACTED)
                }
                if values:
                    planted.add(model)
                    model._base_manager.filter(pk=row.pk).update(**values)
        return planted

    def planted(self, column, row):
        if isinstance(column, models.JSONField):
            return {NAME: [f"by {NAME}", {"deep": NAME}]}
        if isinstance(column, models.URLField | WebAddressesField):
            return f"https://zzyzx-qwrt-{row.pk}.example/"
        if column.name == "path" and getattr(row, "is_page", None) is False:
            return f"/2020/01/01/zzyzx-qwrt-{row.pk}/"
        if column.name.endswith("path") or column.name == "link":
            return f"/zzyzx-qwrt-{row.pk}-{column.name}/"
        if isinstance(column, models.SlugField):
            return f"zzyzx-qwrt-{row.pk}"
        if isinstance(column, models.EmailField):
            return f"zzyzx-qwrt-{row.pk}@example.org"
        return f"{NAME} {row.pk} {column.name[:3]}"[: column.max_length]

    def test_it_is_found_in_every_column_and_left_in_none(self):
        with triggers_lifted():
            planted = self.plant()
        every = {model for model in walked() if columns(model, REDACTED)}
        self.assertEqual({m.__name__ for m in every - planted}, set(), "Make a row of each.")
        before = {table for table, text in everything() if "zzyzx" in text}
        self.assertEqual(before, {model._meta.db_table for model in every})
        redact([NAME], by=self.officer, reason="A threat.")
        after = {table for table, text in everything() if "zzyzx" in text or "qwrt" in text}
        self.assertEqual(after, set())


class DonorTests(TestCase):
    """The only donor of three live pieces, as somebody would redact them."""

    @classmethod
    def setUpTestData(cls):
        cls.officer, cls.manager = make_officer(), factories.make_funding_manager()
        cls.donor = make_funder(
            DONOR,
            kind="person",
            about="A writer.",
            url="https://a.example/",
            consent=ContentFile(b"I agree.", f"{DONOR}.txt"),
        )
        FunderAlias.objects.create(funder=cls.donor, name="Алеся Багдановіч")
        cls.logo = make_logo(cls.donor, file=factories.make_picture(colour="olive"))
        make_logo(cls.donor, file=factories.make_picture(colour="plum"), background="dark")
        cls.grant = make_grant(f"Paid by {DONOR}.", funders=[cls.donor], title="Bahdanovič’s gift")
        cls.pieces = [
            publish(make_article(title=f"Piece {number}", grants=[cls.grant]))
            for number in range(3)
        ]
        today = timezone.localdate()
        cls.report = make_report(cls.grant, today, today, by=cls.manager)
        told = {"reason": f"{DONOR} asked.", "public_note": f"{DONOR} paid more."}
        cls.batch = begin([], by=cls.manager, **told)
        with transaction.atomic():
            ledger.record(cls.manager, "note", cls.donor, note=f"{DONOR} called.")

    def redact(self):
        with self.captureOnCommitCallbacks(execute=True):
            return redact(["Bahdanovič"], subject=self.donor, by=self.officer, reason="A threat.")

    def holding(self):
        return {table for table, text in everything() if any(form in text for form in FORMS)}

    def test_no_table_no_page_and_no_file_holds_the_name(self):
        self.assertLess(
            {"funding_grant", "funding_wording", "articles_versionparty", "articles_reissue",
             "articles_reportfile", "newsroom_ledgerwords", "funding_funderalias"},
            self.holding(),
        )  # fmt: skip
        logo = self.logo.file.name
        self.redact()
        self.assertEqual(self.holding(), set())
        for address, text in crawl(self.client).items():
            with self.subTest(address):
                self.assertEqual([form for form in FORMS if form in text.casefold()], [])
        self.assertFalse(default_storage.exists(logo))

    def test_the_pieces_stay_live_and_say_nothing_of_the_donor(self):
        self.redact()
        for piece in self.pieces:
            piece.refresh_from_db()
            page = self.client.get(piece.path)
            self.assertEqual(page.status_code, 200)
            self.assertContains(page, "Paid by […].")
            self.assertNotContains(page, 'class="logo')
        self.assertEqual(self.client.get(f"/funder/{self.donor.slug}/").status_code, 404)
        self.assertEqual(self.client.get(f"/funding/{self.grant.slug}/").status_code, 404)

    def test_the_record_is_whole_and_forgets_what_could_be_guessed(self):
        version = self.pieces[0].versions.get()
        name = f"articles_versionparty {version.parties.get().pk}"
        self.assertEqual(LedgerWords.objects.filter(salts__has_key=name).count(), 1)
        published = LedgerWords.objects.get(salts__has_key=name)
        self.redact()
        self.assertEqual(factories.broken(), [])
        published.refresh_from_db()
        self.assertNotIn(name, published.salts)
        self.assertIn(name, LedgerEntry.objects.first().words.salts)

    def test_a_draft_that_held_the_name_is_no_part_of_the_record(self):
        draft = make_wording(self.grant.statements.get(), f"{DONOR} pays.", approved=False)
        self.redact()
        draft.refresh_from_db()
        self.assertEqual((draft.text, draft.status), ("[…] pays.", "draft"))
        self.assertEqual(factories.broken(), [])

    def test_what_was_printed_under_another_name_is_hidden_too(self):
        self.donor.name = "A Friend"
        self.donor.save()
        before = live_version(self.pieces[0])
        files = [before.logos.get().file, before.logos.get().dark_file]
        with self.captureOnCommitCallbacks(execute=True):
            result = redact(subject=self.donor, by=self.officer, reason="A threat.")
        version = live_version(self.pieces[0])
        logo = version.logos.get()
        self.assertEqual((logo.file, logo.dark_file, logo.alt), ("", "", ""))
        self.assertEqual([party.name for party in version.parties.all()], ["[…]"])
        self.assertEqual((result.pictures, [*map(default_storage.exists, files)]), (2, [False] * 2))

    def test_a_grant_is_hidden_with_all_that_is_printed_of_it(self):
        piece = publish(make_article(title="Gift of water", grants=[self.grant]))
        self.grant.title = "Another title"
        self.grant.save()
        redact(["of water"], subject=self.grant, by=self.officer, reason="A threat.")
        self.grant.refresh_from_db()
        self.assertEqual(
            (self.grant.title, self.grant.slug, self.grant.public),
            (f"[…] {self.grant.pk}", f"withheld-{self.grant.pk}", False),
        )
        row = live_version(piece).grants.get()
        self.assertEqual((row.title, row.basis), ("[…]", "article: Gift […]"))

    def test_a_report_is_redacted_whole_with_the_digests_in_it(self):
        self.redact()
        self.report.refresh_from_db()
        files = {file.name: file for file in self.report.files.all()}
        for file in files.values():
            with self.subTest(file.name):
                self.assertEqual(file.sha256, hashlib.sha256(file.content.encode()).hexdigest())
        for page in json.loads(self.report.document)["pages"]:
            self.assertEqual(page["sha256"], files[page["name"]].sha256)
        self.assertIn(self.report.sha256, files["report.html"].content)

    def test_a_file_that_was_forged_before_is_named_afterwards_too(self):
        other = make_grant("Another paid.")
        publish(make_article(grants=[other]))
        today = timezone.localdate()
        file = make_report(other, today, today, by=self.manager).files.first()
        with triggers_lifted():
            type(file).objects.filter(pk=file.pk).update(content="Forged.")
        self.redact()
        self.assertEqual(
            [broken.row for broken in factories.broken()], [f"articles_reportfile {file.pk}"]
        )

    def test_a_waiting_batch_goes_on_without_the_name(self):
        self.redact()
        self.batch.refresh_from_db()
        self.assertEqual(
            (self.batch.reason, self.batch.public_note), ("[…] asked.", "[…] paid more.")
        )

    def test_what_was_approved_is_approved_still(self):
        ready = make_article(stage=Stage.READY, title=f"About {DONOR}")
        self.redact()
        ready.refresh_from_db()
        self.assertEqual((ready.title, ready.approved_text), ("About […]", text_digest(ready)))

    def test_a_file_that_is_named_after_somebody_is_kept_under_another_name(self):
        waiver = factories.waive(self.grant, hides="logo")
        waiver.evidence.save("letter of Bahdanovič.pdf", ContentFile(b"%PDF"))
        before = waiver.evidence.name
        result = self.redact()
        waiver.refresh_from_db()
        self.assertEqual(waiver.evidence.name, f"sealed/{hashlib.sha256(b'%PDF').hexdigest()}.pdf")
        self.assertTrue(default_storage.exists(waiver.evidence.name))
        self.assertFalse(default_storage.exists(before))
        self.assertIn(waiver, result.left)

    def test_a_redaction_that_is_killed_before_its_files_are_put_away_leaves_the_record_whole(self):
        waiver = factories.waive(self.grant, hides="logo")
        waiver.evidence.save("letter of Bahdanovič.pdf", ContentFile(b"%PDF-1.7"))
        # What is done after the rows are written is never done.
        redact(["Bahdanovič"], subject=self.donor, by=self.officer, reason="A threat.")
        self.assertEqual(list(files.breaks()), [])
