resource "aws_s3_bucket" "results" {
  bucket        = "tarn-terraform-athena-results"
  force_destroy = true
}

resource "aws_athena_workgroup" "analysts" {
  name          = "analysts"
  description   = local.note
  state         = var.second_round ? "DISABLED" : "ENABLED"
  force_destroy = true
  tags          = { note = local.note }

  configuration {
    bytes_scanned_cutoff_per_query     = var.second_round ? 20971520 : 10485760
    enforce_workgroup_configuration    = !var.second_round
    publish_cloudwatch_metrics_enabled = var.second_round
    requester_pays_enabled             = var.second_round

    engine_version {
      selected_engine_version = "Athena engine version 3"
    }

    result_configuration {
      output_location       = "s3://${aws_s3_bucket.results.bucket}/${var.second_round ? "second" : "first"}/"
      expected_bucket_owner = var.second_round ? null : data.aws_caller_identity.current.account_id

      encryption_configuration {
        encryption_option = "SSE_S3"
      }

      acl_configuration {
        s3_acl_option = "BUCKET_OWNER_FULL_CONTROL"
      }
    }
  }
}

# Everything but the name left to the defaults; the second round takes its limits away again.
resource "aws_athena_workgroup" "plain" {
  name = "plain"

  dynamic "configuration" {
    for_each = var.second_round ? [] : [1]
    content {
      bytes_scanned_cutoff_per_query = 10485760
    }
  }
}

data "aws_caller_identity" "current" {}

resource "aws_athena_database" "sales" {
  name          = "terraform_sales"
  bucket        = aws_s3_bucket.results.bucket
  comment       = "It's the sales"
  force_destroy = true

  properties = {
    team  = "analysts"
    "a.b" = "c d"
  }

  encryption_configuration {
    encryption_option = "SSE_S3"
  }
}

resource "aws_athena_database" "bare" {
  name   = "terraform_bare"
  bucket = aws_s3_bucket.results.bucket
}

resource "aws_athena_named_query" "count" {
  name        = "count"
  description = "How many"
  workgroup   = aws_athena_workgroup.plain.name
  database    = aws_athena_database.sales.name
  query       = "SELECT count(*) FROM orders -- ${local.note}"
}

resource "aws_athena_prepared_statement" "one_day" {
  name            = "one_day"
  description     = local.note
  workgroup       = aws_athena_workgroup.plain.name
  query_statement = "SELECT * FROM ${aws_athena_database.sales.name}.orders WHERE day = ? -- ${local.note}"
}

resource "aws_athena_data_catalog" "hive" {
  name        = "hive"
  description = local.note
  type        = "HIVE"
  tags        = { note = local.note }

  parameters = {
    metadata-function = "arn:aws:lambda:us-east-1:123456789012:function:${var.second_round ? "second" : "first"}"
  }
}

resource "aws_athena_data_catalog" "connector" {
  name        = "connector"
  description = "A Lambda function"
  type        = "LAMBDA"

  parameters = {
    function = "arn:aws:lambda:us-east-1:123456789012:function:connector"
  }
}

resource "aws_athena_data_catalog" "other_account" {
  name        = "other-account"
  description = local.note
  type        = "GLUE"

  parameters = {
    catalog-id = "123456789012"
  }
}

data "aws_athena_named_query" "count" {
  name      = aws_athena_named_query.count.name
  workgroup = aws_athena_workgroup.plain.name
}

output "named_query" {
  value = data.aws_athena_named_query.count.querystring
}
