import re
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.test import SimpleTestCase

from newsroom.static_files import StaticFiles

IMPORT = re.compile(r"""from "(\./[^"]+)";?""")


class StaticFilesTests(SimpleTestCase):
    def test_a_module_names_the_modules_it_needs_by_their_digest(self):
        root = settings.BASE_DIR / "static"
        source = StaticFilesStorage(root)
        modules = [str(path.relative_to(root)) for path in root.rglob("*.js")]
        with TemporaryDirectory() as folder:
            storage = StaticFiles(folder)
            for name in modules:
                with source.open(name) as file:
                    storage.save(name, file)
            made = storage.post_process({name: (storage, name) for name in modules})
            self.assertEqual([one for one in made if isinstance(one[2], Exception)], [])
            named = [
                found
                for path in Path(folder, "desk/editor").glob("toolbar.*.js")
                for found in IMPORT.findall(path.read_text())
            ]
        self.assertEqual(len(named), 1)
        self.assertRegex(named[0], r"^\./offered\.[0-9a-f]{12}\.js$")

    def test_no_import_of_a_module_is_one_that_is_not_found(self):
        unfound = [
            f"{path.name}: {line}"
            for path in (settings.BASE_DIR / "static").rglob("*.js")
            for line in path.read_text().splitlines()
            if re.search(r"""(?:from|import)\s*\(?["']\.{1,2}/[^"']+["']\)?$""", line)
        ]
        self.assertEqual(unfound, [])
