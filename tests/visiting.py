"""A visitor of a running site who has a browser's habits: cookies, and the token of a form."""

import contextlib
import http.client
import re
import secrets
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode


class Visitor:
    def __init__(self, port: int):
        self.root = f"http://127.0.0.1:{port}"
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

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

    def upload(self, name: str, data: bytes, token: str = "") -> tuple[int, str, str]:
        head, end, kind = self.form(name, token or self.token("/editing/upload/"))
        sent = urllib.request.Request(f"{self.root}/editing/upload/", head + data + end, kind)  # noqa: S310
        return self.ask(sent)

    def form(self, name: str, token: str) -> tuple[bytes, bytes, dict[str, str]]:
        """What comes before and after the bytes of a file, and the headers."""
        mark = secrets.token_hex(16)
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}'
            f'\r\n--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        return head, f"\r\n--{mark}--\r\n".encode(), kind

    @contextlib.contextmanager
    def half_an_upload(self, data: bytes):
        """Send the beginning of a file, and keep the other end waiting for as much again."""
        head, _, kind = self.form("half.txt", self.token("/editing/upload/"))
        request = urllib.request.Request(f"{self.root}/editing/upload/")  # noqa: S310
        self.jar.add_cookie_header(request)
        kind |= {"Cookie": request.get_header("Cookie"), "Content-Length": str(2 * len(data))}
        connection = http.client.HTTPConnection(self.root.removeprefix("http://"))
        with contextlib.closing(connection):
            connection.request("POST", "/editing/upload/", head + data, kind)
            yield
