"""A magazine comes here from WordPress: all of it, as often as somebody likes."""

import tempfile
import tomllib
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone

from articles.models import (
    Arrival,
    Article,
    FormerSite,
    Photo,
    PublishedVersion,
    Redirect,
    Section,
)
from articles.models.choices import Funding, Stage
from articles.publishing.edits import editing
from authors.models import Author
from newsroom.models import LedgerEntry
from tests.articles.arrivals.wxr import attachment, export, item
from tests.factories import broken, make_editor, make_picture, make_publisher, make_section

FIRST = datetime(2016, 3, 1, 20, 30, tzinfo=UTC)


class ImportTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_section("Articles")
        cls.publisher = make_publisher(username="ada")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.file = self.folder / "weir.xml"

    def bring(self, *items, head="", version="1.2", **options):
        self.file.write_bytes(export(*items, head=head, version=version))
        return self.run_again(**options)

    def run_again(self, **options):
        out, err = StringIO(), StringIO()
        options = {"by": "ada", **options}
        call_command("import_wordpress", self.file, stdout=out, stderr=err, **options)
        return out.getvalue()

    def report(self):
        return self.file.with_suffix(".report.html").read_text(encoding="utf-8")


class ComingInTests(ImportTestCase):
    def test_what_readers_saw_is_published_since_then(self):
        rivers = ("category", "rivers", "Rivers")
        said = self.bring(
            item(7, categories=[rivers, ("post_tag", "ports", "Ports")], excerpt="On water."),
        )
        article = Article.objects.get()
        version = PublishedVersion.objects.live().get()
        self.assertIn("1 new\n", said)
        self.assertEqual(
            (version.title, version.standfirst, version.body, version.path, version.section_name),
            ("A weir", "On water.", "<p>Water falls.</p>", "/2016/03/01/a-weir-7/", "Rivers"),
        )
        self.assertEqual(
            (version.first_published_at, version.funding, article.stage, version.language),
            (FIRST, Funding.IMPORTED, Stage.PUBLISHED, "en"),
        )
        self.assertEqual([row.name for row in version.bylines.all()], ["Adela Wit"])
        self.assertEqual([row.name for row in version.tags.all()], ["Ports"])

    def test_every_version_of_the_format_is_read(self):
        for number, version in enumerate(("1.0", "1.1", "1.2")):
            self.bring(item(number + 1), version=version)
        self.assertEqual(PublishedVersion.objects.live().count(), 3)

    def test_what_was_not_for_all_readers_is_a_draft_and_told(self):
        later = timezone.now() + timedelta(days=9)
        self.bring(
            item(1, status="draft", post_date_gmt="0000-00-00 00:00:00"),
            item(2, status="private"),
            item(3, post_password="enter"),
            item(4, status="future", post_date_gmt=f"{later:%Y-%m-%d %H:%M:%S}"),
            item(5, status="pending"),
            item(6, status="trash"),
            item(8, post_date_gmt="0000-00-00 00:00:00"),
        )
        self.assertFalse(PublishedVersion.objects.exists())
        stages = dict(Arrival.objects.filter(kind="piece").values_list("key", "article__stage"))
        self.assertEqual(stages, dict.fromkeys("12348", Stage.DRAFT) | {"5": Stage.REVIEW})
        report = self.report()
        for words in ("It was private", "needed a password", "It was to be published", "no date"):
            self.assertEqual(report.count(words), 1, words)

    def test_pages_are_pages_of_the_publication(self):
        self.bring(item(7, "About", post_type="page", post_name="about"))
        version = PublishedVersion.objects.live_pages().get()
        self.assertEqual((version.path, version.funding), ("/about/", Funding.NOT_OWED))

    def test_several_authors_sign_in_their_order(self):
        guest = item(
            5,
            "Jan",
            post_type="guest-author",
            meta=[
                ("cap-user_login", "jan"),
                ("cap-display_name", "Jan Siwy"),
                ("cap-description", "Rows."),
            ],
        )
        signed = [("author", "cap-jan", "jan"), ("author", "cap-adela", "adela")]
        self.bring(guest, item(7, categories=signed))
        version = PublishedVersion.objects.live().get()
        self.assertEqual([row.name for row in version.bylines.all()], ["Jan Siwy", "Adela Wit"])
        self.assertEqual(Author.objects.get(name="Jan Siwy").bio, "Rows.")

    def test_languages_of_one_piece_are_tied(self):
        head = (
            "<wp:term><wp:term_taxonomy>post_translations</wp:term_taxonomy>"
            "<wp:term_slug>pll_1</wp:term_slug><wp:term_description>"
            '<![CDATA[a:2:{s:2:"en";i:7;s:2:"pl";i:8;}]]></wp:term_description></wp:term>'
        )
        self.bring(
            item(7, categories=[("language", "en", "English")]),
            item(8, "Jaz", "<p>Woda.</p>", categories=[("language", "pl", "Polski")]),
            head=head,
        )
        polish = Article.objects.get(language="pl")
        self.assertEqual(polish.translation_of.title, "A weir")
        self.assertEqual(PublishedVersion.objects.live().count(), 2)

    def test_what_cannot_be_stored_is_told_and_the_rest_comes_in(self):
        self.bring(
            item(7, "A \u202eriew\u202c"), item(8, ""), item(9, content="<div>" * 9000), item(10)
        )
        titles = set(Article.objects.values_list("title", flat=True))
        self.assertEqual(titles, {"A riew", "Water falls.", "A weir"})
        self.assertIn("too deep", self.report())

    def test_a_category_goes_where_the_file_says_that_a_person_corrected(self):
        mapping = self.folder / "where.toml"
        self.bring(item(7), mapping=mapping)
        self.assertIn('"rivers" = "section: Rivers"', mapping.read_text())
        self.assertIn('"rivers/narew" = "tag: Narew"', mapping.read_text())
        mapping.write_text('[category]\n"rivers" = "section: Water"\n')
        self.bring(item(8, categories=[("category", "rivers", "Rivers")]), mapping=mapping)
        self.assertEqual(Article.objects.get(slug="a-weir-8").section.name, "Water")

    def test_the_mapping_that_is_written_can_be_read_whatever_the_names_are(self):
        named = {
            "odd": "Rivers\nand \x7flakes",
            "o\ndd": 'A "quay" \\',
            "narew/odd": "One",
            "мост": "🌉",
        }
        head = "".join(
            f"<wp:tag><wp:tag_slug><![CDATA[{slug}]]></wp:tag_slug>"
            f"<wp:tag_name><![CDATA[{name}]]></wp:tag_name></wp:tag>"
            for slug, name in named.items()
        )
        below = "<wp:category><wp:category_nicename>odd</wp:category_nicename>{}</wp:category>"
        parent, twice = "<wp:category_parent>narew</wp:category_parent>", "rivers/narew/odd"
        head += below.format(parent) + below.format("").replace(">odd<", f">{twice}<")
        self.assertIn("1 new", self.bring(item(7), head=head))
        written = tomllib.loads(self.file.with_suffix(".mapping.toml").read_text(encoding="utf-8"))
        self.assertEqual(written["tag"], {slug: f"tag: {name}" for slug, name in named.items()})
        self.assertEqual(sorted(written["category"]), ["rivers", "rivers/narew", twice])

    def test_a_report_is_written_over_another_report_alone(self):
        self.bring(item(7))
        mapping = self.file.with_suffix(".mapping.toml")
        kept = {path: path.read_bytes() for path in (self.file, mapping)}
        for path in kept:
            with self.subTest(path.name), self.assertRaisesMessage(CommandError, "is no report"):
                self.run_again(report=path)
        self.assertEqual({path: path.read_bytes() for path in kept}, kept)
        empty = self.folder / "empty.html"
        empty.touch()
        for path in (empty, empty, self.file.with_suffix(".report.html")):
            self.assertIn("1 unchanged", self.run_again(report=path))

    def test_a_mapping_that_cannot_be_read_is_refused_by_what_is_wrong(self):
        self.file.write_bytes(export(item(7)))
        mapping = self.folder / "where.toml"
        for text, words in (
            ('[category]\n"rivers" = "shelf: Water"', "neither a section nor a tag"),
            ('[categories]\n"rivers" = "tag: Water"', "“categories” is not one of its tables"),
            ('category = "tag: Water"', "“category” is not one of its tables"),
            ('[category]\n"rivers" = "tag: Вода"', "where.toml, line 2, is not UTF-8: save"),
            ("[category", "where.toml: "),
        ):
            mapping.write_bytes(text.encode("cp1251"))
            with self.subTest(text), self.assertRaisesMessage(CommandError, words):
                self.run_again(mapping=mapping)
        self.assertFalse(Article.objects.exists())
        self.assertFalse(FormerSite.objects.exists())

    def test_a_path_that_can_be_none_is_refused_before_the_first_piece(self):
        self.file.write_bytes(export(item(7)))
        long, loop, folder = (self.folder / name for name in ("l" * 300, "loop.xml", "folder"))
        loop.symlink_to(loop)
        folder.mkdir()
        for options, words in (
            ({"uploads": long}, "There is no folder "),
            ({"uploads": loop}, "There is no folder "),
            ({"mapping": long}, f"The mapping {long} cannot be written: File name too long."),
            ({"mapping": loop}, f"The mapping {loop} cannot be written: Too many levels of"),
            ({"mapping": folder}, f"{folder} cannot be read: Is a directory."),
            ({"report": long}, f"The report {long} cannot be written: File name too long."),
        ):
            with self.subTest(options), self.assertRaisesMessage(CommandError, words):
                self.run_again(**options)
        for path, words in ((long, "File name too long."), (loop, "Too many levels of symbolic")):
            self.file = path
            with self.assertRaisesMessage(CommandError, f"{path} cannot be read: {words}"):
                self.run_again()
            for name, told in (
                ("import_ghost", {"site": "https://a.example"}),
                ("import_articles", {}),
            ):
                with self.subTest(name), self.assertRaises(CommandError):
                    call_command(name, path, by="ada", stderr=StringIO(), **told)
        self.assertFalse(Article.objects.exists() or FormerSite.objects.exists())

    def test_comments_that_could_not_be_kept_are_told_before_the_first_piece(self):
        comments = self.file.with_suffix(".comments.jsonl")
        comments.mkdir()
        words = f"The comments cannot be kept in {comments}: Is a directory."
        for is_dry in (True, False):
            with self.assertRaisesMessage(CommandError, words):
                self.bring(item(7), dry_run=is_dry)
        self.assertFalse(Article.objects.exists() or FormerSite.objects.exists())
        comments.rmdir()
        self.assertIn("1 new", self.run_again())
        self.assertFalse(comments.exists())


