"""At any instant an article has at most one live version, whoever writes to the database.

A version is live from `live_from` until the earlier of `expires_at` and
`live_until`; one that was cancelled before it began is never live.
"""

from django.db import migrations

from newsroom.kit.vendor_sql import VendorSQL

POSTGRESQL = """
ALTER TABLE articles_publishedversion ADD CONSTRAINT one_live_version EXCLUDE USING gist (
    int8range(article_id, article_id, '[]') WITH &&,
    tstzrange(live_from, LEAST(live_until, expires_at)) WITH &&
)
"""

# Moments are text in UTC here, and so is '9999-12-31'. (A bare '9999' would compare as a number.)
SQLITE = """
CREATE TRIGGER one_live_version BEFORE INSERT ON articles_publishedversion
WHEN NEW.live_from < MIN(COALESCE(NEW.live_until, '9999-12-31'), COALESCE(NEW.expires_at, '9999-12-31'))
AND EXISTS (
    SELECT 1 FROM articles_publishedversion AS other
    WHERE other.article_id = NEW.article_id
    AND other.live_from < MIN(COALESCE(other.live_until, '9999-12-31'), COALESCE(other.expires_at, '9999-12-31'))
    AND other.live_from < MIN(COALESCE(NEW.live_until, '9999-12-31'), COALESCE(NEW.expires_at, '9999-12-31'))
    AND NEW.live_from < MIN(COALESCE(other.live_until, '9999-12-31'), COALESCE(other.expires_at, '9999-12-31'))
)
BEGIN
    SELECT RAISE(ABORT, 'one_live_version: another version of this article is live then');
END
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_history_is_append_only")]

    operations = [
        VendorSQL(
            forwards={"postgresql": POSTGRESQL, "sqlite": SQLITE},
            backwards={
                "postgresql": "ALTER TABLE articles_publishedversion DROP CONSTRAINT one_live_version",
                "sqlite": "DROP TRIGGER one_live_version",
            },
        )
    ]
