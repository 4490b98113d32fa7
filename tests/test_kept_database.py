import tempfile
from pathlib import Path

from django.test import SimpleTestCase, override_settings

from tests import kept_database


class KeptDatabaseTests(SimpleTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name)
        self.migration = self.home / "articles/migrations/0001_initial.py"
        self.migration.parent.mkdir(parents=True)
        self.migration.write_text("one table")
        self.migrated = self.home / "migrated.sqlite3"
        self.migrated.write_text("one table")
        self.enterContext(override_settings(BASE_DIR=self.home, VAR=self.home / "var"))

    def taken(self):
        """What a run finds that would have its database there, None if it has to migrate."""
        copy = self.home / "copy.sqlite3"
        return copy.read_text() if kept_database.take(copy) else None

    def test_it_is_taken_until_a_migration_changes(self):
        self.assertIsNone(self.taken())
        kept_database.keep(self.migrated)
        self.assertEqual(self.taken(), "one table")
        (self.home / "articles/migrations/0002_more.py").write_text("another table")
        self.assertIsNone(self.taken())

    def test_what_migrations_are_made_of_counts_as_one(self):
        for name in ("newsroom/kit/append_only.py", "requirements.txt"):
            with self.subTest(name):
                kept_database.keep(self.migrated)
                (self.home / name).parent.mkdir(parents=True, exist_ok=True)
                (self.home / name).write_text("triggers")
                self.assertIsNone(self.taken())

    def test_a_run_may_do_with_its_copy_what_it_likes(self):
        kept_database.keep(self.migrated)
        kept_database.take(self.home / "mine.sqlite3")
        (self.home / "mine.sqlite3").write_text("rows of a test")
        self.assertEqual(self.taken(), "one table")

    def test_one_is_kept_at_a_time(self):
        kept_database.keep(self.migrated)
        self.migration.write_text("two tables")
        self.migrated.write_text("two tables")
        kept_database.keep(self.migrated)
        self.assertEqual(self.taken(), "two tables")
        self.assertEqual(len(list((self.home / "var/tests").iterdir())), 1)
