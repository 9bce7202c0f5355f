"""Signs with botocore and, where it is installed, curl; the server must run with auth=strict.

Usage: strict_signatures.py ENDPOINT KEYID SECRET
With AWS_CA_BUNDLE in the environment the endpoint may be https. Prints what was checked; ends with 0 when all of it held.
"""

import json
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request

import boto3
from botocore.client import Config
from botocore.exceptions import ClientError
from botocore.signers import RequestSigner

ENDPOINT, KEY_ID, SECRET = sys.argv[1:4]
REGION = "eu-west-1"
BUCKET = "signed-by-botocore"
KEYS = ["plain", "with space+plus", "a//b", "umlaut-äöü-日本", "%2F%25", "?&=#;:@!$'()*,[]", "trailing/"]
checked = 0


def client(service, secret=SECRET, key_id=KEY_ID, token=None, **options):
    options.setdefault("retries", {"max_attempts": 0})
    return boto3.client(
        service,
        endpoint_url=ENDPOINT,
        region_name=REGION,
        aws_access_key_id=key_id,
        aws_secret_access_key=secret,
        aws_session_token=token,
        config=Config(**options),
    )


def check(what, condition):
    global checked
    if not condition:
        sys.exit(f"WRONG: {what}")
    checked += 1


def code(call):
    try:
        call()
    except ClientError as e:
        return e.response["Error"]["Code"]
    return "no error"


def fetch(url, data=None, method="GET", headers=None):
    import ssl

    context = ssl.create_default_context(cafile=os.environ.get("AWS_CA_BUNDLE")) if url.startswith("https") else None
    try:
        request = urllib.request.Request(url, data=data, method=method, headers=headers or {})
        with urllib.request.urlopen(request, context=context) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as e:
        return e.code, e.read()


def objects():
    # botocore would presign with version 2 when it is not told otherwise.
    path_style = {"s3": {"addressing_style": "path"}, "signature_version": "s3v4"}
    s3 = client("s3", **path_style)
    if BUCKET not in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]:
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    for key in KEYS:
        body = ("content of " + key).encode()
        s3.put_object(Bucket=BUCKET, Key=key, Body=body, Metadata={"note": "two  spaces"})
        check(f"GET {key}", s3.get_object(Bucket=BUCKET, Key=key)["Body"].read() == body)
        check(f"list {key}", s3.list_objects_v2(Bucket=BUCKET, Prefix=key)["KeyCount"] >= 1)
        url = s3.generate_presigned_url("get_object", {"Bucket": BUCKET, "Key": key}, ExpiresIn=60)
        if ENDPOINT.startswith("http"):
            check(f"presigned GET {key}", fetch(url) == (200, body))
    signed_payload = client("s3", s3={"addressing_style": "path", "payload_signing_enabled": True})
    signed_payload.put_object(Bucket=BUCKET, Key="signed payload", Body=b"x" * 100_000)
    plain = client("s3", request_checksum_calculation="when_required", **path_style)
    plain.put_object(Bucket=BUCKET, Key="no checksum", Body=b"x" * 100_000)
    url = s3.generate_presigned_url("put_object", {"Bucket": BUCKET, "Key": "by url"}, ExpiresIn=60)
    check("presigned PUT", fetch(url, b"by url", "PUT")[0] == 200)
    check("a changed URL", fetch(url.replace("by%20url", "by%20you"), b"x", "PUT")[0] == 403)
    upload = s3.create_multipart_upload(Bucket=BUCKET, Key="parts")["UploadId"]
    part = s3.upload_part(Bucket=BUCKET, Key="parts", UploadId=upload, PartNumber=1, Body=b"part")
    s3.complete_multipart_upload(
        Bucket=BUCKET,
        Key="parts",
        UploadId=upload,
        MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]},
    )
    check("parts", s3.get_object(Bucket=BUCKET, Key="parts")["Body"].read() == b"part")


def token_of_eks(sts):
    session = boto3.Session(KEY_ID, SECRET, region_name=REGION)
    signer = RequestSigner(sts.meta.service_model.service_id, REGION, "sts", "v4", session.get_credentials(), session.events)
    headers = {"x-k8s-aws-id": "cluster"}
    request = {
        "method": "GET",
        "url": ENDPOINT + "/?Action=GetCallerIdentity&Version=2011-06-15",
        "body": {},
        "headers": headers,
        "context": {},
    }
    return signer.generate_presigned_url(request, "GetCallerIdentity", expires_in=60), headers


