#!/usr/bin/env bash
# The Glue Data Catalog from the command line. Every answer is compared with what AWS answers.
# Usage: glue-catalog.sh ENDPOINT
# Needs: the AWS CLI, version 1 or 2
set -euo pipefail

export AWS_ENDPOINT_URL=$1
export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any AWS_DEFAULT_REGION=us-east-1
export AWS_EC2_METADATA_DISABLED=true AWS_PAGER= AWS_MAX_ATTEMPTS=1
checks=0

# Runs `aws glue` with the arguments after the first, which is the answer that must come.
expect() {
  local wanted=$1 answer
  shift
  answer=$(aws glue "$@" --output text 2>&1) || true
  answer=${answer//$'\t'/ }
  answer=${answer//$'\n'/; }
  if [[ $answer != "$wanted" ]]; then
    printf 'aws glue %s\n  wanted: %s\n  answer: %s\n' "$*" "$wanted" "$answer" >&2
    exit 1
  fi
  checks=$((checks + 1))
}

# Like expect, for an error: its code, the operation, its message.
refused() {
  local code=$1 operation=$2 message=$3
  shift 3
  local text="An error occurred ($code) when calling the $operation operation: $message"
  local answer
  answer=$(aws glue "$@" 2>&1) || true
  if [[ $answer != *"$text"* ]]; then
    printf 'aws glue %s\n  wanted: %s\n  answer: %s\n' "$*" "$text" "$answer" >&2
    exit 1
  fi
  checks=$((checks + 1))
}

table() {
  printf '{"Name": "%s", "TableType": "EXTERNAL_TABLE", "Description": "%s",
    "PartitionKeys": [{"Name": "year", "Type": "int"}, {"Name": "city", "Type": "string"}],
    "StorageDescriptor": {"Columns": [{"Name": "id", "Type": "bigint"}], "Location": "s3://b/t/"}}' \
    "$1" "$2"
}

in_table=(--database-name cli --table-name visits)

# Databases
expect '' create-database --database-input '{"Name": "CLI", "Parameters": {"a": "1"}}' --tags k=v
refused AlreadyExistsException CreateDatabase 'Database already exists.' \
  create-database --database-input Name=cli
expect 'cli 1 IAM_ALLOWED_PRINCIPALS' get-database --name CLI --query \
  'Database.[Name, Parameters.a,
    CreateTableDefaultPermissions[0].Principal.DataLakePrincipalIdentifier]'
expect v get-tags --resource-arn arn:aws:glue:us-east-1:000000000000:database/cli --query Tags.k
refused InvalidInputException UpdateDatabase 'Database cannot be renamed' \
  update-database --name cli --database-input Name=other
expect '' update-database --name cli --database-input Name=cli,Description=new
expect 'new None' get-database --name cli --query 'Database.[Description, Parameters.a]'
refused EntityNotFoundException GetDatabase 'Database nowhere not found.' \
  get-database --name nowhere

# Tables and their versions
expect '' create-table --database-name cli --table-input "$(table Visits first)"
refused AlreadyExistsException CreateTable 'Table already exists.' \
  create-table --database-name cli --table-input "$(table visits again)"
expect 'visits first 0 False 0' get-table --database-name cli --name visits --query \
  'Table.[Name, Description, VersionId, StorageDescriptor.Compressed, Retention]'
expect '' update-table --database-name cli --table-input "$(table visits second)" --version-id 0
refused ConcurrentModificationException UpdateTable \
  'Update table failed due to concurrent modifications.' \
  update-table --database-name cli --table-input "$(table visits late)" --version-id 0
expect '1 0' get-table-versions "${in_table[@]}" --query 'TableVersions[].VersionId'
expect first get-table-version "${in_table[@]}" --version-id 0 \
  --query TableVersion.Table.Description
expect visits get-tables --database-name cli --expression 'vis*' --query 'TableList[].Name'
expect visits search-tables --search-text second --query 'TableList[].Name'
expect 'none EntityNotFoundException Table none not found' \
  batch-delete-table --database-name cli --tables-to-delete none \
  --query 'Errors[].[TableName, ErrorDetail.ErrorCode, ErrorDetail.ErrorMessage][]'

# Partitions
expect '' create-partition "${in_table[@]}" --partition-input 'Values=2025,Wien'
refused InvalidInputException CreatePartition \
  'The number of partition keys do not match the number of partition values' \
  create-partition "${in_table[@]}" --partition-input 'Values=2025'
