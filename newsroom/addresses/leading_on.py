"""Old addresses lead on: the database keeps each address that a row leaves, whoever changes it."""

from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from newsroom.addresses.models import FormerAddress
from newsroom.kit import append_only
from newsroom.kit.vendor_sql import VendorSQL

Row = TypeVar("Row", bound=Model)

FUNCTION = """
CREATE FUNCTION old_addresses_lead_on() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE leads_elsewhere boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM newsroom_formeraddress AS old JOIN %I AS other '
        'ON other.id = old.key WHERE old.kind = $1 AND old.slug = $2 AND old.key <> $3)',
        TG_TABLE_NAME) INTO leads_elsewhere USING TG_ARGV[0], NEW.slug, NEW.id;
    IF leads_elsewhere THEN
        RAISE EXCEPTION USING MESSAGE = 'old_addresses_lead_on: this address leads to another row',
            ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.slug <> NEW.slug THEN
        INSERT INTO newsroom_formeraddress (kind, slug, key)
        VALUES (TG_ARGV[0], OLD.slug, OLD.id) ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$
"""
ON_POSTGRESQL = """
CREATE TRIGGER {table}_old_addresses_lead_on AFTER INSERT OR UPDATE OF slug ON {table}
FOR EACH ROW EXECUTE FUNCTION old_addresses_lead_on('{kind}')
"""
REFUSED_ON_SQLITE = """
CREATE TRIGGER {table}_old_addresses_{event} AFTER {event} OF slug ON {table}
WHEN EXISTS (
    SELECT 1 FROM newsroom_formeraddress AS old JOIN {table} AS other ON other.id = old."key"
    WHERE old.kind = '{kind}' AND old.slug = NEW.slug AND old."key" <> NEW.id
)
BEGIN SELECT RAISE(ABORT, 'old_addresses_lead_on: this address leads to another row'); END
"""
# No INSERT OR IGNORE: the guard of the table would take it for a replacement.
KEPT_ON_SQLITE = """
CREATE TRIGGER {table}_old_addresses_kept AFTER UPDATE OF slug ON {table}
WHEN OLD.slug <> NEW.slug
BEGIN
    INSERT INTO newsroom_formeraddress (kind, slug, "key")
    SELECT '{kind}', OLD.slug, OLD.id WHERE NOT EXISTS (
        SELECT 1 FROM newsroom_formeraddress
        WHERE kind = '{kind}' AND slug = OLD.slug AND "key" = OLD.id
    );
END
"""


def lead_on(table: str, kind: str) -> VendorSQL:
    """The operation of a migration from which on the old addresses of a table lead on.

    `kind` is the label of the model. The address is the column `slug`, the key `id`.
    """
    names = {"table": table, "kind": kind}
    on_sqlite = (
        REFUSED_ON_SQLITE.format(event="insert", **names).replace(" OF slug", ""),
        REFUSED_ON_SQLITE.format(event="update", **names),
        KEPT_ON_SQLITE.format(**names),
    )
    return VendorSQL(
        forwards={"postgresql": ON_POSTGRESQL.format(**names), "sqlite": on_sqlite},
        backwards={
            "postgresql": f"DROP TRIGGER {table}_old_addresses_lead_on ON {table}",
            "sqlite": tuple(
                f"DROP TRIGGER {table}_old_addresses_{end}" for end in ("insert", "update", "kept")
            ),
        },
    )


def row_at(rows: QuerySet[Row], slug: str) -> Row | None:
    """The one among some rows that an address leads to: whichever has it, or else had it."""
    had_it = FormerAddress.objects.of(rows.model).filter(slug=slug)
    return rows.filter(slug=slug).first() or rows.filter(pk__in=had_it.values("key")).first()


def forget(row: Model, slug: str) -> None:
    """Let an old address of a row lead nowhere: for a redaction, which takes a name out of it."""
    with append_only.lifted(connection, FormerAddress._meta.db_table):
        FormerAddress.objects.of(type(row)).filter(key=row.pk, slug=slug).delete()
