"""What readers get while the disk is full, the database cannot be written, or somebody writes."""

import sqlite3
import time
from contextlib import closing

from django.test import SimpleTestCase

from tests.machine import no_room, the_machine

PAGES = ("/", "/feed/atom.xml", "/funding/", "/funding/register.json", "/sitemap.xml", "/nowhere/")
# A writer who is killed leaves what they wrote in the log beside the database.
KILLED = """
import os, sqlite3, sys
writer = sqlite3.connect(sys.argv[1], isolation_level=None)
writer.execute("UPDATE newsroom_masthead SET name = 'Named before the fall'")
os.kill(os.getpid(), 9)
"""


class ReadersOfSQLiteTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.machine = the_machine()
        cls.piece = cls.machine.piece
        cls.whole = cls.machine.ask(*PAGES, cls.piece)

    def beside(self):
        return sorted(path.name for path in self.machine.database.parent.iterdir())

    def test_the_pages_are_there(self):
        self.assertEqual([status for status, *_rest in self.whole], [200] * 5 + [404, 200])

    def test_readers_need_no_write_when_the_disk_is_full(self):
        self.assertEqual(self.beside(), ["news.sqlite3"])
        self.assertEqual(self.machine.ask(*PAGES, self.piece, fault=no_room), self.whole)

    def test_readers_need_no_write_when_nothing_may_be_written(self):
        with self.machine.only_read() as within:
            self.assertEqual(self.machine.ask(*PAGES, self.piece, within=within), self.whole)

    def test_readers_are_served_where_only_reading_is_allowed(self):
        self.assertEqual(self.machine.ask(*PAGES, self.piece, READ_ONLY="1"), self.whole)

    def test_readers_of_a_full_disk_see_what_was_saved_last(self):
        self.machine.run("-c", KILLED, str(self.machine.database))
        self.assertEqual(self.beside(), ["news.sqlite3", "news.sqlite3-shm", "news.sqlite3-wal"])
        (answer,) = self.machine.ask("/", fault=no_room)
        again = self.machine.ask("/")
        self.rename("Borderland Review")
        self.assertEqual((answer[0], "Named before the fall" in answer[2]), (200, True))
        self.assertEqual([answer], again)

    def rename(self, name):
        with closing(sqlite3.connect(self.machine.database)) as connection, connection:
            connection.execute("UPDATE newsroom_masthead SET name = ?", [name])

    def test_the_first_page_of_a_process_waits_for_no_writer(self):
        with self.machine.somebody_writing():
            begun = time.monotonic()
            self.assertEqual(self.machine.ask(*PAGES, self.piece), self.whole)
            self.assertLess(time.monotonic() - begun, 20)
