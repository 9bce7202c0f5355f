#!/usr/bin/env bash
# Runs a configuration through run.sh several times in a row on one server; afterwards nothing may be left there.
# Usage: rounds.sh FOLDER ENDPOINT [ROUNDS]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
endpoint=$2
rounds=${3:-10}

form() { curl -fsS "$endpoint/" -d "Version=$1&Action=$2"; }
json() { curl -fsS "$endpoint/" -H 'Content-Type: application/x-amz-json-1.1' -H "X-Amz-Target: $1" -d '{}'; }

# One line for each thing that is there. Keys stay for their waiting time, as they do on AWS, but without aliases.
left() {
  curl -fsS "$endpoint/" | grep -o '<Name>[^<]*' || true
  for kind in Roles Users Groups Policies InstanceProfiles; do
    form 2010-05-08 "List$kind" | grep -o '<Arn>[^<]*' || true
  done
  form 2016-11-15 DescribeVpcEndpoints | grep -o '<vpcEndpointId>[^<]*' || true
  json TrentService.ListAliases | grep -o '"AliasName":"[^"]*' || true
  json Logs_20140328.DescribeLogGroups | grep -o '"logGroupName":"[^"]*' || true
  json AWSGlue.GetDatabases | grep -o '"Name":"[^"]*' || true
  json AWSGlue.GetConnections | grep -o '"Name":"[^"]*' || true
  json AWSGlue.GetSecurityConfigurations | grep -o '"Name":"[^"]*' || true
  json AmazonAthena.ListWorkGroups | grep -o '"Name":"[^"]*' | grep -v primary || true
}

before=$(left)
for ((round = 1; round <= rounds; round++)); do
  echo "Round $round of $rounds"
  "$here/run.sh" "$1" "$endpoint"
  after=$(left)
  if [[ $after != "$before" ]]; then
    echo "Left behind:" >&2
    echo "$after" >&2
    exit 1
  fi
done
echo "Nothing left behind after $rounds rounds"
