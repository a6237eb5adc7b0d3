"""What tests of the editors' pages share."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile

from resolutions.archive import uploads
from resolutions.models import Manuscript
from resolutions.roles import make_roles
from tests.editing.drafts import DRAFT
from tests.editing.steps import UPLOAD


@pytest.fixture
def editor(client):
    """A signed-in publisher."""
    make_roles()
    user = User.objects.create_user("m.lee", is_staff=True)
    user.groups.add(Group.objects.get(name="Publisher"))
    client.force_login(user)
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
