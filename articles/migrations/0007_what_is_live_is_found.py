from django.db import migrations

from newsroom.kit.vendor_sql import VendorSQL

# SQLite looks for words in a table of its own, which follows articles_findable by triggers. What is
# stored is folded already: its reader of words takes nothing away, and lets marks be letters.
COLUMNS = ("title", "standfirst", "names", "body")
NEW = ", ".join(f"new.{column}" for column in COLUMNS)
OLD = ", ".join(f"old.{column}" for column in COLUMNS)
ALL = ", ".join(COLUMNS)
ADDED = f"INSERT INTO articles_words(rowid, {ALL}) VALUES (new.version_id, {NEW});"
GONE = (
    f"INSERT INTO articles_words(articles_words, rowid, {ALL}) "
    f"VALUES ('delete', old.version_id, {OLD});"
)
# PostgreSQL keeps nothing but an index of the words.
TERMS = """CREATE FUNCTION articles_terms(VARIADIC texts text[]) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(array_remove(string_to_array(array_to_string(texts, ' '), ' '), ''))
    $$"""
HEAD = "title, standfirst, names"
# The year in which it was first published, as a term that nobody can ask for.
YEAR = "'@' || extract(year FROM first_published_at AT TIME ZONE 'UTC')"
INDEX = f"ON articles_findable USING gin (articles_terms({{}}, {YEAR})) WITH (fastupdate = off)"
# To make the words of a row again takes longer than a database thinks, and where nearly every row
# has a word it would: the index answers, and nothing else.
INDEX_ALONE = (
    "SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off SET jit = off"
)
# Those of last year and later go first: of a frequent word there are enough of them, and nine in
# ten rows of an archive are not read.
NEWEST_FIRST = """
    DECLARE
        year integer := extract(year FROM now() AT TIME ZONE 'UTC');
        late tsquery := format('@%s | @%s | @%s', year - 1, year, year + 1)::tsquery;
        handed integer;
    BEGIN
        RETURN QUERY {late};
        GET DIAGNOSTICS handed = ROW_COUNT;
        IF most IS NULL OR handed < most THEN
            RETURN QUERY {early};
        END IF;
    END"""
HOLDING = f"""
    SELECT version_id FROM articles_findable
    WHERE articles_terms({{columns}}, {YEAR}) @@ (asked && {{when}})
    ORDER BY first_published_at DESC, version_id DESC LIMIT {{most}}"""
# Among versions that are narrowed down already: what holds a frequent word is read once, and put
# beside their keys.
AMONG = f"""
    SELECT version_id FROM unnest(among) AS key JOIN (
        SELECT version_id, first_published_at FROM articles_findable
        WHERE articles_terms({{columns}}, {YEAR}) @@ (asked && {{when}}) OFFSET 0
    ) AS holding ON version_id = key
    ORDER BY first_published_at DESC, version_id DESC LIMIT {{most}}"""


def newest_first(asking, columns):
    late = asking.format(columns=columns, when="late", most="most")
    early = asking.format(columns=columns, when="!!late", most="most - handed")
    return NEWEST_FIRST.format(late=late, early=early)


def asked(name, columns):
    return (
        f"CREATE FUNCTION {name}(asked tsquery, most integer) RETURNS SETOF bigint "
        f"LANGUAGE plpgsql STABLE ROWS 1000 {INDEX_ALONE} AS $${newest_first(HOLDING, columns)}$$"
    )


def asked_among(name, columns):
    return (
        f"CREATE FUNCTION {name}(asked tsquery, most integer, among bigint[]) "
        "RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 500 "
        f"{INDEX_ALONE} SET enable_nestloop = off SET enable_mergejoin = off "
        f"AS $${newest_first(AMONG, columns)}$$"
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_redirects_lead_in_no_ring")]

    operations = [
        VendorSQL(
            forwards={
                "sqlite": [
                    f"CREATE VIRTUAL TABLE articles_words USING fts5({ALL}, "
                    "content='articles_findable', content_rowid='version_id', "
                    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")",
                    "CREATE TRIGGER articles_words_added AFTER INSERT ON articles_findable "
                    f"BEGIN {ADDED} END",
                    "CREATE TRIGGER articles_words_gone AFTER DELETE ON articles_findable "
                    f"BEGIN {GONE} END",
                    "CREATE TRIGGER articles_words_changed AFTER UPDATE ON articles_findable "
                    f"BEGIN {GONE} {ADDED} END",
                ],
                "postgresql": [
                    # As it is, it is read in a third of the time: for words in a row.
                    "ALTER TABLE articles_findable ALTER COLUMN body SET STORAGE EXTERNAL",
                    TERMS,
                    f"CREATE INDEX articles_words {INDEX.format(ALL)}",
                    f"CREATE INDEX articles_heads {INDEX.format(HEAD)}",
                    asked("articles_holding", ALL),
                    asked("articles_headed", HEAD),
                    asked_among("articles_holding_among", ALL),
                    asked_among("articles_headed_among", HEAD),
                ],
            },
            backwards={
                "sqlite": [
                    "DROP TRIGGER articles_words_changed",
                    "DROP TRIGGER articles_words_gone",
                    "DROP TRIGGER articles_words_added",
                    "DROP TABLE articles_words",
                ],
                "postgresql": [
                    "DROP FUNCTION articles_headed_among",
                    "DROP FUNCTION articles_holding_among",
                    "DROP FUNCTION articles_headed",
                    "DROP FUNCTION articles_holding",
                    "DROP INDEX articles_heads",
                    "DROP INDEX articles_words",
                    "DROP FUNCTION articles_terms",
                    "ALTER TABLE articles_findable ALTER COLUMN body SET STORAGE EXTENDED",
                ],
            },
        )
    ]