class PictureTests(ImportTestCase):
    PIECE = (
        "<p>Water.</p>"
        '<figure><img src="https://weir.example/wp-content/uploads/2016/03/quay-300x200.png"'
        ' alt="A quay"><figcaption>The quay</figcaption></figure>'
    )

    def items(self):
        return (
            attachment(5, "2016/03/lead.png", alt="A lock", caption="The lock"),
            item(7, content=self.PIECE, meta=[("_thumbnail_id", "5")]),
        )

    def uploads(self):
        folder = self.folder / "uploads"
        for name, colour in (("quay", "navy"), ("lead", "teal")):
            path = folder / "2016/03" / f"{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(make_picture(colour=colour).read())
        return folder

    def test_they_come_from_a_copy_of_the_uploads_each_once(self):
        self.bring(*self.items(), uploads=self.uploads())
        version = PublishedVersion.objects.live().get()
        quay, lead = Photo.objects.get(alt="A quay"), Photo.objects.get(alt="A lock")
        self.assertEqual(
            version.body,
            f'<p>Water.</p><figure data-photo="{quay.pk}"><figcaption></figcaption></figure>',
        )
        self.assertEqual((quay.caption, version.lead_alt), ("The quay", "A lock"))
        self.assertEqual((version.lead_caption, version.lead_file), ("The lock", lead.file.name))
        self.run_again(uploads=self.uploads())
        self.assertEqual(Photo.objects.count(), 2)

    def test_without_them_a_link_stands_there_and_a_later_run_takes_them(self):
        said = self.bring(*self.items())
        self.assertIn("2 pictures were not found", said)
        body = Article.objects.get().body
        self.assertIn('uploads/2016/03/quay-300x200.png">A quay</a></p><p>The quay</p>', body)
        self.assertIn("2016/03/quay.png", self.report())
        self.assertIn("1 updated", self.run_again(uploads=self.uploads()))
        self.assertEqual(PublishedVersion.objects.live().get().figures.count(), 1)

    def test_nothing_leads_out_of_the_folder(self):
        (self.folder / "secret.png").write_bytes(make_picture().read())
        address = "https://weir.example/wp-content/uploads/../secret.png"
        body = f'<p>Water.</p><img src="{address}" alt="x">'
        self.bring(item(7, content=body), uploads=self.uploads())
        self.assertFalse(Photo.objects.exists())


