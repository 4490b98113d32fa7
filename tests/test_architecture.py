"""The promises that code makes about code. Each check is shown something bad first."""

from django.test import SimpleTestCase

from tests import architecture
from tests.architecture import ROOT, sources

# Files on their own, each of which has to carry its sheet: handed over, or shown by the proxy.
CARRIED_AWAY = (
    "templates/articles/arrivals/_head.html",
    "templates/articles/report/report.html",
    "templates/letters/letter.html",
    "templates/proxy.html",
)


class ArchitectureTestCase(SimpleTestCase):
    maxDiff = None

    def found(self, check, *suffixes):
        return [wrong for path, source in sources(*suffixes) for wrong in check(path, source)]

    def assert_finds(self, check, path, bad, *more):
        for source in (bad, *more):
            with self.subTest(source=source):
                self.assertNotEqual(list(check(path, source)), [])

    def assert_passes(self, check, path, *good):
        for source in good:
            with self.subTest(source=source):
                self.assertEqual(list(check(path, source)), [])


class ArrowTests(ArchitectureTestCase):
    def test_a_wrong_arrow_is_found(self):
        for path, source in (
            ("newsroom/kit/text.py", "from articles.models import Article"),
            ("newsroom/kit/text.py", "import funding.models"),
            ("newsroom/kit/fields.py", "from newsroom.addresses.models import FormerAddress"),
            ("authors/models/author.py", "from funding.models import Funder"),
            ("funding/approval.py", "from articles import models"),
            ("funding/approval.py", "def late():\n    from authors.models import Author"),
            ("articles/models/article.py", "from articles.publishing.perform import perform"),
            ("articles/models/article.py", "from articles.models import Coverage"),
            ("articles/disclosure/resolve.py", "from articles.models import MentionDecision"),
            ("articles/disclosure/resolve.py", "from articles.mentions.ties import ties"),
            ("articles/mentions/detector.py", "from articles.publishing.gate import problems"),
            ("articles/publishing/moves.py", "from articles.upkeep.reissue import REISSUE"),
            ("articles/upkeep/worklist.py", "from articles.reports.dataset import dataset"),
            ("articles/reports/make.py", "from articles.imports.store import store"),
            ("articles/publishing/gate.py", "from articles.publishing.desk.panel import Panel"),
            ("articles/upkeep/worklist.py", "from articles.desk.scope import seen_by"),
            ("articles/publishing/desk/panel.py", "from articles.upkeep.worklist import worklist"),
            ("articles/models/article.py", "from ..publishing import moves"),
            ("articles/publishing/moves.py", "from articles.reader.views import home"),
            ("articles/reader/views.py", "from articles.publishing.desk import panel"),
            ("articles/imports/body.py", "from articles.reader import views"),
            ("articles/publishing/desk/panel.py", "from articles.admin import ArticleAdmin"),
            ("articles/publishing/moves.py", "from tests.factories import make_article"),
            ("articles/disclosure/rules.py", "import articles.models as models"),
            ("articles/disclosure/rules.py", "from articles.models import *"),
            ("funding/approval.py", "apps.get_model('articles', 'Article')"),
            ("funding/approval.py", "import_module('articles.publishing.moves')"),
        ):
            self.assert_finds(architecture.wrong_arrows, path, source)

    def test_the_arrows_of_the_architecture_pass(self):
        for path, source in (
            ("articles/publishing/moves.py", "from articles.models import Article"),
            ("articles/models/article.py", "from authors.models import Author\nimport datetime"),
            ("articles/models/article.py", "from .choices import Stage"),
            ("articles/disclosure/resolve.py", "from articles.models import Coverage, Waiver"),
            ("articles/upkeep/worklist.py", "from articles.disclosure.rules import Rules"),
            ("articles/disclosure/desk/waivers.py", "from articles.upkeep.desk import affected"),
            ("articles/desk/photos.py", "from articles.publishing.desk.article import page_of"),
            ("funding/admin.py", "from newsroom.desk.model_admin import DeskAdmin"),
            ("newsroom/addresses/fields.py", "from newsroom.kit.slugs import slug"),
            ("funding/models/grant.py", "from newsroom.kit.fields import NameField"),
        ):
            self.assert_passes(architecture.wrong_arrows, path, source)

    def test_every_import_follows_an_arrow(self):
        self.assertEqual(self.found(architecture.wrong_arrows, ".py"), [])

    def test_a_way_round_is_found(self):
        graph = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}
        self.assertEqual(
            list(architecture.cycles(graph)),
            ["a → b → c → a", "b → c → a → b", "c → a → b → c"],
        )
        self.assertEqual(list(architecture.cycles({"a": {"b"}, "d": {"a", "b"}})), [])

    def test_the_deepest_module_is_what_is_imported(self):
        known = {"newsroom.audit", "newsroom.audit.vouching"}
        source = "from newsroom.audit import vouching, other"
        self.assertEqual(architecture.imported(source, "articles/x.py", known), known)

    def test_no_module_reaches_itself(self):
        files = dict(sources(".py"))
        known = {architecture.module(path) for path in files}
        graph = {
            architecture.module(path): architecture.imported(source, path, known)
            for path, source in files.items()
        }
        self.assertEqual(list(architecture.cycles(graph)), [])


