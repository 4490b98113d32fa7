from django.db import migrations

from newsroom.kit.vendor_sql import VendorSQL

# SQLite looks for words in a table of its own, which follows newsroom_indexed by triggers. What is
# stored is folded already: its reader of words takes nothing away, and lets marks be letters.
ADDED = "INSERT INTO newsroom_words(rowid, title, terms) VALUES (new.id, new.title, new.terms);"
GONE = (
    "INSERT INTO newsroom_words(newsroom_words, rowid, title, terms) "
    "VALUES ('delete', old.id, old.title, old.terms);"
)
ARRAY = "array_to_tsvector(string_to_array({column}, ' '))"


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0004_there_is_a_table_of_counts")]

    operations = [
        VendorSQL(
            forwards={
                "sqlite": [
                    "CREATE VIRTUAL TABLE newsroom_words USING fts5(title, terms, "
                    "content='newsroom_indexed', content_rowid='id', "
                    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")",
                    "CREATE TRIGGER newsroom_words_added AFTER INSERT ON newsroom_indexed "
                    f"BEGIN {ADDED} END",
                    "CREATE TRIGGER newsroom_words_gone AFTER DELETE ON newsroom_indexed "
                    f"BEGIN {GONE} END",
                    "CREATE TRIGGER newsroom_words_changed AFTER UPDATE ON newsroom_indexed "
                    f"BEGIN {GONE} {ADDED} END",
                ],
                "postgresql": [
                    "CREATE INDEX newsroom_words ON newsroom_indexed "
                    f"USING gin ({ARRAY.format(column='terms')})",
                    "CREATE INDEX newsroom_titles ON newsroom_indexed "
                    f"USING gin ({ARRAY.format(column='title')})",
                ],
            },
            backwards={
                "sqlite": [
                    "DROP TRIGGER newsroom_words_changed",
                    "DROP TRIGGER newsroom_words_gone",
                    "DROP TRIGGER newsroom_words_added",
                    "DROP TABLE newsroom_words",
                ],
                "postgresql": ["DROP INDEX newsroom_titles", "DROP INDEX newsroom_words"],
            },
        )
    ]
