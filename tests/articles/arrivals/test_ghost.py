"""A magazine comes here from Ghost."""

import json
import tempfile
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import SimpleTestCase, TestCase

from articles.arrivals.ghost import lexical, mobiledoc
from articles.models import Arrival, Article, Photo, PublishedVersion
from articles.models.choices import Funding, Stage
from tests.factories import make_picture, make_publisher, make_section

SITE = "https://weir.example"


def post(key, **said):
    return {
        "id": key,
        "title": "A weir",
        "slug": f"a-weir-{key}",
        "html": "<p>Water falls.</p>",
        "status": "published",
        "type": "post",
        "visibility": "public",
        "published_at": "2016-03-01T20:30:00.000Z",
        **said,
    }


def export(*posts, wrapped=True, **tables):
    data = {
        "posts": list(posts),
        "users": [{"id": "u1", "name": "Adela Wit", "slug": "adela", "bio": "Rows."}],
        "tags": [
            {"id": "t1", "name": "Ports", "slug": "ports", "visibility": "public"},
            {"id": "t2", "name": "#series", "slug": "hash-series", "visibility": "internal"},
        ],
        "posts_authors": [{"post_id": one["id"], "author_id": "u1"} for one in posts],
        "posts_tags": [
            {"post_id": one["id"], "tag_id": tag, "sort_order": place}
            for one in posts
            for place, tag in enumerate(("t2", "t1"))
        ],
        **tables,
    }
    told = {"meta": {"version": "5.0"}, "data": data}
    return json.dumps({"db": [told]} if wrapped else told)


class GhostTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_section("Articles")
        make_publisher(username="ada")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.file = self.folder / "weir.json"

    def bring(self, *posts, **options):
        tables = options.pop("tables", {})
        self.file.write_text(export(*posts, **tables))
        return self.run_again(**options)

    def run_again(self, **options):
        out = StringIO()
        options = {"by": "ada", "site": SITE, **options}
        call_command("import_ghost", self.file, stdout=out, stderr=StringIO(), **options)
        return out.getvalue()

    def report(self):
        return self.file.with_suffix(".report.html").read_text(encoding="utf-8")

    def test_what_all_readers_saw_is_published_since_then(self):
        said = self.bring(post("a", custom_excerpt="On water."))
        version = PublishedVersion.objects.live().get()
        self.assertIn("1 new", said)
        self.assertEqual(
            (version.title, version.standfirst, version.body, version.path, version.funding),
            (
                "A weir",
                "On water.",
                "<p>Water falls.</p>",
                "/2016/03/01/a-weir-a/",
                Funding.IMPORTED,
            ),
        )
        self.assertEqual(version.first_published_at, datetime(2016, 3, 1, 20, 30, tzinfo=UTC))
        self.assertEqual([row.name for row in version.bylines.all()], ["Adela Wit"])
        self.assertEqual([row.name for row in version.tags.all()], ["Ports"])
        self.assertIn("A tag for editors alone was left out: #series", self.report())

    def test_both_shapes_of_the_file_are_read(self):
        for number, wrapped in enumerate((True, False)):
            self.file.write_text(export(post(f"a{number}"), wrapped=wrapped))
            self.run_again()
        self.assertEqual(PublishedVersion.objects.live().count(), 2)

    def test_what_the_content_api_answers_is_read_too(self):
        author = {"id": "u1", "name": "Adela Wit", "slug": "adela"}
        ports = {"id": "t1", "name": "Ports", "slug": "ports"}
        posts = [post(key, authors=[author], tags=[ports]) for key in ("a", "b")]
        self.file.write_text(json.dumps({"posts": posts, "meta": {}}))
        self.run_again()
        for version in PublishedVersion.objects.live():
            self.assertEqual([row.name for row in version.bylines.all()], ["Adela Wit"])
            self.assertEqual([row.name for row in version.tags.all()], ["Ports"])
        self.assertEqual(PublishedVersion.objects.live().count(), 2)

    def test_what_members_read_or_was_mailed_alone_is_a_draft_and_told(self):
        self.bring(
            post("a", visibility="paid"),
            post("b", status="sent"),
            post("c", status="draft", published_at=None),
            post("d"),
            tables={"posts_meta": [{"post_id": "d", "email_only": 1}], "members": [{"id": "m"}]},
        )
        self.assertFalse(PublishedVersion.objects.exists())
        self.assertEqual(set(Article.objects.values_list("stage", flat=True)), {Stage.DRAFT})
        report = self.report()
        self.assertEqual(report.count("for members alone (paid)"), 1)
        self.assertEqual(report.count("sent by mail alone"), 2)
        self.assertIn("members: 1", report)

    def test_a_second_run_changes_nothing(self):
        self.bring(post("a"), post("b", type="page"))
        self.assertIn("2 unchanged", self.run_again())
        self.assertEqual(PublishedVersion.objects.count(), 2)

    def test_pictures_come_from_a_copy_of_the_folder(self):
        path = self.folder / "images/2016/quay.png"
        path.parent.mkdir(parents=True)
        path.write_bytes(make_picture().read())
        address = "__GHOST_URL__/content/images/size/w600/2016/quay.png"
        html = f'<p>Water.</p><figure><img src="{address}" alt="A quay"></figure>'
        self.bring(post("a", html=html), uploads=self.folder / "images")
        photo = Photo.objects.get()
        self.assertIn(f'data-photo="{photo.pk}"', Article.objects.get().body)

    def test_old_addresses_lead_on(self):
        self.bring(post("a"), post("b", type="page", slug="imprint"))
        here = "/2016/03/01/a-weir-a/"
        ways = {"/a-weir-a/": here, "/a-weir-a/amp/": here, "/author/adela/": "/author/adela-wit/"}
        for path, leads in ways.items():
            self.assertEqual(self.client.get(path)["Location"], leads, path)
        self.assertEqual(self.client.get("/imprint/").status_code, 200)
        self.assertEqual(Arrival.objects.filter(kind="piece").count(), 2)

    def test_what_is_no_export_is_refused(self):
        for data, words in (
            (b"", "weir.json is no JSON, or breaks off (parse error: premature EOF)."),
            (b"[1, 2", "weir.json is no JSON, or breaks off (parse error: premature EOF)."),
            (
                b'{"a": "\xff"}',
                "weir.json is no JSON, or breaks off "
                "(lexical error: invalid bytes in UTF8 string).",
            ),
            (b'{"db": []}', "weir.json holds no pieces."),
        ):
            self.file.write_bytes(data)
            with self.subTest(data[:9]), self.assertRaises(CommandError) as refused:
                self.run_again()
            self.assertEqual(str(refused.exception), words)
        self.file.write_text(export(post("a")))
        with self.assertRaisesMessage(CommandError, "is no address"):
            self.run_again(site="weir.example")
        for site in ("https://weir.example/?a", "https://weir.example#a", "https://weir.example/?"):
            with self.assertRaisesMessage(CommandError, "is the address of a page"):
                self.run_again(site=site)

    def test_a_post_that_ghost_could_not_have_written_is_named_and_the_rest_comes_in(self):
        deep = '{"type":"quote","children":['
        odd = [
            {"title": 5},
            {"slug": 5},
            {"html": ["x"]},
            {"html": None, "lexical": {"root": {}}},
            {"html": None, "lexical": '{"root":{"children":[{"type":"text","text":5}]}}'},
            {"html": None, "lexical": f'{{"root":{{"children":[{deep * 300}{"]}" * 300}]}}}}'},
            {"html": None, "mobiledoc": '{"sections":[5]}'},
            {"html": None, "mobiledoc": '{"sections":[[10,9]],"cards":[]}'},
            {"feature_image_alt": 5},
            {"visibility": {}},
            {"id": None},
            {"id": "k" * 201},
            {"id": "told-twice", "title": 5},
        ]
        posts = [post(f"o{number}", **said) for number, said in enumerate(odd)]
        tables = {"posts_meta": [{"post_id": "told-twice", "title": "A weir"}]}
        said = self.bring(*posts, post("good", feature_image="//["), tables=tables)
        self.assertIn(f"1 new\n{len(odd)} refused", said)
        self.assertEqual(PublishedVersion.objects.live().get().path, "/2016/03/01/a-weir-good/")
        self.assertEqual(self.report().count("It is not written as Ghost writes it"), len(odd) - 1)
        self.assertIn(f"1 unchanged\n{len(odd)} refused", self.run_again())

    def test_what_stands_among_the_posts_and_is_none_is_named(self):
        odd = [5, "Water", None, [{"id": "x"}, []], [], True]
        self.file.write_text(
            export(post("a")).replace('"posts": [', f'"posts": {json.dumps(odd)[:-1]}, ')
        )
        self.assertIn(f"1 new\n{len(odd)} refused", self.run_again())
        report = self.report()
        self.assertEqual(report.count("It is not written as Ghost writes it (TypeError, posts)"), 6)
        self.assertIn("Water", report)
        tables = {"users": [5, {"id": "u1", "name": "Adela Wit", "slug": "adela"}], "members": [7]}
        self.bring(post("a"), tables=tables)
        for table in ("users", "members"):
            self.assertRegex(self.report(), rf"{table}.*\s*.*1")

    def test_a_mark_at_the_beginning_is_none_of_the_file(self):
        self.file.write_text(export(post("a")), encoding="utf-8-sig")
        self.assertIn("1 new", self.run_again())

    def test_a_tag_without_a_name_is_called_by_its_address(self):
        tags = [{"id": "t1", "slug": "ports"}, {"id": "t2", "slug": "x", "visibility": "internal"}]
        self.bring(post("a"), tables={"tags": tags})
        (tag,) = PublishedVersion.objects.live().get().tags.all()
        self.assertEqual(tag.name, "ports")
        self.assertIn("A tag for editors alone was left out: x", self.report())

    def test_a_file_that_opens_brackets_without_end_is_refused(self):
        self.file.write_text('{"db":[{"data":{"posts":' + "[" * 200_000)
        with self.assertRaisesMessage(CommandError, "nests deeper than Ghost writes anything"):
            self.run_again()

    def test_rows_that_say_not_whose_they_are_are_left_out_and_told(self):
        ties = [{"post_id": "a", "author_id": "u1"}, {"post_id": "a"}, {"author_id": []}]
        users = [{"id": "u1", "name": "Adela Wit", "slug": "adela"}, {}, {"id": "u2", "bio": 5}]
        tags = [{"id": "t1", "name": "Ports"}, {"id": None, "slug": "x"}]
        tables = {"posts_authors": ties, "users": users, "tags": tags}
        self.assertIn("1 new", self.bring(post("a"), tables={**tables, "posts_meta": [{}]}))
        version = PublishedVersion.objects.live().get()
        self.assertEqual([row.name for row in version.bylines.all()], ["Adela Wit"])
        self.assertEqual(list(version.tags.all()), [])
        for told in ("2 posts_authors", "2 users", "2 tags", "1 posts_meta"):
            number, table = told.split()
            self.assertRegex(self.report(), rf"{table}.*\s*.*{number}")


