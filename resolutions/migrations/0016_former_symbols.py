"""Symbols under which texts were public before, kept by the database whoever changes them."""

import django.db.models.deletion
from django.db import migrations, models

OWN = "(r->>''resolution_id'')::bigint"
EVENTS = {
    "insert": "NEW TABLE AS new_rows",
    "update": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "OLD TABLE AS old_rows",
}
RECORDED = """
    CREATE TRIGGER history_whole BEFORE TRUNCATE ON resolutions_formersymbol
        FOR EACH STATEMENT EXECUTE FUNCTION history_refuse();
""" + "".join(
    f"""
    CREATE TRIGGER history_{event} AFTER {event.upper()} ON resolutions_formersymbol
        REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION history_record('{OWN}');
    """
    for event, rows in EVENTS.items()
)
LEFT = """
CREATE FUNCTION symbol_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM resolutions_formersymbol WHERE symbol = NEW.symbol AND resolution_id = NEW.id;
    INSERT INTO resolutions_formersymbol (symbol, resolution_id, made_at)
    VALUES (OLD.symbol, NEW.id, clock_timestamp())
    ON CONFLICT (symbol) DO UPDATE SET resolution_id = excluded.resolution_id,
                                       made_at = excluded.made_at;
    RETURN NULL;
END $$;
CREATE TRIGGER symbol_left AFTER UPDATE OF symbol ON resolutions_resolution FOR EACH ROW
    WHEN (OLD.symbol IS NOT NULL AND OLD.published_at IS NOT NULL
          AND OLD.symbol IS DISTINCT FROM NEW.symbol)
    EXECUTE FUNCTION symbol_left();
"""
BACKWARDS = """
DROP TRIGGER symbol_left ON resolutions_resolution;
DROP FUNCTION symbol_left();
"""


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0015_one_time_keys")]

    operations = [
        migrations.CreateModel(
            name="FormerSymbol",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("symbol", models.CharField(max_length=60, unique=True)),
                ("made_at", models.DateTimeField()),
                (
                    "resolution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_symbols",
                        to="resolutions.resolution",
                    ),
                ),
            ],
            options={"ordering": ["resolution", "symbol"]},
        ),
        migrations.RunSQL(RECORDED + LEFT, BACKWARDS),
    ]
