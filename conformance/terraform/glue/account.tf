data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

resource "aws_glue_connection" "warehouse" {
  name        = "warehouse"
  description = local.note
  tags        = { note = local.note }

  connection_properties = {
    JDBC_CONNECTION_URL = "jdbc:postgresql://localhost:5432/levels"
    USERNAME            = "loader"
    PASSWORD            = "not a secret"
  }

  match_criteria = ["levels", "rivers"]

  physical_connection_requirements {
    availability_zone      = "us-east-1a"
    security_group_id_list = ["sg-00000000000000001"]
    subnet_id              = "subnet-00000000000000001"
  }
}

resource "aws_glue_connection" "network" {
  name            = "network"
  connection_type = "NETWORK"

  physical_connection_requirements {
    security_group_id_list = ["sg-00000000000000001"]
    subnet_id              = "subnet-00000000000000001"
  }
}

resource "aws_glue_registry" "events" {
  registry_name = "events"
  description   = local.note
  tags          = { note = local.note }
}

resource "aws_glue_schema" "reading" {
  schema_name   = "reading"
  registry_arn  = aws_glue_registry.events.arn
  data_format   = "AVRO"
  compatibility = "BACKWARD"
  description   = local.note
  tags          = { note = local.note }

  schema_definition = jsonencode({
    type = "record"
    name = "Reading"
    fields = concat(
      [{ name = "gauge", type = "string" }],
      var.second_round ? [{ name = "level", type = "double", default = 0.0 }] : [],
    )
  })
}

resource "aws_glue_security_configuration" "open" {
  name = "open"

  encryption_configuration {
    cloudwatch_encryption {
      cloudwatch_encryption_mode = "DISABLED"
    }

    job_bookmarks_encryption {
      job_bookmarks_encryption_mode = "DISABLED"
    }

    s3_encryption {
      s3_encryption_mode = "SSE-S3"
    }
  }
}

resource "aws_glue_resource_policy" "readers" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = concat(["glue:GetTable"], var.second_round ? ["glue:GetTables"] : [])
      Resource = join(":", [
        "arn", data.aws_partition.current.partition, "glue", data.aws_region.current.name,
        data.aws_caller_identity.current.account_id, "*",
      ])
    }]
  })
}

resource "aws_glue_data_catalog_encryption_settings" "settings" {
  data_catalog_encryption_settings {
    connection_password_encryption {
      return_connection_password_encrypted = false
    }

    encryption_at_rest {
      catalog_encryption_mode = "DISABLED"
    }
  }
}
