"""A visitor of a running site who has a browser's habits: cookies, and the token of a form."""

import re
import secrets
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode


class Visitor:
    def __init__(self, port: int):
        self.root = f"http://127.0.0.1:{port}"
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def ask(self, request) -> tuple[int, str, str]:
        """Return status, the address that it ended at, and the page."""
        try:
            with self.opener.open(request, timeout=60) as response:
                return response.status, response.url, response.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.url, refused.read().decode()

    def get(self, path: str) -> tuple[int, str, str]:
        return self.ask(self.root + path)

    def token(self, path: str) -> str:
        return re.search('name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path)[2])[1]

    def post(self, path: str, form: dict) -> tuple[int, str, str]:
        sent = urlencode({"csrfmiddlewaretoken": self.token(path), **form}).encode()
        return self.ask(urllib.request.Request(self.root + path, sent))  # noqa: S310

    def sign_in(self, name: str, password: str) -> None:
        _, address, _ = self.post(
            "/admin/login/?next=/editing/", {"username": name, "password": password}
        )
        assert address.endswith("/editing/")

    def upload(self, name: str, data: bytes) -> tuple[int, str, str]:
        mark, token = secrets.token_hex(16), self.token("/editing/upload/")
        body = (
            f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}'
            f'\r\n--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode() + data
        body += f"\r\n--{mark}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        return self.ask(urllib.request.Request(f"{self.root}/editing/upload/", body, kind))  # noqa: S310
