"""The services around the lake with boto3: STS, IAM, KMS, CloudWatch Logs, EC2. Usage: boto3_account.py ENDPOINT

Every answer is what AWS answers, with its error codes.
"""

import base64
import json
import sys
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = sys.argv[1]
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "glue.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
READ = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}
checks = 0


def client(service, **credentials):
    credentials = credentials or {"aws_access_key_id": "any", "aws_secret_access_key": "any"}
    return boto3.client(
        service,
        endpoint_url=ENDPOINT,
        region_name="us-east-1",
        config=Config(retries={"max_attempts": 0}),
        **credentials,
    )


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
        return error.response["Error"]["Message"]
    raise SystemExit(f"{code} was expected of {arguments}")


def token_of_a_pod():
    claims = {"iss": "https://oidc.example.com", "sub": "system:serviceaccount:a:b", "aud": ["sts.amazonaws.com"]}
    claims["exp"] = int(time.time()) + 600
    parts = [json.dumps(part).encode() for part in [{"alg": "RS256"}, claims]] + [b"signature"]
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


def identity():
    sts = client("sts")
    me = sts.get_caller_identity()
    expect({"UserId", "Account", "Arn"}, set(me) - {"ResponseMetadata"})
    account = me["Account"]
    iam = client("iam")
    iam.create_role(RoleName="assumed", AssumeRolePolicyDocument=json.dumps(TRUST))
    given = sts.assume_role(
        RoleArn=f"arn:aws:iam::{account}:role/assumed", RoleSessionName="session", DurationSeconds=900
    )
    expect(f"arn:aws:sts::{account}:assumed-role/assumed/session", given["AssumedRoleUser"]["Arn"])
    keys = given["Credentials"]
    assumed = client(
        "sts",
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
    expect(given["AssumedRoleUser"]["Arn"], assumed.get_caller_identity()["Arn"])
    web = sts.assume_role_with_web_identity(
        RoleArn=f"arn:aws:iam::{account}:role/assumed", RoleSessionName="web", WebIdentityToken=token_of_a_pod()
    )
    expect(f"arn:aws:sts::{account}:assumed-role/assumed/web", web["AssumedRoleUser"]["Arn"])
    expect(True, sts.get_session_token()["Credentials"]["AccessKeyId"].startswith("ASIA"))
    refused("ValidationError", sts.assume_role, RoleArn=f"arn:aws:iam::{account}:role/assumed", RoleSessionName="a b")
    iam.delete_role(RoleName="assumed")
    return account


def roles(account):
    iam = client("iam")
    role = iam.create_role(
        RoleName="job", Path="/service-role/", AssumeRolePolicyDocument=json.dumps(TRUST), Tags=[{"Key": "a", "Value": "b"}]
    )["Role"]
    expect(f"arn:aws:iam::{account}:role/service-role/job", role["Arn"])
    expect(TRUST, iam.get_role(RoleName="job")["Role"]["AssumeRolePolicyDocument"])
    refused(
        "EntityAlreadyExists", iam.create_role, RoleName="job", AssumeRolePolicyDocument=json.dumps(TRUST)
    )
    expect(
        "The role with name nobody cannot be found.", refused("NoSuchEntity", iam.get_role, RoleName="nobody")
    )
    refused("MalformedPolicyDocument", iam.create_role, RoleName="bad", AssumeRolePolicyDocument="{")
    iam.put_role_policy(RoleName="job", PolicyName="inline", PolicyDocument=json.dumps(READ))
    expect(READ, iam.get_role_policy(RoleName="job", PolicyName="inline")["PolicyDocument"])
    managed = "arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole"
    own = iam.create_policy(PolicyName="read", PolicyDocument=json.dumps(READ))["Policy"]["Arn"]
    expect(f"arn:aws:iam::{account}:policy/read", own)
    for arn in [managed, own]:
        iam.attach_role_policy(RoleName="job", PolicyArn=arn)
    attached = iam.list_attached_role_policies(RoleName="job")["AttachedPolicies"]
    expect({managed, own}, {policy["PolicyArn"] for policy in attached})
    version = iam.get_policy(PolicyArn=own)["Policy"]["DefaultVersionId"]
    expect(READ, iam.get_policy_version(PolicyArn=own, VersionId=version)["PolicyVersion"]["Document"])
    refused("DeleteConflict", iam.delete_policy, PolicyArn=own)
    refused("DeleteConflict", iam.delete_role, RoleName="job")
    iam.create_instance_profile(InstanceProfileName="worker")
    iam.add_role_to_instance_profile(InstanceProfileName="worker", RoleName="job")
    profile = iam.get_instance_profile(InstanceProfileName="worker")["InstanceProfile"]
    expect(["job"], [role["RoleName"] for role in profile["Roles"]])
    iam.remove_role_from_instance_profile(InstanceProfileName="worker", RoleName="job")
    iam.delete_instance_profile(InstanceProfileName="worker")
    for page in iam.get_paginator("list_roles").paginate(PaginationConfig={"PageSize": 1}):
        expect(True, len(page["Roles"]) <= 1)
    for arn in [managed, own]:
        iam.detach_role_policy(RoleName="job", PolicyArn=arn)
    iam.delete_role_policy(RoleName="job", PolicyName="inline")
    iam.delete_policy(PolicyArn=own)
    iam.delete_role(RoleName="job")
    user = iam.create_user(UserName="somebody")["User"]
    expect(f"arn:aws:iam::{account}:user/somebody", user["Arn"])
    key = iam.create_access_key(UserName="somebody")["AccessKey"]["AccessKeyId"]
    expect([key], [k["AccessKeyId"] for k in iam.list_access_keys(UserName="somebody")["AccessKeyMetadata"]])
    iam.delete_access_key(UserName="somebody", AccessKeyId=key)
    iam.delete_user(UserName="somebody")


def keys(account):
    kms = client("kms")
    key = kms.create_key(Description="of the lake", Tags=[{"TagKey": "a", "TagValue": "b"}])["KeyMetadata"]
    expect(f"arn:aws:kms:us-east-1:{account}:key/{key['KeyId']}", key["Arn"])
    expect(("ENCRYPT_DECRYPT", "Enabled"), (key["KeyUsage"], key["KeyState"]))
    kms.create_alias(AliasName="alias/lake", TargetKeyId=key["KeyId"])
    for name in [key["KeyId"], key["Arn"], "alias/lake", f"arn:aws:kms:us-east-1:{account}:alias/lake"]:
        sealed = kms.encrypt(KeyId=name, Plaintext=b"secret \x00\xff", EncryptionContext={"for": "tests"})
        expect(key["Arn"], sealed["KeyId"])
        opened = kms.decrypt(CiphertextBlob=sealed["CiphertextBlob"], EncryptionContext={"for": "tests"})
        expect((b"secret \x00\xff", key["Arn"]), (opened["Plaintext"], opened["KeyId"]))
    blob = sealed["CiphertextBlob"]
    refused("InvalidCiphertextException", kms.decrypt, CiphertextBlob=blob)
    broken = blob[:-1] + bytes([blob[-1] ^ 1])
    refused("InvalidCiphertextException", kms.decrypt, CiphertextBlob=broken, EncryptionContext={"for": "tests"})
    data = kms.generate_data_key(KeyId="alias/lake", KeySpec="AES_256")
    expect(32, len(data["Plaintext"]))
    expect(data["Plaintext"], kms.decrypt(CiphertextBlob=data["CiphertextBlob"])["Plaintext"])
    expect(False, "Plaintext" in kms.generate_data_key_without_plaintext(KeyId="alias/lake", KeySpec="AES_128"))
    expect(False, kms.get_key_rotation_status(KeyId=key["KeyId"])["KeyRotationEnabled"])
    kms.enable_key_rotation(KeyId=key["KeyId"])
    expect(True, kms.get_key_rotation_status(KeyId=key["KeyId"])["KeyRotationEnabled"])
    policy = json.loads(kms.get_key_policy(KeyId=key["KeyId"], PolicyName="default")["Policy"])
    expect(f"arn:aws:iam::{account}:root", policy["Statement"][0]["Principal"]["AWS"])
    refused("NotFoundException", kms.describe_key, KeyId="alias/none")
    refused("AlreadyExistsException", kms.create_alias, AliasName="alias/lake", TargetKeyId=key["KeyId"])
    kms.disable_key(KeyId=key["KeyId"])
    refused("DisabledException", kms.encrypt, KeyId=key["KeyId"], Plaintext=b"x")
    kms.delete_alias(AliasName="alias/lake")
    gone = kms.schedule_key_deletion(KeyId=key["KeyId"], PendingWindowInDays=7)
    expect("PendingDeletion", gone["KeyState"])
    refused("KMSInvalidStateException", kms.enable_key, KeyId=key["KeyId"])


def logs(account):
    logs = client("logs")
    group, stream = "/aws-glue/jobs/conformance", "run-1"
    logs.create_log_group(logGroupName=group, tags={"a": "b"})
    refused("ResourceAlreadyExistsException", logs.create_log_group, logGroupName=group)
    logs.create_log_stream(logGroupName=group, logStreamName=stream)
    logs.put_retention_policy(logGroupName=group, retentionInDays=7)
    found = logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"][0]
    expect((7, f"arn:aws:logs:us-east-1:{account}:log-group:{group}:*"), (found["retentionInDays"], found["arn"]))
    now = int(time.time() * 1000)
    events = [{"timestamp": now + i, "message": f"line {i} ünï"} for i in range(5)]
    logs.put_log_events(logGroupName=group, logStreamName=stream, logEvents=events)
    first = logs.get_log_events(logGroupName=group, logStreamName=stream, startFromHead=True, limit=2)
    expect(["line 0 ünï", "line 1 ünï"], [event["message"] for event in first["events"]])
    rest = logs.get_log_events(
        logGroupName=group, logStreamName=stream, startFromHead=True, nextToken=first["nextForwardToken"]
    )
    expect(3, len(rest["events"]))
    pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group, filterPattern='"line 3"')
    expect(["line 3 ünï"], [event["message"] for page in pages for event in page["events"]])
    refused("ResourceNotFoundException", logs.get_log_events, logGroupName="none", logStreamName="none")
    refused("InvalidParameterException", logs.put_retention_policy, logGroupName=group, retentionInDays=2)
    logs.delete_log_group(logGroupName=group)


