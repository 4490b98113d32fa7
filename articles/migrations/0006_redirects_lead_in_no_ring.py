"""No redirect leads back to where it began, by however many others, whoever writes to the database.

`old_path` has neither a last slash nor a part of a page; `new_path` may have both, and what it
leads to is looked for with its query and without, as `Redirect.objects.way_on` does.
"""

from django.db import migrations

from newsroom.kit.vendor_sql import VendorSQL

# Where a sign stands in a text.
AT = {"sqlite": "instr", "postgresql": "strpos"}


def ring(vendor):
    """The query that finds a row for a redirect from which a way leads back."""

    def until(place, sign):
        return f"substr({place}, 1, {AT[vendor]}({place} || '{sign}', '{sign}') - 1)"

    path = f"COALESCE(NULLIF(rtrim({until('way.place', '?')}, '/'), ''), '/')"
    query = f"substr(way.place, {AT[vendor]}(way.place || '?', '?'))"
    asked = f"({path}, {path} || {query})"
    return f"""
        WITH RECURSIVE way (place) AS (
            SELECT {until("NEW.new_path", "#")}
            UNION SELECT {until("other.new_path", "#")}
            FROM way JOIN articles_redirect AS other ON other.old_path IN {asked}
        )
        SELECT 1 FROM way WHERE NEW.old_path IN {asked}
    """  # noqa: S608


SQLITE = """
CREATE TRIGGER redirects_lead_in_no_ring_{event} AFTER {event} ON articles_redirect
WHEN EXISTS ({ring})
BEGIN SELECT RAISE(ABORT, 'redirects_lead_in_no_ring'); END
"""
# One redirect at a time: two that are written at once could close a ring between them.
FUNCTION = f"""
CREATE FUNCTION redirects_lead_in_no_ring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(5124096872);
    IF EXISTS ({ring("postgresql")}) THEN
        RAISE EXCEPTION USING MESSAGE = 'redirects_lead_in_no_ring',
            ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$
"""  # noqa: S608
POSTGRESQL = """
CREATE TRIGGER redirects_lead_in_no_ring AFTER INSERT OR UPDATE ON articles_redirect
FOR EACH ROW EXECUTE FUNCTION redirects_lead_in_no_ring()
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_old_addresses_lead_on")]

    operations = [
        VendorSQL(
            forwards={
                "postgresql": (FUNCTION, POSTGRESQL),
                "sqlite": tuple(
                    SQLITE.format(event=event, ring=ring("sqlite")) for event in ("insert", "update")
                ),
            },
            backwards={
                "postgresql": "DROP FUNCTION redirects_lead_in_no_ring() CASCADE",
                "sqlite": tuple(
                    f"DROP TRIGGER redirects_lead_in_no_ring_{event}"
                    for event in ("insert", "update")
                ),
            },
        )
    ]
