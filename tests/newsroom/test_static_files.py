import re
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.test import SimpleTestCase

from newsroom.static_files import StaticFiles, _spare, readers_styles

ROOT = settings.BASE_DIR / "static"
IMPORT = re.compile(r"""from "(\./[^"]+)";?""")


@contextmanager
def collected(pattern):
    """A folder with our static files of a pattern, as a server in production hands them out."""
    source = StaticFilesStorage(ROOT)
    names = [str(path.relative_to(ROOT)) for path in ROOT.rglob(pattern)]
    with TemporaryDirectory() as folder:
        storage = StaticFiles(folder)
        for name in names:
            with source.open(name) as file:
                storage.save(name, file)
        made = list(storage.post_process({name: (storage, name) for name in names}))
        failed = [one for one in made if isinstance(one[2], Exception)]
        if failed:
            raise AssertionError(failed)
        yield folder


def words(sheet):
    """A style sheet without its comments and however it is set."""
    return " ".join(re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL).split())


class StaticFilesTests(SimpleTestCase):
    def test_a_module_names_the_modules_it_needs_by_their_digest(self):
        with collected("*.js") as folder:
            named = [
                found
                for path in Path(folder, "desk/editor").glob("toolbar.*.js")
                for found in IMPORT.findall(path.read_text())
            ]
        self.assertEqual(len(named), 1)
        self.assertRegex(named[0], r"^\./offered\.[0-9a-f]{12}\.js$")

    def test_the_style_sheet_of_readers_is_one_file_with_all_its_rules_in_their_layers(self):
        with collected("css/*.css") as folder:
            (whole,) = (path.read_text() for path in Path(folder, "css").glob("site.*.css"))
        self.assertNotIn("@import", whole)
        source = (ROOT / "css/site.css").read_text()
        named = re.findall(r'url\("([\w-]+\.css)"\) layer\((\w+)\)', source)
        self.assertEqual(len(named), source.count("@import"))
        for name, layer in named:
            rules = words((ROOT / "css" / name).read_text())
            self.assertEqual(words(whole).count(f"@layer {layer} {{ {rules} }}"), 1, name)
        self.assertNotIn("/*", whole)
        self.assertIn("@media print {\n@layer print {", whole)
        self.assertEqual(readers_styles(), whole)
        # It is served at another address too, from which a relative one would lead elsewhere.
        self.assertNotIn("url(", whole)

    def test_what_only_looks_like_a_comment_stays(self):
        rule = 'a { content: "/* b */"; }'
        self.assertEqual(_spare(f"/* c\n   d */\n{rule}\n\n  /* e */ f {{}}"), f"{rule}\nf {{}}")

    def test_no_import_of_a_module_is_one_that_is_not_found(self):
        unfound = [
            f"{path.name}: {line}"
            for path in ROOT.rglob("*.js")
            for line in path.read_text().splitlines()
            if re.search(r"""(?:from|import)\s*\(?["']\.{1,2}/[^"']+["']\)?$""", line)
        ]
        self.assertEqual(unfound, [])
