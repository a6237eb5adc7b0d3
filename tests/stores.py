"""An object store for tests: a server of its own that speaks the protocol of Amazon's S3."""

from collections.abc import Iterator
from contextlib import contextmanager

import boto3
from moto.server import ThreadedMotoServer

BUCKET = "archive-originals"


@contextmanager
def running_store() -> Iterator[dict[str, str]]:
    """Yield the variables that lead to an empty bucket, until it is stopped."""
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    variables = {
        "ORIGINALS": f"s3://{BUCKET}/held",
        "AWS_ENDPOINT_URL_S3": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "archive",
        "AWS_SECRET_ACCESS_KEY": "not a secret of anybody",
        "AWS_DEFAULT_REGION": "eu-central-1",
    }
    try:
        client_of(variables).create_bucket(
            Bucket=BUCKET,
            CreateBucketConfiguration={"LocationConstraint": variables["AWS_DEFAULT_REGION"]},
        )
        yield variables
    finally:
        server.stop()


def client_of(variables: dict[str, str]):
    """What the store itself says, beside the archive."""
    return boto3.client(
        "s3",
        endpoint_url=variables["AWS_ENDPOINT_URL_S3"],
        region_name=variables["AWS_DEFAULT_REGION"],
        aws_access_key_id=variables["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=variables["AWS_SECRET_ACCESS_KEY"],
    )