class AgainTests(ImportTestCase):
    def state(self):
        return (
            LedgerEntry.objects.count(),
            PublishedVersion.objects.count(),
            list(Article.objects.order_by("pk").values_list("title", "body", "edit", "stage")),
        )

    def test_a_second_run_changes_nothing(self):
        self.bring(item(7), item(8, status="draft"))
        before = self.state()
        self.assertIn("2 unchanged", self.run_again())
        self.assertEqual(self.state(), before)

    def test_a_newer_export_changes_what_nobody_has_edited_here(self):
        self.bring(item(7), item(8, status="draft"), item(9))
        edited = Article.objects.get(slug="a-weir-9")
        with editing(edited, by=self.publisher) as article:
            article.title = "Ours"
            article.save()
        said = self.bring(
            *(
                item(key, "Newer", status=s)
                for key, s in ((7, "publish"), (8, "draft"), (9, "publish"))
            )
        )
        self.assertIn("2 updated\n1 conflict", said)
        live = PublishedVersion.objects.live()
        self.assertEqual(set(live.values_list("title", flat=True)), {"Newer", "A weir"})
        self.assertEqual(Article.objects.get(slug="a-weir-8").title, "Newer")
        self.assertEqual(Article.objects.get(slug="a-weir-9").title, "Ours")
        self.assertIn("Somebody has edited it here since", self.report())

    def test_what_was_deleted_here_stays_away(self):
        self.bring(item(8, status="draft"))
        Article.objects.get().delete()
        self.assertIn("1 deleted here", self.run_again())
        self.assertFalse(Article.objects.exists())

    def test_a_file_that_breaks_off_brings_whole_pieces_and_the_next_run_goes_on(self):
        whole = export(item(7), item(8), item(9))
        self.file.write_bytes(whole[: whole.index(b"a-weir-9")])
        with self.assertRaisesMessage(CommandError, "weir.xml, line"):
            self.run_again()
        self.assertEqual(Article.objects.count(), 0)
        self.file.write_bytes(whole)
        self.assertIn("3 new", self.run_again())

    def test_a_trial_keeps_nothing(self):
        before = self.state()
        said = self.bring(item(7), item(8), dry_run=True)
        self.assertIn("2 new", said)
        self.assertIn("nothing was kept", self.report())
        self.assertEqual(self.state(), before)
        self.assertFalse(Author.objects.exists() or Arrival.objects.exists())
        self.assertFalse(FormerSite.objects.exists())

    def test_a_section_is_made_for_what_has_none_and_only_then(self):
        Section.objects.all().delete()
        self.bring(item(7), dry_run=True)
        self.assertFalse(Section.objects.exists())
        self.bring(item(7), item(8))
        self.assertEqual(Section.objects.get().name, "Articles")
        self.assertEqual(broken(), [])

    def test_what_is_here_is_compared_with_the_file(self):
        self.bring(item(7), item(8))
        self.assertIn("Everything in the file is here.", self.run_again(compare=True))
        Article.objects.filter(slug="a-weir-8").update(body="<p>Water.</p>")
        with self.assertRaisesMessage(CommandError, "1 pieces differ"):
            self.run_again(compare=True)