def network():
    ec2 = client("ec2")
    vpc = ec2.describe_vpcs(Filters=[{"Name": "isDefault", "Values": ["true"]}])["Vpcs"][0]
    inside = [{"Name": "vpc-id", "Values": [vpc["VpcId"]]}]
    expect(True, len(ec2.describe_subnets(Filters=inside)["Subnets"]) >= 1)
    group = ec2.describe_security_groups(Filters=inside)["SecurityGroups"][0]
    expect(("default", vpc["VpcId"]), (group["GroupName"], group["VpcId"]))
    table = ec2.describe_route_tables(Filters=inside)["RouteTables"][0]["RouteTableId"]
    made = ec2.create_vpc_endpoint(
        VpcId=vpc["VpcId"], ServiceName="com.amazonaws.us-east-1.s3", RouteTableIds=[table]
    )["VpcEndpoint"]
    expect(("Gateway", [table]), (made["VpcEndpointType"], made["RouteTableIds"]))
    listed = ec2.describe_vpc_endpoints(VpcEndpointIds=[made["VpcEndpointId"]])["VpcEndpoints"]
    expect(["available"], [endpoint["State"] for endpoint in listed])
    expect([], ec2.delete_vpc_endpoints(VpcEndpointIds=[made["VpcEndpointId"]])["Unsuccessful"])
    refused("InvalidVpcID.NotFound", ec2.describe_vpcs, VpcIds=["vpc-00000000000000000"])
    refused("InvalidVpcEndpointId.NotFound", ec2.describe_vpc_endpoints, VpcEndpointIds=[made["VpcEndpointId"]])


account = identity()
roles(account)
keys(account)
logs(account)
network()
print(f"{checks} answers as expected")