def services():
    glue = client("glue")
    if "signed" not in [database["Name"] for database in glue.get_databases()["DatabaseList"]]:
        glue.create_database(DatabaseInput={"Name": "signed", "Description": "日本 äöü"})
    check("Glue", glue.get_database(Name="signed")["Database"]["Description"] == "日本 äöü")
    check("Athena", client("athena").list_work_groups()["WorkGroups"][0]["Name"] == "primary")
    sts = client("sts")
    check("STS", sts.get_caller_identity()["Account"])
    # The method of STS's model is POST. EKS asks by GET, with the cluster's name in a signed header.
    url = sts.generate_presigned_url("get_caller_identity", ExpiresIn=60)
    check("presigned STS", fetch(url, b"", "POST")[0] == 200)
    check("another method than the signed one", fetch(url)[0] == 403)
    url = sts.generate_presigned_url("get_caller_identity", ExpiresIn=60, HttpMethod="GET")
    check("presigned STS by GET", fetch(url)[0] == 200)
    url, headers = token_of_eks(sts)
    check("a token of EKS", fetch(url, headers=headers)[0] == 200)
    check("a token of EKS for another cluster", fetch(url, headers={"x-k8s-aws-id": "other"})[0] == 403)
    given = sts.get_session_token(DurationSeconds=900)["Credentials"]
    session = (given["SecretAccessKey"], given["AccessKeyId"], given["SessionToken"])
    check("a session", client("s3", *session).list_buckets()["Buckets"])
    check("a session in Glue", client("glue", *session).get_databases()["DatabaseList"])


def form(fields):
    boundary = "boundary-of-the-form"
    parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in fields.items()]
    parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nof a form\r\n--{boundary}--\r\n')
    return "".join(parts).encode(), {"Content-Type": f"multipart/form-data; boundary={boundary}"}


def forms():
    # Version 2, which botocore would sign with, is refused as in all newer regions.
    v4 = {"s3": {"addressing_style": "path"}, "signature_version": "s3v4"}
    s3 = client("s3", **v4)
    given = client("sts").get_session_token(DurationSeconds=900)["Credentials"]
    session = (given["SecretAccessKey"], given["AccessKeyId"], given["SessionToken"])
    for signer in [s3, client("s3", *session, **v4)]:
        post = signer.generate_presigned_post(BUCKET, "by form", Fields={"acl": "private"}, Conditions=[{"acl": "private"}])
        body, headers = form(post["fields"])
        check("a form", fetch(post["url"], body, "POST", headers)[0] == 204)
        check("what it brought", s3.get_object(Bucket=BUCKET, Key="by form")["Body"].read() == b"of a form")
        post["fields"]["x-amz-signature"] = "0" * 64
        body, headers = form(post["fields"])
        status, answer = fetch(post["url"], body, "POST", headers)
        check("a forged form", status == 403 and b"<Code>SignatureDoesNotMatch</Code>" in answer)
    status, answer = fetch(f"{ENDPOINT}/{BUCKET}?delete", body, "POST", headers)
    check("a form that is none", status == 403 and b"<Code>AccessDenied</Code>" in answer)


def refusals():
    wrong = {"s3": "SignatureDoesNotMatch", "glue": "InvalidSignatureException", "sts": "SignatureDoesNotMatch"}
    unknown = {"s3": "InvalidAccessKeyId", "glue": "UnrecognizedClientException", "sts": "InvalidClientTokenId"}
    calls = {"s3": "list_buckets", "glue": "get_databases", "sts": "get_caller_identity"}
    for service, call in calls.items():
        check(f"{service} wrong secret", code(getattr(client(service, "wrong"), call)) == wrong[service])
        check(f"{service} unknown key", code(getattr(client(service, SECRET, "NOBODY"), call)) == unknown[service])


def curl():
    if not shutil.which("curl"):
        print("skipped: there is no curl")
        return
    command = ["curl", "-sS", "--user", f"{KEY_ID}:{SECRET}"]
    if "AWS_CA_BUNDLE" in os.environ:
        command += ["--cacert", os.environ["AWS_CA_BUNDLE"]]
    glue = subprocess.run(
        command
        + ["--aws-sigv4", f"aws:amz:{REGION}:glue", "-H", "Content-Type: application/x-amz-json-1.1"]
        + ["-H", "X-Amz-Target: AWSGlue.GetDatabases", "-d", "{}", ENDPOINT + "/"],
        capture_output=True,
        text=True,
        check=True,
    )
    check("curl Glue", "DatabaseList" in json.loads(glue.stdout))
    get = subprocess.run(
        command
        + ["--aws-sigv4", f"aws:amz:{REGION}:s3", "-H", "x-amz-content-sha256: UNSIGNED-PAYLOAD"]
        + [f"{ENDPOINT}/{BUCKET}/plain"],
        capture_output=True,
        text=True,
        check=True,
    )
    check("curl S3", get.stdout == "content of plain")


objects()
services()
forms()
refusals()
curl()
print(f"{checked} checks of signatures at {ENDPOINT}")
