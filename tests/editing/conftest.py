"""What tests of the editors' pages share."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from resolutions.archive import uploads
from resolutions.models import Manuscript
from resolutions.roles import make_roles
from tests.editing.drafts import DRAFT
from tests.editing.steps import UPLOAD
from tests.factories import make_user


@pytest.fixture
def editor(client):
    """A signed-in publisher."""
    make_roles()
    client.force_login(make_user("m.lee", "Publisher"))
    return client


@pytest.fixture
def send(editor, reader):
    """Send files or pasted text, and have them read."""

    def send(data=DRAFT, name="draft.txt", **fields):
        data = data.encode() if isinstance(data, str) else data
        files = [SimpleUploadedFile(name, data)] if data is not None else []
        response = editor.post(UPLOAD, {"files": files, **fields}, follow=True)
        uploads.read_waiting(reader)
        return response

    return send


@pytest.fixture
def manuscript(send):
    send()
    return Manuscript.objects.get()
