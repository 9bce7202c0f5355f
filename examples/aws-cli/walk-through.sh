#!/usr/bin/env bash
# A data lake from the command line: bucket, file, table, query, result.
# Usage: walk-through.sh [ENDPOINT]     (default http://localhost:4566)
# Needs: the AWS CLI, version 1 or 2
set -euo pipefail

export AWS_ENDPOINT_URL=${1:-http://localhost:4566}
export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any AWS_DEFAULT_REGION=us-east-1
export AWS_EC2_METADATA_DISABLED=true AWS_PAGER=
bucket=examples-walk-through

run() {
  echo "+ $*" >&2
  "$@"
}

# Starts a statement, waits for its end, leaves its id in $query.
athena() {
  query=$(run aws athena start-query-execution --query-string "$1" \
    --result-configuration "OutputLocation=s3://$bucket/results/" \
    --query QueryExecutionId --output text)
  while :; do
    state=$(aws athena get-query-execution --query-execution-id "$query" \
      --query QueryExecution.Status.State --output text)
    case $state in
      SUCCEEDED) return ;;
      FAILED | CANCELLED)
        aws athena get-query-execution --query-execution-id "$query" \
          --query QueryExecution.Status.StateChangeReason --output text >&2
        return 1
        ;;
    esac
    sleep 0.1
  done
}

run aws sts get-caller-identity --query Account --output text

run aws s3 mb "s3://$bucket"
printf 'peak,metres\nWildspitze,3768\nWeisskugel,3739\nSimilaun,3606\n' |
  run aws s3 cp - "s3://$bucket/peaks/peaks.csv"
run aws s3 ls --recursive "s3://$bucket"

run aws glue create-database --database-input Name=alps
run aws glue create-table --database-name alps --table-input '{
  "Name": "peaks",
  "TableType": "EXTERNAL_TABLE",
  "Parameters": {"EXTERNAL": "TRUE", "skip.header.line.count": "1"},
  "StorageDescriptor": {
    "Columns": [{"Name": "peak", "Type": "string"}, {"Name": "metres", "Type": "int"}],
    "Location": "s3://'$bucket'/peaks/",
    "InputFormat": "org.apache.hadoop.mapred.TextInputFormat",
    "OutputFormat": "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
    "SerdeInfo": {
      "SerializationLibrary": "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
      "Parameters": {"field.delim": ","}
    }
  }
}'

athena 'SELECT peak, metres FROM alps.peaks WHERE metres > 3700 ORDER BY metres DESC'
run aws athena get-query-results --query-execution-id "$query" \
  --query 'ResultSet.Rows[].Data[].VarCharValue' --output text
run aws s3 cp "s3://$bucket/results/$query.csv" -

run aws glue delete-database --name alps
run aws s3 rb --force "s3://$bucket"
