"""Texts under work and files that came in go from state to state as is allowed, whoever asks."""

from django.conf import settings
from django.db import migrations, models

# Each state with those that may follow it.
MANUSCRIPT = {
    "open": ("published", "set-aside"),
    "published": ("open",),
    "set-aside": ("open",),
}
UPLOAD = {
    "received": ("reading",),
    "reading": ("read", "refused"),
    "refused": ("received", "deleted"),
    "read": ("published", "deleted"),
}
FORWARDS = """
CREATE FUNCTION state_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT (OLD.state || '>' || NEW.state = ANY (TG_ARGV)) THEN
        RAISE EXCEPTION 'a % does not become "%" when it is "%"',
            substr(TG_TABLE_NAME, 13), NEW.state, OLD.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION manuscript_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a manuscript does not go back to before version %',
        greatest(OLD.head, OLD.published_version) USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER manuscript_goes_on BEFORE UPDATE ON resolutions_manuscript FOR EACH ROW
    WHEN (NEW.head < OLD.head OR NEW.published_version < OLD.published_version
          OR NEW.published_version IS NULL AND OLD.published_version IS NOT NULL)
    EXECUTE FUNCTION manuscript_goes_on();
""" + "".join(
    f"""
CREATE TRIGGER state_follows BEFORE UPDATE OF state ON resolutions_{table} FOR EACH ROW
    WHEN (NEW.state <> OLD.state)
    EXECUTE FUNCTION state_follows({allowed});
"""
    for table, steps in (("manuscript", MANUSCRIPT), ("upload", UPLOAD))
    for allowed in [", ".join(f"'{one}>{to}'" for one, after in steps.items() for to in after)]
)
BACKWARDS = """
DROP TRIGGER state_follows ON resolutions_manuscript;
DROP TRIGGER state_follows ON resolutions_upload;
DROP TRIGGER manuscript_goes_on ON resolutions_manuscript;
DROP FUNCTION state_follows();
DROP FUNCTION manuscript_goes_on();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0016_former_symbols"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="manuscript",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    ("resolution__isnull", False),
                    _connector="OR",
                ),
                name="manuscript_published_as_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="manuscript",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "set-aside"), _negated=True),
                    ("resolution__isnull", True),
                    _connector="OR",
                ),
                name="manuscript_of_text_stays",
            ),
        ),
        migrations.AddConstraint(
            model_name="manuscript",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_version__isnull", True),
                    ("published_version__lte", models.F("head")),
                    _connector="OR",
                ),
                name="manuscript_published_as_saved",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    ("manuscript__isnull", False),
                    _connector="OR",
                ),
                name="upload_published_as_manuscript",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("problem", ""), _negated=True),
                    _connector="OR",
                ),
                name="upload_refused_with_reason",
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