expect '2025 Wien AlreadyExistsException' batch-create-partition "${in_table[@]}" \
  --partition-input-list Values=2025,Wien Values=2026,Wien Values=2026,Graz \
  --query 'Errors[].[PartitionValues[0], PartitionValues[1], ErrorDetail.ErrorCode][]'
expect '2026 Graz; 2026 Wien' get-partitions "${in_table[@]}" \
  --expression "year > 2025 AND city IN ('Wien', 'Graz')" --query 'sort_by(Partitions, &Values[1])[].Values'
refused InvalidInputException GetPartitions 'Invalid partition expression!' \
  get-partitions "${in_table[@]}" --expression "country = 'AT'"
expect '2026 Graz' batch-get-partition "${in_table[@]}" \
  --partitions-to-get Values=2026,Graz Values=1999,Graz --query 'Partitions[].Values'
expect '' update-partition "${in_table[@]}" --partition-value-list 2026 Graz \
  --partition-input '{"Values": ["2026", "Graz"], "Parameters": {"rows": "7"}}'
expect 7 get-partition "${in_table[@]}" --partition-values 2026 Graz \
  --query Partition.Parameters.rows
refused EntityNotFoundException DeletePartition 'Cannot find partition.' \
  delete-partition "${in_table[@]}" --partition-values 1999 Graz

# Partition indexes
expect '' create-partition-index "${in_table[@]}" --partition-index Keys=city,IndexName=by_city
for _ in {1..30}; do
  state=$(aws glue get-partition-indexes "${in_table[@]}" --output text \
    --query 'PartitionIndexDescriptorList[0].IndexStatus')
  [[ $state == CREATING ]] || break
done
expect 'by_city ACTIVE city string' get-partition-indexes "${in_table[@]}" --query \
  'PartitionIndexDescriptorList[].[IndexName, IndexStatus, Keys[0].Name, Keys[0].Type][]'
refused InvalidInputException CreatePartitionIndex \
  'IndexKeys not a part of PartitionColumns. Verify the indexKeys : [id]' \
  create-partition-index "${in_table[@]}" --partition-index Keys=id,IndexName=by_id
expect '2025 Wien; 2026 Wien' get-partitions "${in_table[@]}" --expression "city = 'Wien'" \
  --query 'sort_by(Partitions, &Values[0])[].Values'

# Column statistics
statistics='[{"ColumnName": "id", "ColumnType": "bigint", "AnalyzedTime": 1767225600,
  "StatisticsData": {"Type": "LONG", "LongColumnStatisticsData":
    {"MinimumValue": 1, "MaximumValue": 9, "NumberOfNulls": 0, "NumberOfDistinctValues": 5}}}]'
expect '' update-column-statistics-for-table "${in_table[@]}" \
  --column-statistics-list "$statistics" --query 'Errors[]'
expect '9 other EntityNotFoundException' get-column-statistics-for-table "${in_table[@]}" \
  --column-names id other --query \
  '[ColumnStatisticsList[0].StatisticsData.LongColumnStatisticsData.MaximumValue,
    Errors[0].ColumnName, Errors[0].Error.ErrorCode]'
expect '' update-column-statistics-for-partition "${in_table[@]}" --partition-values 2026 Graz \
  --column-statistics-list "$statistics" --query 'Errors[]'
expect 5 get-column-statistics-for-partition "${in_table[@]}" --partition-values 2026 Graz \
  --column-names id --query \
  'ColumnStatisticsList[0].StatisticsData.LongColumnStatisticsData.NumberOfDistinctValues'
expect '' delete-column-statistics-for-table "${in_table[@]}" --column-name id

# User-defined functions
expect '' create-user-defined-function --database-name cli --function-input \
  FunctionName=Shout,ClassName=example.Shout,OwnerName=me,OwnerType=USER
expect 'shout example.Shout' get-user-defined-functions --database-name cli --pattern 'sh.*' \
  --query 'UserDefinedFunctions[].[FunctionName, ClassName][]'
expect '' get-user-defined-functions --pattern 'absent.*' --query 'UserDefinedFunctions[]'
expect '' delete-user-defined-function --database-name cli --function-name shout

# The end: what is in a database goes with it.
expect '' delete-database --name cli
refused EntityNotFoundException GetTable 'Database cli not found.' \
  get-table --database-name cli --name visits

echo "$checks answers as expected"