class EditorTests(SimpleTestCase):
    def test_lexical_is_what_it_shows(self):
        words = {"type": "extended-text", "text": "Water <falls>", "format": 3}
        link = {"type": "link", "url": "https://a.example/", "children": [words]}
        nodes = [
            {"type": "paragraph", "children": [link]},
            {"type": "heading", "tag": "h3", "children": [{"type": "text", "text": "Weirs"}]},
            {
                "type": "list",
                "listType": "number",
                "start": 3,
                "children": [{"type": "listitem", "children": [{"type": "text", "text": "One"}]}],
            },
            {"type": "image", "src": "q.jpg", "alt": "A quay", "caption": "<em>Quay</em>"},
            {"type": "embed", "url": "https://vimeo.com/1", "html": "<iframe></iframe>"},
            {"type": "signup"},
        ]
        html, unknown = lexical.html_of(json.dumps({"root": {"children": nodes}}))
        self.assertEqual(
            html,
            '<p><a href="https://a.example/"><em><strong>Water &lt;falls&gt;</strong></em></a></p>'
            "<h3>Weirs</h3>"
            '<ol start="3"><li>One</li></ol>'
            '<figure><img src="q.jpg" alt="A quay"><figcaption><em>Quay</em></figcaption></figure>'
            '<p><a href="https://vimeo.com/1">https://vimeo.com/1</a></p>',
        )
        self.assertEqual(unknown, ["signup"])

    def test_mobiledoc_is_what_it_shows(self):
        document = {
            "version": "0.3.1",
            "markups": [["em"], ["a", ["href", "https://a.example/"]]],
            "atoms": [["soft-return", "", {}]],
            "cards": [["markdown", {"markdown": "**One**"}], ["image", {"src": "q.jpg"}]],
            "sections": [
                [1, "p", [[0, [0, 1], 2, "Water"], [1, [], 0, 0], [0, [], 0, "falls"]]],
                [3, "ul", [[[0, [], 0, "One"]]]],
                [10, 0],
                [10, 1],
            ],
        }
        html, unknown = mobiledoc.html_of(json.dumps(document))
        self.assertEqual(
            html,
            '<p><em><a href="https://a.example/">Water</a></em><br>falls</p><ul><li>One</li></ul>'
            "<p><strong>One</strong></p>\n"
            '<figure><img src="q.jpg" alt=""><figcaption></figcaption></figure>',
        )
        self.assertEqual(unknown, [])

    def test_what_is_no_document_has_no_words(self):
        for text in ("", "{", "[]", "7", '{"root": 7}', '{"sections": []}'):
            self.assertEqual((lexical.html_of(text), mobiledoc.html_of(text)), (("", []),) * 2)