class HostileTests(ImportTestCase):
    def test_entities_and_what_is_no_export_are_refused(self):
        whole, rest = export(item(7)), "this is no XML, or breaks off"
        for data, words in (
            (
                b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss><channel/></rss>',
                "weir.xml declares a document type or an entity: no export does, and it is not "
                "read any further.",
            ),
            (
                b"<html><body/></html>",
                "This is no WordPress export: it does not begin with <rss>.",
            ),
            (b"no xml at all", f"weir.xml, line 1: {rest} (syntax error)."),
            (b"", f"weir.xml, line 1: {rest} (no element found)."),
            (whole[:-90], f"weir.xml, line 15: {rest} (unclosed token)."),
        ):
            self.file.write_bytes(data)
            with self.subTest(data), self.assertRaises(CommandError) as refused:
                self.run_again()
            self.assertEqual(str(refused.exception), words)
        self.assertFalse(Article.objects.exists())

    def test_bytes_that_no_xml_holds_are_left_out(self):
        data = export(item(7, "A w\x0beir")).replace(b"Water", b"Wat\xffer")
        self.file.write_bytes(data)
        self.run_again()
        article = Article.objects.get()
        self.assertEqual((article.title, article.body), ("A weir", "<p>Wat\ufffder falls.</p>"))

    def test_only_who_may_brings_anything_in(self):
        make_editor(username="ed")
        with self.assertRaisesMessage(CommandError, "ed may not bring in pieces"):
            self.bring(item(7), by="ed")
        self.assertFalse(Article.objects.exists())


