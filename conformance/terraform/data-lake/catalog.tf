locals {
  tables = {
    customers = [["id", "int"], ["name", "string"], ["country", "string"]]
    orders    = [["id", "int"], ["customer_id", "int"], ["total", "double"], ["ordered_at", "date"]]
  }
}

resource "aws_glue_catalog_database" "shop" {
  name         = "shop"
  description  = "The shop, ${local.note}"
  location_uri = "s3://${aws_s3_bucket.layer["raw"].bucket}/shop/"
}

resource "aws_glue_catalog_table" "csv" {
  for_each      = local.tables
  name          = each.key
  database_name = aws_glue_catalog_database.shop.name
  description   = "CSV files, ${local.note}"
  table_type    = "EXTERNAL_TABLE"

  parameters = {
    EXTERNAL                 = "TRUE"
    classification           = "csv"
    delimiter                = ","
    "skip.header.line.count" = "1"
  }

  storage_descriptor {
    location      = "s3://${aws_s3_bucket.layer["raw"].bucket}/shop/${each.key}/"
    input_format  = "org.apache.hadoop.mapred.TextInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    ser_de_info {
      name                  = each.key
      serialization_library = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"
      parameters            = { "field.delim" = "," }
    }

    dynamic "columns" {
      for_each = each.value

      content {
        name = columns.value[0]
        type = columns.value[1]
      }
    }
  }
}

resource "aws_athena_workgroup" "lake" {
  name          = "lake"
  description   = "Analysts, ${local.note}"
  force_destroy = true
  tags          = { note = local.note }

  configuration {
    enforce_workgroup_configuration = true

    result_configuration {
      output_location = "s3://${aws_s3_bucket.layer["results"].bucket}/queries/"

      encryption_configuration {
        encryption_option = "SSE_KMS"
        kms_key_arn       = aws_kms_key.lake.arn
      }
    }
  }
}

resource "aws_athena_named_query" "by_country" {
  name        = "revenue-by-country"
  description = "What customers of a country have spent"
  workgroup   = aws_athena_workgroup.lake.id
  database    = aws_glue_catalog_database.shop.name

  query = <<-SQL
    SELECT c.country, sum(o.total) AS revenue
    FROM orders o JOIN customers c ON o.customer_id = c.id
    GROUP BY c.country
    ORDER BY revenue DESC
  SQL
}