IMPORT = "from articles.models import Coverage\n"


class PublishingTests(ArchitectureTestCase):
    def test_only_the_moves_set_a_stage(self):
        self.assert_finds(
            architecture.stages_set,
            "articles/publishing/desk/article.py",
            "article.stage = Stage.READY",
            "before, article.stage = article.stage, 'ready'",
            "Article.objects.filter(pk=1).update(stage='ready')",
            "Article.objects.create(title='x', stage=Stage.PUBLISHED)",
            "article = Article(stage=Stage.PUBLISHED)",
            "setattr(article, 'stage', 'ready')",
        )
        self.assert_passes(
            architecture.stages_set,
            "articles/publishing/desk/article.py",
            "if article.stage == 'ready': pieces.filter(stage='ready')",
        )
        self.assert_passes(
            architecture.stages_set, "articles/publishing/perform.py", "a.stage = 'ready'"
        )
        self.assertEqual(self.found(architecture.stages_set, ".py"), [])

    def test_whoever_changes_an_article_counts_the_edit(self):
        self.assert_finds(
            architecture.edits_uncounted,
            "articles/demo/pieces.py",
            "article.title = 'x'\narticle.save()",
            "article.tags.add('x')",
            "Article.objects.filter(pk=1).update(title='x')",
            "Byline.objects.filter(article=article).update(bio='')",
            "with atomic():\n    article.save()",
        )
        self.assert_passes(
            architecture.edits_uncounted,
            "articles/demo/pieces.py",
            "with editing(article, by=somebody) as copy:\n    copy.save()\n    copy.tags.add('x')",
            "author.save()",
        )
        self.assertEqual(self.found(architecture.edits_uncounted, ".py"), [])

    def test_rows_are_locked_before_the_ledger(self):
        self.assert_finds(
            architecture.locks_out_of_order,
            "articles/reports/figures.py",
            "Article.objects.select_for_update().get(pk=1)",
            "def late():\n    ledger.lock()\n    held(Article.objects.all()).get(pk=1)",
            "def late():\n    ledger.record(by, 'x')\n    list(held(rows))",
            "def late():\n    approve(wording, by=by)\n    list(held(rows))",
            "def late():\n    changes.record(by, ADD, row, {})\n    list(held(rows))",
        )
        self.assert_passes(
            architecture.locks_out_of_order,
            "articles/reports/figures.py",
            "def first():\n    held(Article.objects.all()).get(pk=1)\n    ledger.lock()",
        )
        self.assertEqual(self.found(architecture.locks_out_of_order, ".py"), [])

    def test_what_a_row_covers_and_which_one_wins_is_said_once(self):
        self.assert_finds(
            architecture.coverage_spelled_again,
            "articles/reports/dataset.py",
            "reached = row.tag_id in filed.tag_ids",
            "Coverage.objects.filter(whole_site=True)",
            "Q(coverages__first_published_until__gte=day)",
            "Coverage.objects.filter(section__slug=slug)",
            "Coverage.objects.about(grant).exclude(tag_id=3)",
            "Grant.objects.filter(coverages__section__slug=slug)",
            "section.coverages.filter(author=author)",
            f"{IMPORT}covered = row.section_id == filed.section_id",
            f"{IMPORT}covered = row.author_id in authors",
            f"{IMPORT}Coverage.objects.filter(**{{'section': section}})",
            f"{IMPORT}Coverage.objects.filter(Q(('section', section)))",
            f"{IMPORT}rows = Coverage.objects\nrows.filter(section=section)",
            f"{IMPORT}PublishedVersion.objects.live().filter(section__in=rows.values('section'))",
            "getattr(row, 'whole_site')",
            "attrgetter('specificity')",
            "Article.objects.filter(tags__coverages__grant=grant)",
            "row.target.keys(filed)",
            "row.holds(day)",
            "max(rows, key=lambda row: row.specificity)",
            "if row.first_published_from <= day: pass",
        )
        self.assert_passes(
            architecture.coverage_spelled_again,
            "articles/reports/dataset.py",
            "rows = [row for row in rows if row.covers(filed, at)]",
            "Coverage.objects.about(grant).filter(mode='include').filed_under()",
            "Coverage.objects.create(grant=grant, whole_site=True)",
            "Coverage.objects.filter(grant=grant, article=article)",
            "PublishedVersion.objects.live().filter(section=section)",
        )
        self.assertEqual(self.found(architecture.coverage_spelled_again, ".py"), [])

    def test_rows_are_filled_in_by_a_restore_alone(self):
        self.assert_finds(
            architecture.rows_filled_in,
            "newsroom/desk/house.py",
            "from newsroom.backups import tables\ntables.fill(model, lines)",
            "from newsroom.backups.tables import fill",
        )
        self.assertEqual(self.found(architecture.rows_filled_in, ".py"), [])

    def test_only_publishing_makes_versions(self):
        self.assert_finds(
            architecture.versions_made,
            "articles/imports/store.py",
            "PublishedVersion(article=article).save()",
            "PublishedVersion.objects.create(article=article)",
            "VersionDisclosure.objects.bulk_create(rows)",
            "article.versions.create(number=1)",
            "article.versions.get_or_create(number=1)",
            "Withdrawal.objects.create(article=article)",
            "article.withdrawals.create(text='x')",
        )
        self.assert_passes(
            architecture.versions_made,
            "articles/imports/store.py",
            "PublishedVersion.objects.live().count()",
            "Wording.objects.create(text='x')",
        )
        samples = "articles/reader/styleguide/samples.py"
        self.assert_passes(architecture.versions_made, samples, "PublishedVersion(title='x')")
        self.assert_finds(
            architecture.versions_made, samples, "PublishedVersion.objects.create(title='x')"
        )
        self.assertEqual(self.found(architecture.versions_made, ".py"), [])

    def test_days_are_told_in_one_way(self):
        self.assert_finds(
            architecture.days_told_elsewhere,
            "articles/reader/views.py",
            "day = timezone.localdate(at)",
            "from django.utils.timezone import localtime",
            "zone = timezone.get_default_timezone()",
            "field = DateField(default=timezone.localdate)",
        )
        self.assert_passes(
            architecture.days_told_elsewhere,
            "articles/reader/views.py",
            "now = timezone.now()",
            "name = timezone.get_default_timezone_name()",
        )
        self.assertEqual(self.found(architecture.days_told_elsewhere, ".py"), [])

    def test_what_is_live_is_defined_once(self):
        self.assert_finds(
            architecture.other_definitions_of_live,
            "articles/reader/views.py",
            "PublishedVersion.objects.filter(live_from__lte=now)",
            "versions.exclude(live_until__lte=now)",
            "Article.objects.filter(versions__expires_at=None)",
            "Q(version__live_until=None)",
            "versions.filter(live_until__gt=F('live_from'))",
            "versions.annotate(begins=F('version__live_from'))",
        )
        self.assert_passes(
            architecture.other_definitions_of_live,
            "articles/reader/views.py",
            "PublishedVersion.objects.live(now).order_by('-live_from')",
            "freeze(article, live_from=now)",
        )
        self.assertEqual(self.found(architecture.other_definitions_of_live, ".py"), [])

    def test_readers_are_shown_what_is_live_or_was(self):
        self.assert_finds(
            architecture.readers_shown_more_than_is_live,
            "articles/reader/views.py",
            "PublishedVersion.objects.all()",
            "PublishedVersion.objects.filter(path=path)",
            "PublishedVersion.objects.unfinished()",
            "PublishedVersion.objects.shown()",
            "PublishedVersion._base_manager.filter(path=path)",
            "article.versions.first()",
            "Correction.objects.filter(article=version.article_id).first()",
            "Article._base_manager.get(path=path)",
        )
        self.assert_passes(
            architecture.readers_shown_more_than_is_live,
            "articles/reader/views.py",
            "PublishedVersion.objects.live().filter(path=path)",
            "PublishedVersion.objects.begun().filter(path=path)",
            "PublishedVersion.objects.live_pages()",
        )
        self.assertEqual(self.found(architecture.readers_shown_more_than_is_live, ".py"), [])

    def test_a_page_of_readers_prints_frozen_rows_and_not_what_they_were_made_of(self):
        self.assert_finds(
            architecture.frozen_rows_left,
            "templates/articles/article.html",
            '<a href="{{ version.section.get_absolute_url }}">',
            "{{ piece.version.article.title }}",
            "{% for byline in piece.bylines %}{{ byline.author.name }}{% endfor %}",
            "{{ grant.grant.title }}",
        )
        self.assert_passes(
            architecture.frozen_rows_left,
            "templates/articles/article.html",
            "{{ version.section_name }} {{ byline.name }} {{ grant.title }} {{ piece.grants }}",
        )
        self.assertEqual(self.found(architecture.frozen_rows_left, ".html", ".txt", ".xml"), [])

    def test_only_an_approval_settles_a_wording(self):
        self.assert_finds(
            architecture.wording_statuses_set,
            "funding/admin.py",
            "wording.status = Wording.Status.APPROVED",
            "wording.status, wording.approved_at = Wording.Status.APPROVED, now",
            "wording.status = 'retired'",
            "Wording.objects.filter(pk=1).update(status='approved')",
            "Wording.objects.create(text='x', status=Wording.Status.APPROVED)",
        )
        self.assert_passes(
            architecture.wording_statuses_set,
            "funding/admin.py",
            "grant.status = Grant.Status.ACTIVE",
            "Wording.objects.create(text='x', status=Wording.Status.DRAFT)",
            "Wording.objects.filter(status=Wording.Status.APPROVED)",
        )
        self.assertEqual(self.found(architecture.wording_statuses_set, ".py"), [])


