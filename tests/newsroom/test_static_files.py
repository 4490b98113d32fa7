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
        source = StaticFilesStorage(settings.BASE_DIR / "static")
        modules = [
            f"desk/editor/{path.name}" for path in Path(source.path("desk/editor")).glob("*.js")
        ]
        with TemporaryDirectory() as folder:
            storage = StaticFiles(folder)
            for name in modules:
                with source.open(name) as file:
                    storage.save(name, file)
            made = storage.post_process({name: (storage, name) for name in modules})
            self.assertEqual([problem for *_names, problem in made if problem is None], [])
            named = [
                found
                for path in Path(folder, "desk/editor").glob("toolbar.*.js")
                for found in IMPORT.findall(path.read_text())
            ]
        self.assertEqual(len(named), 1)
        self.assertRegex(named[0], r"^\./offered\.[0-9a-f]{12}\.js$")
