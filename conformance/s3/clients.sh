#!/usr/bin/env bash
# Other people's S3 programs against a running server. Heavier than what the build runs: some minutes, 5 GB of disk.
# Usage: clients.sh ENDPOINT [aws|s3fs|node|virtual ...]                                     (default: all of them)
# Needs: the AWS CLI; for s3fs a Python with s3fs and pyarrow in $PYTHON; for node npm and its registry;
# for virtual a resolver that knows virtual-lake.localhost (or a line for it in /etc/hosts)
# With https in ENDPOINT, every program is given the server's own certificate authority.
set -euo pipefail

export AWS_ENDPOINT_URL=$1
shift
export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any AWS_DEFAULT_REGION=us-east-1 AWS_REGION=us-east-1
export AWS_EC2_METADATA_DISABLED=true AWS_PAGER= AWS_MAX_ATTEMPTS=2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
if [[ $AWS_ENDPOINT_URL == https:* ]]; then
  curl -fsS -o "$work/ca.pem" "http:${AWS_ENDPOINT_URL#https:}/_tarn/ca.pem"
  export AWS_CA_BUNDLE=$work/ca.pem NODE_EXTRA_CA_CERTS=$work/ca.pem CURL_CA_BUNDLE=$work/ca.pem
fi

check() {
  local name=$1
  shift
  if "$@" >"$work/log" 2>&1; then
    echo "ok      $name"
  else
    echo "FAILED  $name: $(tail -1 "$work/log" | cut -c1-200)"
    failed=$((failed + 1))
  fi
}

aws_cli() {
  mkdir -p "$work/tree/a/b"
  for i in $(seq 100); do echo "$i" >"$work/tree/a/$i.txt"; done
  echo x >"$work/tree/a/b/ünï code+1.txt"
  truncate -s 2G "$work/big"
  printf 'the end' | dd of="$work/big" bs=1 seek=2147483640 conv=notrunc status=none
  check "mb" aws s3 mb s3://cli-lake
  check "sync up" aws s3 sync "$work/tree" s3://cli-lake/tree
  check "sync down" aws s3 sync s3://cli-lake/tree "$work/back"
  check "sync is the same" diff -r "$work/tree" "$work/back"
  check "sync again does nothing" bash -c "[[ -z \$(aws s3 sync '$work/tree' s3://cli-lake/tree) ]]"
  check "cp 2 GB up" aws s3 cp --only-show-errors "$work/big" s3://cli-lake/big
  check "cp 2 GB down" bash -c "aws s3 cp --only-show-errors s3://cli-lake/big - | cmp - '$work/big'"
  check "mv" aws s3 mv s3://cli-lake/tree/a/1.txt s3://cli-lake/moved.txt
  check "presign" bash -c "[[ \$(curl -sf \"\$(aws s3 presign s3://cli-lake/moved.txt)\") == 1 ]]"
  check "ls" bash -c "aws s3 ls --recursive s3://cli-lake/tree/ | grep -c txt | grep -qx 100"
  check "put-bucket-versioning" aws s3api put-bucket-versioning --bucket cli-lake \
    --versioning-configuration Status=Enabled
  check "rm --recursive" aws s3 rm --only-show-errors --recursive s3://cli-lake
  check "delete markers" bash -c "aws s3api list-object-versions --bucket cli-lake \
    --query 'length(DeleteMarkers)' | grep -qx 102"
  check "get-object-attributes is refused for a delete marker" bash -c \
    "aws s3api get-object-attributes --bucket cli-lake --key big --object-attributes ETag 2>&1 | grep -q NoSuchKey"
}

s3fs() {
  check "s3fs and pyarrow" "${PYTHON:-python3}" "$here/parquet.py" "$AWS_ENDPOINT_URL"
}

node() {
  (cd "$work" && npm install --silent --no-audit --no-fund @aws-sdk/client-s3 @aws-sdk/lib-storage >/dev/null)
  cp "$here/store.mjs" "$work/"
  check "JavaScript SDK 3" command node "$work/store.mjs"
}

# The bucket in the host name, as every SDK has it by default on AWS.
virtual() {
  if ! getent hosts virtual-lake.localhost >/dev/null; then
    echo "skipped virtual: nobody knows virtual-lake.localhost"
    return
  fi
  printf '[default]\ns3 =\n  addressing_style = virtual\n' >"$work/virtual.conf"
  local address=${AWS_ENDPOINT_URL/127.0.0.1/localhost}
  for key in "plain" "ünï code+1"; do
    echo "$key" >"$work/$key"
    check "virtual host: cp $key" env AWS_CONFIG_FILE="$work/virtual.conf" AWS_ENDPOINT_URL="$address" \
      bash -c "{ aws s3 ls s3://virtual-lake || aws s3 mb s3://virtual-lake; } >/dev/null 2>&1; \
        aws s3 cp '$work/$key' 's3://virtual-lake/a/$key' && \
        aws --debug s3 cp 's3://virtual-lake/a/$key' - 2>'$work/debug' | cmp - '$work/$key' && \
        grep -q virtual-lake.localhost '$work/debug'"
  done
  check "virtual host: rb" env AWS_CONFIG_FILE="$work/virtual.conf" AWS_ENDPOINT_URL="$address" \
    aws s3 rb --force s3://virtual-lake
}

for part in "${@:-aws s3fs node virtual}"; do
  for name in $part; do
    case $name in
      aws) aws_cli ;;
      s3fs | node | virtual) "$name" ;;
      *) echo "no such part: $name" >&2; exit 2 ;;
    esac
  done
done
echo "failed: $failed"
[[ $failed == 0 ]]
