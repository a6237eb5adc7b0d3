"""Originals in an object store: Amazon's S3, or another that speaks its protocol."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from io import BytesIO

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from django.core.files.storage import Storage

from config.originals import ByContent, Unreachable

# Checksums beyond the signature, which covers the bytes sent, are refused by many stores.
CONFIG = Config(
    signature_version="s3v4",
    s3={"payload_signing_enabled": True},
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
    connect_timeout=3,
    read_timeout=20,
    retries={"mode": "standard", "max_attempts": 3},
)
FULL = 507


class ObjectStore(ByContent, Storage):
    """
    Files that appear under their names whole, or not at all.

    Endpoint, region and keys come from the environment, by the names that Amazon's own programs
    read. Every fault is an OSError, as of a file: Unreachable, unless more is known.
    """

    page_size = 1_000

    def __init__(self, bucket: str, prefix: str = "") -> None:
        self.bucket = bucket
        self.prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""

    @cached_property
    def client(self):
        return boto3.session.Session().client("s3", config=CONFIG)

    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError("Originals are read, or saved whole.")
        with _as_file(name):
            return File(BytesIO(self.client.get_object(**self._at(name))["Body"].read()), name)

    def _save(self, name: str, content: File) -> str:
        data = b"".join(content.chunks())
        with _as_file(name):
            self.client.put_object(
                **self._at(name), Body=data, ContentType="application/octet-stream"
            )
        return name

    def delete(self, name: str) -> None:
        with _as_file(name):
            self.client.delete_object(**self._at(name))

    def exists(self, name: str) -> bool:
        try:
            return bool(self._head(name))
        except FileNotFoundError:
            return False

    def size(self, name: str) -> int:
        return self._head(name)["ContentLength"]

    def get_modified_time(self, name: str) -> datetime:
        return self._head(name)["LastModified"]

    def held(self) -> Iterator[tuple[str, datetime]]:
        with _as_file(self.prefix):
            pages = self.client.get_paginator("list_objects_v2")
            sizes = {"PageSize": self.page_size}
            for page in pages.paginate(
                Bucket=self.bucket, Prefix=self.prefix, PaginationConfig=sizes
            ):
                for found in page.get("Contents", []):
                    yield found["Key"].removeprefix(self.prefix), found["LastModified"]

    def _head(self, name: str) -> dict:
        with _as_file(name):
            return self.client.head_object(**self._at(name))

    def _at(self, name: str) -> dict[str, str]:
        return {"Bucket": self.bucket, "Key": self.prefix + name}


@contextmanager
def _as_file(name: str) -> Iterator[None]:
    """Tell a fault of the store as one of a file."""
    try:
        yield
    except ClientError as error:
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
        if status == 404 and error.response["Error"]["Code"] != "NoSuchBucket":
            raise FileNotFoundError(errno.ENOENT, "No such file in the store", name) from error
        if status == FULL:
            raise OSError(errno.ENOSPC, "No space left in the store", name) from error
        raise Unreachable(errno.EIO, f"The store refused: {error}", name) from error
    except BotoCoreError as error:
        raise Unreachable(errno.EIO, f"The store does not answer: {error}", name) from error
