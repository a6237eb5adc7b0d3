"""The database itself records what changes, and lets nobody change the record."""

from django.db import migrations

PARAGRAPH = (
    "(SELECT resolution_id FROM resolutions_paragraph WHERE id = (r->>'paragraph_id')::bigint)"
)
NOTE = "(SELECT resolution_id FROM resolutions_note WHERE id = (r->>'note_id')::bigint)"
VOTE = "(SELECT resolution_id FROM resolutions_votesession WHERE id = (r->>'vote_id')::bigint)"
OWN = "(r->>'resolution_id')::bigint"
NONE = "NULL::bigint"
# Each table that is recorded, with the text that a row `r` of it belongs to.
RECORDED = {
    "resolutions_resolution": "(r->>'id')::bigint",
    "resolutions_resolution_subjects": OWN,
    "resolutions_paragraph": OWN,
    "resolutions_note": OWN,
    "resolutions_notereference": PARAGRAPH,
    "resolutions_citation": f"coalesce({PARAGRAPH}, {NOTE})",
    "resolutions_languageversion": OWN,
    "resolutions_sponsorship": OWN,
    "resolutions_votesession": OWN,
    "resolutions_ballot": VOTE,
    "resolutions_notice": OWN,
    "resolutions_anchorchange": OWN,
    "resolutions_sourcefile": OWN,
    "resolutions_manuscript": OWN,
    "resolutions_upload": NONE,
    "resolutions_sponsor": NONE,
    "resolutions_sponsorname": NONE,
    "resolutions_sponsor_successors": NONE,
    "resolutions_subject": NONE,
    "resolutions_synonyms": NONE,
    "auth_user": NONE,
    "auth_user_groups": NONE,
    "auth_user_user_permissions": NONE,
    "auth_group_permissions": NONE,
}
KEPT = ("resolutions_changerecord", "resolutions_version")
EVENTS = {
    "insert": "NEW TABLE AS new_rows",
    "update": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "OLD TABLE AS old_rows",
}

FUNCTIONS = """
CREATE FUNCTION history_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    who text := coalesce(nullif(current_setting('archive.actor', true), ''), session_user);
    why text := coalesce(current_setting('archive.reason', true), '');
    run text := coalesce(current_setting('archive.import', true), '');
    -- Derived from other columns, too long to repeat, or nobody's business.
    hidden text[] := ARRAY['search_vector', 'exact_vector', 'wording', 'dated', 'read',
                           'password', 'last_login'];
    pairs text;
    many bigint;
BEGIN
    IF run <> '' THEN
        IF TG_OP = 'DELETE' THEN SELECT count(*) INTO many FROM old_rows;
        ELSE SELECT count(*) INTO many FROM new_rows; END IF;
        IF many > 0 THEN
            INSERT INTO resolutions_changerecord
                (at, transaction, actor, reason, "table", action, text, rows)
            VALUES (clock_timestamp(), txid_current(), who, run, TG_TABLE_NAME, lower(TG_OP),
                    NULL, many);
        END IF;
        RETURN NULL;
    END IF;
    pairs := CASE TG_OP
        WHEN 'INSERT' THEN 'SELECT to_jsonb(n) - $1 AS r, NULL::jsonb AS b, to_jsonb(n) - $1 AS a
                            FROM new_rows n'
        WHEN 'DELETE' THEN 'SELECT to_jsonb(o) - $1 AS r, to_jsonb(o) - $1 AS b, NULL::jsonb AS a
                            FROM old_rows o'
        ELSE 'SELECT coalesce(n, o) AS r, history_differing(o, n) AS b, history_differing(n, o) AS a
              FROM (SELECT to_jsonb(x) - $1 AS o FROM old_rows x) x
              FULL JOIN (SELECT to_jsonb(y) - $1 AS n FROM new_rows y) y ON o->''id'' = n->''id''
              WHERE o IS DISTINCT FROM n' END;
    EXECUTE format(
        'INSERT INTO resolutions_changerecord
            (at, transaction, actor, reason, "table", action, text, rows, before, after)
         SELECT clock_timestamp(), txid_current(), $2, $3, $4, $5, whose, count(*),
                jsonb_agg(b) FILTER (WHERE b IS NOT NULL),
                jsonb_agg(a) FILTER (WHERE a IS NOT NULL)
         FROM (SELECT %s AS whose, b, a FROM (%s) AS changed) AS rows GROUP BY whose',
        TG_ARGV[0], pairs) USING hidden, who, why, TG_TABLE_NAME::text, lower(TG_OP);
    RETURN NULL;
END $$;

CREATE FUNCTION history_differing(one jsonb, other jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_object_agg(key, value) FROM jsonb_each(one)
    WHERE key = 'id' OR other IS NULL OR value IS DISTINCT FROM other->key
$$;

CREATE FUNCTION history_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is not allowed: what was recorded stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""


def recorded(table, whose):
    whose = whose.replace("'", "''")
    return f"""
        CREATE TRIGGER history_whole BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION history_refuse();
    """ + "".join(
        f"""
        CREATE TRIGGER history_{event} AFTER {event} ON {table} REFERENCING {rows}
            FOR EACH STATEMENT EXECUTE FUNCTION history_record('{whose}');
        """
        for event, rows in EVENTS.items()
    )


def kept(table):
    return f"""
        CREATE TRIGGER history_kept BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION history_refuse();
        CREATE TRIGGER history_whole BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION history_refuse();
    """


FORWARDS = (
    FUNCTIONS
    + "".join(recorded(table, whose) for table, whose in RECORDED.items())
    + "".join(map(kept, KEPT))
)
BACKWARDS = (
    "".join(
        f"DROP TRIGGER history_{event} ON {table};"
        for table in RECORDED
        for event in (*EVENTS, "whole")
    )
    + "".join(
        f"DROP TRIGGER history_kept ON {table}; DROP TRIGGER history_whole ON {table};"
        for table in KEPT
    )
    + "DROP FUNCTION history_record(); DROP FUNCTION history_differing(jsonb, jsonb);"
    + "DROP FUNCTION history_refuse();"
)


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0005_manuscripts_and_history"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