class FormerAddressTests(ImportTestCase):
    def leads(self, path):
        answer = self.client.get(path)
        return answer["Location"] if answer.status_code == 301 else answer.status_code

    def test_every_address_of_the_old_site_leads_on(self):
        rivers = ("category", "rivers", "Rivers")
        named = {"link": "https://weir.example/water/a-weir/"}
        self.bring(
            item(7, categories=[rivers, ("post_tag", "ports", "Ports")], **named),
            item(8, status="draft", link="https://weir.example/water/secret/"),
        )
        here = "/2016/03/01/a-weir-7/"
        ways = {
            "/water/a-weir/": here,
            "/water/a-weir": here,
            "/water/a-weir/feed/": here,
            "/water/a-weir/amp/": here,
            "/water/a-weir/2/": here,
            "/water/a-weir/comment-page-3/": here,
            "/water/a-weir/quay/": here,
            "/?p=7": here,
            "/category/rivers/": "/section/rivers/",
            "/category/rivers/page/2/": "/section/rivers/",
            "/author/adela/": "/author/adela-wit/",
            "/author/adela/page/3/": "/author/adela-wit/",
            "/2016/": "/archive/2016/",
            "/2016/03/": "/archive/2016/03/",
            "/2016/03/01/": "/archive/2016/03/",
            "/water/secret/": 404,
            "/?p=8": 200,
            "/nothing/": 404,
        }
        self.assertEqual({path: self.leads(path) for path in ways}, ways)

    def test_a_picture_is_found_by_its_old_address(self):
        folder = self.folder / "uploads/2016"
        folder.mkdir(parents=True)
        (folder / "quay.png").write_bytes(make_picture().read())
        self.bring(
            attachment(5, "2016/quay.png"),
            item(7, meta=[("_thumbnail_id", "5")]),
            uploads=self.folder / "uploads",
        )
        photo = Photo.objects.get()
        odd = self.client.get("/", PATH_INFO="//[/wp-content/uploads/2016/quay.png")
        self.assertEqual(odd.status_code, 404)
        for path in ("quay.png", "quay-300x200.png"):
            leads = self.leads(f"/wp-content/uploads/2016/{path}")
            self.assertEqual(leads, photo.picture.src)

    def test_where_nothing_came_from_elsewhere_nothing_is_asked_for(self):
        Redirect.objects.all().delete()
        self.assertEqual([self.leads("/?p=7"), self.leads("/2016/03/")], [200, 404])
        self.assertEqual(Section.objects.count(), 1)