class FileTests(ArchitectureTestCase):
    def test_every_module_is_named_after_something(self):
        for path in ("newsroom/utils.py", "articles/helpers/text.py", "funding/common/__init__.py"):
            self.assertNotEqual(list(architecture.drawers(path)), [])
        found = [wrong for path, _source in sources(".py") for wrong in architecture.drawers(path)]
        self.assertEqual(found, [])

    def test_no_file_is_longer_than_can_be_read_at_once(self):
        self.assert_passes(architecture.too_long, "a.py", "x\n" * 300)
        self.assert_finds(architecture.too_long, "a.py", "x\n" * 301)
        found = [
            (path, wrong)
            for suffixes in ((".py",), (".html", ".css"))
            for path, source in sources(*suffixes)
            for wrong in architecture.too_long(path, source)
        ]
        self.assertEqual(found, [])

    def test_every_public_function_says_its_types(self):
        self.assert_finds(
            architecture.untyped,
            "newsroom/kit/text.py",
            "def tidy(text): pass",
            "def tidy(text: str): pass",
            "def tidy(text) -> str: pass",
            "def tidy(text: str, *, width=80) -> str: pass",
            "def tidy(*lines, **marks) -> str: pass",
            "async def tidy(): pass",
            "class Reader:\n    def read(self): pass",
            "class Reader:\n    def __init__(self, text: str): pass",
            "class Reader:\n    class Kind:\n        def words(self): pass",
        )
        self.assert_passes(
            architecture.untyped,
            "newsroom/kit/text.py",
            "def tidy(text: str, *lines: str, **marks: str) -> str: pass",
            "def _tidy(text): pass",
            "class _Reader:\n    def read(self): pass",
            "class Reader:\n    def read(self) -> None: pass",
            "class Reader:\n    def __str__(self): pass",
            "def tidy() -> None:\n    def late(text): pass",
            "def tidy(fold: Callable = lambda text: text) -> str: pass",
        )
        self.assert_passes(
            architecture.untyped, "articles/publishing/desk/panel.py", "def panel(article): pass"
        )
        self.assertEqual(self.found(architecture.untyped, ".py"), [])

    def test_no_page_needs_an_exception_from_the_content_policy(self):
        self.assert_finds(
            architecture.inline_code,
            "templates/base.html",
            "<script>alert(1)</script>",
            '<script type="module">import "x"</script>',
            '<p style="color: red">',
            '<a onclick="go()">',
            '<a href="javascript:go()">',
            "<style>p { color: red }</style>",
        )
        self.assert_passes(
            architecture.inline_code,
            "templates/base.html",
            '<script src="/static/desk.js" defer></script>',
            '<script type="application/ld+json">{}</script>',
            '<link rel="stylesheet" href="site.css"><p class="style">one = two</p>',
        )
        self.assertEqual(
            self.found(architecture.inline_code, ".html"),
            [f"{path} has <style" for path in CARRIED_AWAY],
        )

    def test_only_what_was_sanitised_is_printed_as_it_is(self):
        self.assert_finds(
            architecture.unsafe_output,
            "templates/base.html",
            "{{ version.title|safe }}",
            "{{ author.bio|linebreaks|safe }}",
            "{{ names|safeseq|join:', ' }}",
            "{% autoescape off %}{{ x }}{% endautoescape %}",
        )
        self.assert_passes(
            architecture.unsafe_output,
            "templates/base.html",
            "{{ frame.masthead.funding_policy|safe }}",
        )
        self.assertEqual(self.found(architecture.unsafe_output, ".html", ".txt", ".xml"), [])


class ClockTests(ArchitectureTestCase):
    def test_there_is_one_clock(self):
        self.assert_finds(
            architecture.clocks_of_the_machine,
            "articles/models/version.py",
            "at = timezone.now()",
            "made_at = models.DateTimeField(default=timezone.now)",
            "at = datetime.now(tz=UTC)",
            "day = date.today()",
        )
        self.assert_passes(
            architecture.clocks_of_the_machine, "articles/models/version.py", "at = clock.now()"
        )
        self.assertEqual(self.found(architecture.clocks_of_the_machine, ".py"), [])

    def test_no_test_waits_for_ever(self):
        self.assert_finds(architecture.endless_waits, "tests/a.py", "is_held.wait()")
        self.assert_passes(architecture.endless_waits, "tests/a.py", "is_held.wait(timeout=9)")
        for path in sorted((ROOT / "tests").rglob("*.py")):
            self.assert_passes(architecture.endless_waits, str(path), path.read_text())
