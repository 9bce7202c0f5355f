#!/usr/bin/env bash
# The services around the lake from the command line: what the AWS CLI encodes in its own way.
# Usage: cli.sh ENDPOINT
# Needs: the AWS CLI, version 1 or 2
set -euo pipefail

export AWS_ENDPOINT_URL=$1
export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any AWS_DEFAULT_REGION=us-east-1
export AWS_EC2_METADATA_DISABLED=true AWS_PAGER= AWS_MAX_ATTEMPTS=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
checks=0

expect() {
  local wanted=$1 answer
  shift
  answer=$("$@" 2>&1) || true
  if [[ $answer != "$wanted" ]]; then
    printf '%s\n  wanted: %s\n  answer: %s\n' "$*" "$wanted" "$answer" >&2
    exit 1
  fi
  checks=$((checks + 1))
}

trust='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"glue.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
echo "$trust" >"$work/trust.json"
account=$(aws sts get-caller-identity --query Account --output text)
expect "arn:aws:iam::$account:role/of-cli" aws iam create-role --role-name of-cli \
  --assume-role-policy-document "file://$work/trust.json" --query Role.Arn --output text
expect glue.amazonaws.com aws iam get-role --role-name of-cli --output text \
  --query 'Role.AssumeRolePolicyDocument.Statement[0].Principal.Service'
expect "arn:aws:sts::$account:assumed-role/of-cli/me" aws sts assume-role --role-session-name me \
  --role-arn "arn:aws:iam::$account:role/of-cli" --query AssumedRoleUser.Arn --output text
expect "" aws iam delete-role --role-name of-cli

key=$(aws kms create-key --query KeyMetadata.KeyId --output text)
printf 'secret \0 bytes' >"$work/plain"
aws kms encrypt --key-id "$key" --plaintext "fileb://$work/plain" --query CiphertextBlob --output text |
  base64 -d >"$work/sealed"
aws kms decrypt --ciphertext-blob "fileb://$work/sealed" --query Plaintext --output text |
  base64 -d >"$work/opened"
expect "" cmp "$work/plain" "$work/opened"
expect PendingDeletion aws kms schedule-key-deletion --key-id "$key" --query KeyState --output text

expect "" aws logs create-log-group --log-group-name /cli
expect "" aws logs create-log-stream --log-group-name /cli --log-stream-name s
aws logs put-log-events --log-group-name /cli --log-stream-name s \
  --log-events "timestamp=$(date +%s)000,message='hello, log'" >/dev/null
expect "hello, log" aws logs filter-log-events --log-group-name /cli --query 'events[].message' --output text
expect "" aws logs delete-log-group --log-group-name /cli

expect True aws ec2 describe-vpcs --filters Name=isDefault,Values=true --query 'Vpcs[0].IsDefault' --output text
echo "$checks answers as expected"
