"""An approved wording never changes: all that can happen to it is to be retired."""

from django.db import migrations

from newsroom.kit.vendor_sql import VendorSQL

FIXED = ["statement_id", "language", "variant", "number", "text", "note", "evidence"]
FIXED += ["created_by_id", "created_at", "approved_by_id", "approved_at"]
REFUSAL = "an approved wording never changes: write a new one"

# A draft may become anything; a settled wording may only go from approved to retired.
POSTGRESQL = f"""
CREATE FUNCTION wordings_are_settled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'draft' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND ({" AND ".join(f"NEW.{c} IS NOT DISTINCT FROM OLD.{c}" for c in FIXED)})
        AND (
            (OLD.status = 'approved' AND NEW.status = 'retired' AND NEW.retired_at IS NOT NULL)
            OR (NEW.status = OLD.status AND NEW.retired_at IS NOT DISTINCT FROM OLD.retired_at)
        )
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER wordings_are_settled BEFORE UPDATE OR DELETE ON funding_wording
FOR EACH ROW EXECUTE FUNCTION wordings_are_settled();
"""

SQLITE_UPDATE = f"""
CREATE TRIGGER wordings_are_settled BEFORE UPDATE ON funding_wording
WHEN OLD.status <> 'draft' AND NOT (
    {" AND ".join(f"NEW.{c} IS OLD.{c}" for c in FIXED)}
    AND (
        (OLD.status = 'approved' AND NEW.status = 'retired' AND NEW.retired_at IS NOT NULL)
        OR (NEW.status = OLD.status AND NEW.retired_at IS OLD.retired_at)
    )
)
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
"""

SQLITE_DELETE = f"""
CREATE TRIGGER settled_wordings_stay BEFORE DELETE ON funding_wording
WHEN OLD.status <> 'draft'
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_initial")]

    operations = [
        VendorSQL(
            forwards={"postgresql": POSTGRESQL, "sqlite": SQLITE_UPDATE},
            backwards={
                "postgresql": "DROP TRIGGER wordings_are_settled ON funding_wording; "
                "DROP FUNCTION wordings_are_settled",
                "sqlite": "DROP TRIGGER wordings_are_settled",
            },
        ),
        VendorSQL(
            forwards={"postgresql": "SELECT 1", "sqlite": SQLITE_DELETE},
            backwards={"postgresql": "SELECT 1", "sqlite": "DROP TRIGGER settled_wordings_stay"},
        ),
    ]
