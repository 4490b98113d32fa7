"""Where the newsroom is that is killed: it can be had again as it was, on either database."""

import shutil
from contextlib import closing
from pathlib import Path

import psycopg2
from django.db import connections

from newsroom.databases import database


class SQLite:
    """A file in a folder, beside the uploads."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.url = f"sqlite:///{folder}/newsroom/rows.sqlite3"
        (self.folder / "newsroom").mkdir()

    def keep(self):
        """Remember the rows and files as they are."""
        connections.close_all()
        shutil.copytree(self.folder / "newsroom", self.folder / "kept")

    def restore(self):
        """Bring back what was remembered."""
        connections.close_all()
        shutil.rmtree(self.folder / "newsroom")
        shutil.copytree(self.folder / "kept", self.folder / "newsroom")


class PostgreSQL(SQLite):
    """A database of a server that is ours alone, beside a folder of uploads."""

    def __init__(self, folder, server):
        super().__init__(folder)
        self.server, entry = server, database(server)
        self.url = server.replace(f"/{entry['NAME']}", "/killed", 1)
        self.order("CREATE DATABASE killed")

    def keep(self):
        super().keep()
        self.order("CREATE DATABASE kept TEMPLATE killed")

    def restore(self):
        super().restore()
        self.order("DROP DATABASE killed WITH (FORCE)")
        self.order("CREATE DATABASE killed TEMPLATE kept")

    def order(self, sql):
        server = psycopg2.connect(self.server)
        server.autocommit = True
        with closing(server), server.cursor() as cursor:
            cursor.execute(sql)
