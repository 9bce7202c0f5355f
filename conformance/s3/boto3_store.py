"""Walks through the object store with boto3. Usage: boto3_store.py ENDPOINT"""

import hashlib
import io
import os
import sys
import urllib.error
import urllib.request

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

BUCKET = "boto3-store"
checks = 0


def expect(wanted, answer):
    global checks
    if wanted != answer:
        raise SystemExit(f"wanted: {wanted!r}\nanswer: {answer!r}")
    checks += 1


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        expect(code, error.response["Error"]["Code"])
    else:
        raise SystemExit(f"{code} was expected of {arguments}")


def objects(s3):
    keys = ["a", "a/b", "a//", "ünï code+&<1>", "x" * 1000, "tab\tkey", "../up"]
    for key in keys:
        s3.put_object(Bucket=BUCKET, Key=key, Body=key.encode(), ChecksumAlgorithm="SHA256")
    listed = [o["Key"] for o in s3.list_objects_v2(Bucket=BUCKET)["Contents"]]
    expect(sorted(keys, key=lambda key: key.encode()), listed)
    for key in keys:
        expect(key.encode(), s3.get_object(Bucket=BUCKET, Key=key)["Body"].read())
    refused("PreconditionFailed", s3.put_object, Bucket=BUCKET, Key="a", Body=b"", IfNoneMatch="*")
    expect(b"b", s3.get_object(Bucket=BUCKET, Key="a/b", Range="bytes=2-2")["Body"].read())


def transfer(s3):
    content = os.urandom(21_000_000)
    config = TransferConfig(multipart_threshold=6 << 20, multipart_chunksize=6 << 20)
    s3.upload_fileobj(io.BytesIO(content), BUCKET, "big", Config=config)
    expect(True, s3.head_object(Bucket=BUCKET, Key="big")["ETag"].endswith('-4"'))
    back = io.BytesIO()
    s3.download_fileobj(BUCKET, "big", back, Config=config)
    expect(hashlib.sha256(content).digest(), hashlib.sha256(back.getvalue()).digest())
    s3.copy({"Bucket": BUCKET, "Key": "big"}, BUCKET, "copy", Config=config)
    expect(len(content), s3.head_object(Bucket=BUCKET, Key="copy")["ContentLength"])


def versions(s3):
    s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    first = s3.put_object(Bucket=BUCKET, Key="v", Body=b"1")["VersionId"]
    s3.put_object(Bucket=BUCKET, Key="v", Body=b"2")
    marker = s3.delete_object(Bucket=BUCKET, Key="v")
    expect(True, marker["DeleteMarker"])
    refused("NoSuchKey", s3.get_object, Bucket=BUCKET, Key="v")
    expect(b"1", s3.get_object(Bucket=BUCKET, Key="v", VersionId=first)["Body"].read())
    s3.delete_object(Bucket=BUCKET, Key="v", VersionId=marker["VersionId"])
    expect(b"2", s3.get_object(Bucket=BUCKET, Key="v")["Body"].read())
    expect(2, len(s3.list_object_versions(Bucket=BUCKET, Prefix="v")["Versions"]))


def urls(s3):
    get = s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": "a"})
    expect(b"a", urllib.request.urlopen(get).read())
    put = s3.generate_presigned_url("put_object", Params={"Bucket": BUCKET, "Key": "put"})
    urllib.request.urlopen(urllib.request.Request(put, data=b"put", method="PUT"))
    expect(b"put", s3.get_object(Bucket=BUCKET, Key="put")["Body"].read())
    form = s3.generate_presigned_post(BUCKET, "form/${filename}", ExpiresIn=60)
    body = b""
    for name, value in [*form["fields"].items(), ('file"; filename="f.txt', "posted")]:
        body += f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    request = urllib.request.Request(form["url"], data=body + b"--x--\r\n")
    request.add_header("Content-Type", "multipart/form-data; boundary=x")
    expect(204, urllib.request.urlopen(request).status)
    expect(b"posted", s3.get_object(Bucket=BUCKET, Key="form/f.txt")["Body"].read())


def configurations(s3):
    refused("NoSuchCORSConfiguration", s3.get_bucket_cors, Bucket=BUCKET)
    rule = {"AllowedMethods": ["GET"], "AllowedOrigins": ["https://*.example.com"]}
    s3.put_bucket_cors(Bucket=BUCKET, CORSConfiguration={"CORSRules": [rule]})
    expect([rule], s3.get_bucket_cors(Bucket=BUCKET)["CORSRules"])
    refused("NoSuchLifecycleConfiguration", s3.get_bucket_lifecycle_configuration, Bucket=BUCKET)
    rule = {"ID": "r", "Status": "Enabled", "Filter": {"Prefix": "x/"}, "Expiration": {"Days": 3}}
    s3.put_bucket_lifecycle_configuration(
        Bucket=BUCKET, LifecycleConfiguration={"Rules": [rule]}
    )
    expect([rule], s3.get_bucket_lifecycle_configuration(Bucket=BUCKET)["Rules"])
    refused("NoSuchBucketPolicy", s3.get_bucket_policy, Bucket=BUCKET)
    refused("MalformedPolicy", s3.put_bucket_policy, Bucket=BUCKET, Policy="{")
    refused("AccessControlListNotSupported", s3.put_bucket_acl, Bucket=BUCKET, ACL="public-read")


def clean(s3):
    refused("BucketNotEmpty", s3.delete_bucket, Bucket=BUCKET)
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=BUCKET, MaxKeys=3):
        found = page.get("Versions", []) + page.get("DeleteMarkers", [])
        ids = [{"Key": v["Key"], "VersionId": v["VersionId"]} for v in found]
        expect([], s3.delete_objects(Bucket=BUCKET, Delete={"Objects": ids}).get("Errors", []))
    s3.delete_bucket(Bucket=BUCKET)


def main():
    s3 = boto3.client(
        "s3",
        endpoint_url=sys.argv[1],
        region_name="us-east-1",
        aws_access_key_id="any",
        aws_secret_access_key="any",
        config=Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"}),
    )
    s3.create_bucket(Bucket=BUCKET)
    for part in (objects, transfer, versions, urls, configurations, clean):
        part(s3)
    print(f"{checks} answers as expected")


main()
