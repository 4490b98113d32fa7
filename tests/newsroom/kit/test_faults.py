"""What is taken for a fault of the machine, told apart from mistakes of the code."""

import errno
import sqlite3
from contextlib import closing

from django.db import OperationalError, connection, transaction
from django.test import SimpleTestCase, TestCase

from newsroom.kit.faults import (
    AWAY,
    BROKEN,
    CROWDED,
    OLD,
    UNWRITABLE,
    fault_of,
    in_words,
)


def raised_by(act):
    try:
        act()
    except Exception as error:
        return error
    raise AssertionError("Nothing was raised.")


class SystemTests(SimpleTestCase):
    def test_what_cannot_be_written_is_a_fault_and_what_is_not_there_is_none(self):
        for number in (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.EIO):
            self.assertIs(fault_of(OSError(number, "words")), UNWRITABLE)
        for number in (errno.EMFILE, errno.ENFILE):
            self.assertIs(fault_of(OSError(number, "words")), CROWDED)
        for error in (FileNotFoundError(errno.ENOENT, "x"), PermissionError("By our own rules.")):
            self.assertIsNone(fault_of(error))
        self.assertIsNone(fault_of(ValueError("database is locked")))

    def test_a_file_that_is_no_database(self):
        with closing(sqlite3.connect("file:/etc/passwd?mode=ro", uri=True)) as other:
            error = raised_by(lambda: other.execute("SELECT 1 FROM sqlite_master"))
        self.assertIs(fault_of(error), BROKEN)

    def test_it_is_told_on_one_line_with_the_first_that_was_told_of_it(self):
        error = OperationalError("no route\n\tIs it running?\n")
        self.assertEqual(
            in_words(AWAY, error),
            "The database does not answer. Look whether it runs, and at DATABASE_URL. (no route)",
        )


class DatabaseTests(TestCase):
    def error(self, sql):
        def ask():
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)

        return raised_by(ask)

    def test_a_table_or_column_that_is_missing_is_of_another_release(self):
        for sql in (
            "SELECT 1 FROM absent",
            "SELECT absent FROM newsroom_masthead",
            "INSERT INTO newsroom_masthead (absent) VALUES (1)",
        ):
            with self.subTest(sql):
                self.assertIs(fault_of(self.error(sql)), OLD)

    def test_a_mistake_of_the_code_is_no_fault(self):
        for sql in (
            "SELECT FROM WHERE",
            "SELECT absent()",
            "INSERT INTO newsroom_masthead (id) VALUES (NULL)",
        ):
            with self.subTest(sql):
                self.assertIsNone(fault_of(self.error(sql)))
        self.assertIsNone(fault_of(raised_by(transaction.on_commit)))
