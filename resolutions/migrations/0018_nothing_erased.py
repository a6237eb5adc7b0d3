"""What was public is taken back with a reason, and the database refuses to delete it otherwise."""

import django.core.serializers.json
import django.db.models.deletion
from django.db import migrations, models

OWN = "(r->>''resolution_id'')::bigint"
EVENTS = {
    "insert": "NEW TABLE AS new_rows",
    "update": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "OLD TABLE AS old_rows",
}
RECORDED = """
    CREATE TRIGGER history_whole BEFORE TRUNCATE ON resolutions_withdrawal
        FOR EACH STATEMENT EXECUTE FUNCTION history_refuse();
""" + "".join(
    f"""
    CREATE TRIGGER history_{event} AFTER {event.upper()} ON resolutions_withdrawal
        REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION history_record('{OWN}');
    """
    for event, rows in EVENTS.items()
)
# Never deleted, whoever asks.
STAYING = ("anchorchange", "descentruling", "notice", "sourcefile", "withdrawal")
# Deleted only once they were taken back, or where their source is read anew.
PUBLIC = ("votesession", "ballot", "sponsorship")
REFUSE = """
CREATE FUNCTION erased_refuse(what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a % that was public is not deleted: take it back with a reason', what
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION text_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM erased_refuse('text');
    RETURN NULL;
END $$;
CREATE TRIGGER text_stays BEFORE DELETE ON resolutions_resolution FOR EACH ROW
    WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION text_stays();
CREATE FUNCTION row_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    what text := substr(TG_TABLE_NAME, 13);
    vote bigint := (to_jsonb(OLD)->>'vote_id')::bigint;
    owner bigint := coalesce(
        (to_jsonb(OLD)->>'resolution_id')::bigint,
        (SELECT resolution_id FROM resolutions_votesession WHERE id = vote));
BEGIN
    IF NOT EXISTS (SELECT FROM resolutions_resolution WHERE id = owner AND (
            published_at IS NOT NULL
            OR EXISTS (SELECT FROM resolutions_notice WHERE resolution_id = owner)))
        OR EXISTS (SELECT FROM resolutions_withdrawal w WHERE restored_at IS NULL
            AND ((w.model, w.row) = (what, OLD.id) OR (w.model, w.row) = ('votesession', vote)))
    THEN RETURN OLD; END IF;
    PERFORM erased_refuse(what);
    RETURN NULL;
END $$;
"""
FORWARDS = (
    RECORDED
    + REFUSE
    + "".join(
        f"""
CREATE TRIGGER row_stays BEFORE DELETE ON resolutions_{table} FOR EACH ROW
    WHEN (current_setting('archive.replacing', true) IS DISTINCT FROM 'yes')
    EXECUTE FUNCTION row_stays();
"""
        for table in PUBLIC
    )
    + "".join(
        f"""
CREATE TRIGGER stays BEFORE DELETE ON resolutions_{table}
    FOR EACH ROW EXECUTE FUNCTION history_refuse();
"""
        for table in STAYING
    )
)
BACKWARDS = (
    "".join(f"DROP TRIGGER stays ON resolutions_{table};" for table in STAYING)
    + "".join(f"DROP TRIGGER row_stays ON resolutions_{table};" for table in PUBLIC)
    + """
DROP TRIGGER text_stays ON resolutions_resolution;
DROP FUNCTION row_stays();
DROP FUNCTION text_stays();
DROP FUNCTION erased_refuse(text);
"""
)


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0017_states_follow")]

    operations = [
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("model", models.CharField(max_length=20)),
                ("row", models.BigIntegerField()),
                (
                    "rows",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("label", models.CharField(max_length=650)),
                ("words", models.CharField(max_length=300)),
                ("author", models.CharField(max_length=150)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("restored_by", models.CharField(blank=True, max_length=150)),
                ("restored_at", models.DateTimeField(null=True)),
                (
                    "resolution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawals",
                        to="resolutions.resolution",
                    ),
                ),
            ],
            options={"ordering": ["-made_at", "-pk"]},
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("restored_at", None)),
                fields=("model", "row"),
                name="withdrawal_once",
            ),
        ),
        migrations.AddField(
            model_name="synonyms",
            name="retired",
            field=models.BooleanField(
                default=False, help_text="Search does not take them for one another any more."
            ),
        ),
        migrations.AlterField(
            model_name="descentruling",
            name="verdict",
            field=models.CharField(
                choices=[
                    ("confirmed", "Confirmed"),
                    ("rejected", "Rejected"),
                    ("withdrawn", "Withdrawn"),
                ],
                max_length=9,
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
