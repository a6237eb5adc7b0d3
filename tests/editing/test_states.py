"""The states of texts under work and of files, as the database holds them against direct SQL."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction

from resolutions.models import Manuscript, SourceFile, Upload
from resolutions.vocabulary import ManuscriptState, UploadState
from tests.factories import make_text

pytestmark = pytest.mark.django_db
AFTER = {
    Manuscript: {
        ("open", "published"),
        ("open", "set-aside"),
        ("published", "open"),
        ("set-aside", "open"),
    },
    Upload: {
        ("received", "reading"),
        ("reading", "read"),
        ("reading", "refused"),
        ("refused", "received"),
        ("refused", "deleted"),
        ("read", "published"),
        ("read", "deleted"),
    },
}


def as_may_be(model, state, after):
    """A row in a state, and all else as it must be in the state after."""
    if model is Manuscript:
        is_of_text = state == "published" or (state, after) == ("open", "published")
        text = make_text("A/RES/71/28", []) if is_of_text else None
        return Manuscript.objects.create(state=state, resolution=text, head=2, title="A text")
    return Upload.objects.create(
        state=state,
        problem="It is a drawing.",
        source=SourceFile.objects.create(name="draft.txt", sha256="0" * 64, size=1),
        uploaded_by=User.objects.create_user("m.lee"),
        manuscript=Manuscript.objects.create(head=1, title="A text"),
    )


def run(sql, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@pytest.mark.parametrize(
    ("model", "state", "after"),
    [
        (model, state, after)
        for model, states in ((Manuscript, ManuscriptState), (Upload, UploadState))
        for state in states.values
        for after in states.values
        if state != after
    ],
)
def test_one_state_follows_another_as_is_allowed(model, state, after):
    row = as_may_be(model, state, after)
    change = f"UPDATE {model._meta.db_table} SET state = %s WHERE id = %s"
    if (state, after) in AFTER[model]:
        run(change, after, row.pk)
        row.refresh_from_db()
        assert row.state == after
    else:
        with pytest.raises(IntegrityError):
            run(change, after, row.pk)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("state = 'published', resolution_id = NULL", "manuscript_published_as_text"),
        ("state = 'set-aside'", "manuscript_of_text_stays"),
        ("published_version = 9", "manuscript_published_as_saved"),
        ("published_version = NULL", "before version 3"),
        ("published_version = 1", "before version 3"),
        ("head = 2", "before version 3"),
    ],
)
def test_a_manuscript_is_never_half_published_nor_goes_back(change, said):
    text = make_text("A/RES/71/28", [])
    row = Manuscript.objects.create(resolution=text, head=3, published_version=2, title="A text")
    with pytest.raises(IntegrityError, match=said):
        run(f"UPDATE resolutions_manuscript SET {change} WHERE id = %s", row.pk)


@pytest.mark.parametrize(
    ("state", "change", "said"),
    [
        ("read", "state = 'published', manuscript_id = NULL", "upload_published_as_manuscript"),
        ("reading", "state = 'refused', problem = ''", "upload_refused_with_reason"),
    ],
)
def test_a_file_has_what_belongs_to_its_state(state, change, said):
    row = as_may_be(Upload, state, "")
    with pytest.raises(IntegrityError, match=said):
        run(f"UPDATE resolutions_upload SET {change} WHERE id = %s", row.pk)
