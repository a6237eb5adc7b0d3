"""Where four eyes are asked for, the database too lets nobody publish what they worked on."""

from django.db import migrations, models

FORWARDS = """
CREATE FUNCTION four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    actor text := coalesce(current_setting('archive.actor', true), '');
    publisher text;
BEGIN
    IF NOT EXISTS (SELECT FROM resolutions_houserule WHERE four_eyes) THEN RETURN NEW; END IF;
    -- A text that is public already is only taken up to be revised.
    IF TG_OP = 'UPDATE' AND NEW.published_version = 1 AND NEW.head = 1 AND EXISTS (
        SELECT FROM resolutions_resolution
        WHERE id = NEW.resolution_id AND published_at IS NOT NULL) THEN RETURN NEW; END IF;
    SELECT author INTO publisher FROM resolutions_version
        WHERE manuscript_id = NEW.id AND number = NEW.published_version AND reason = 'Published';
    IF publisher IS NULL
        OR actor NOT IN ('', publisher)
        OR EXISTS (SELECT FROM resolutions_version
            WHERE manuscript_id = NEW.id AND number < NEW.published_version
                AND author = publisher AND reason <> 'Published')
        OR EXISTS (SELECT FROM resolutions_upload u JOIN auth_user p ON p.id = u.uploaded_by_id
            WHERE u.manuscript_id = NEW.id AND p.username = publisher)
    THEN
        RAISE EXCEPTION 'four eyes: somebody who has not worked on a text has to publish it'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER four_eyes_begun BEFORE INSERT ON resolutions_manuscript FOR EACH ROW
    WHEN (NEW.published_version IS NOT NULL) EXECUTE FUNCTION four_eyes();
CREATE TRIGGER four_eyes BEFORE UPDATE OF published_version ON resolutions_manuscript FOR EACH ROW
    WHEN (NEW.published_version IS DISTINCT FROM OLD.published_version
          AND NEW.published_version IS NOT NULL)
    EXECUTE FUNCTION four_eyes();
CREATE FUNCTION four_eyes_passed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM resolutions_houserule WHERE four_eyes)
        AND EXISTS (SELECT FROM resolutions_manuscript
            WHERE resolution_id = NEW.id AND state <> 'set-aside')
        AND NOT EXISTS (SELECT FROM resolutions_manuscript
            WHERE resolution_id = NEW.id AND published_version IS NOT NULL)
    THEN
        RAISE EXCEPTION 'four eyes: the text under work has to be published first'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER four_eyes_passed BEFORE UPDATE OF published_at ON resolutions_resolution
    FOR EACH ROW WHEN (NEW.published_at IS NOT NULL AND OLD.published_at IS NULL
        AND coalesce(current_setting('archive.import', true), '') = '')
    EXECUTE FUNCTION four_eyes_passed();
"""
RECORDED = "".join(
    f"""
CREATE TRIGGER history_{event} AFTER {event.upper()} ON resolutions_houserule
    REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION history_record('NULL::bigint');
"""
    for event, rows in {
        "insert": "NEW TABLE AS new_rows",
        "update": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
        "delete": "OLD TABLE AS old_rows",
    }.items()
)
BACKWARDS = """
DROP TRIGGER four_eyes_passed ON resolutions_resolution;
DROP TRIGGER four_eyes ON resolutions_manuscript;
DROP TRIGGER four_eyes_begun ON resolutions_manuscript;
DROP FUNCTION four_eyes_passed();
DROP FUNCTION four_eyes();
"""


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0019_groups_of_sponsors")]

    operations = [
        migrations.CreateModel(
            name="HouseRule",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("four_eyes", models.BooleanField(default=False)),
            ],
        ),
        migrations.AddConstraint(
            model_name="houserule",
            constraint=models.CheckConstraint(
                condition=models.Q(("id", 1)), name="house_rules_in_one_row"
            ),
        ),
        migrations.RunSQL(FORWARDS + RECORDED, BACKWARDS),
    ]
