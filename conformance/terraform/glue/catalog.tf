resource "aws_s3_bucket" "lake" {
  bucket        = "terraform-glue-lake"
  force_destroy = true
}

resource "aws_glue_catalog_database" "rivers" {
  name         = "rivers"
  description  = local.note
  location_uri = "s3://${aws_s3_bucket.lake.bucket}/rivers/"
  parameters   = { owner = "hydrology" }
  tags         = { note = local.note }
}

resource "aws_glue_catalog_database" "link" {
  name = "rivers_link"

  target_database {
    catalog_id    = aws_glue_catalog_database.rivers.catalog_id
    database_name = aws_glue_catalog_database.rivers.name
  }
}

resource "aws_glue_catalog_table" "levels" {
  name          = "levels"
  database_name = aws_glue_catalog_database.rivers.name
  description   = local.note
  owner         = "hydrology"
  table_type    = "EXTERNAL_TABLE"
  parameters    = { classification = "parquet", EXTERNAL = "TRUE" }

  storage_descriptor {
    location      = "s3://${aws_s3_bucket.lake.bucket}/rivers/levels/"
    input_format  = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"

    ser_de_info {
      name                  = "levels"
      serialization_library = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
      parameters            = { "serialization.format" = "1" }
    }

    columns {
      name    = "gauge"
      type    = "string"
      comment = ""
    }

    columns {
      name       = "level"
      type       = "decimal(5,2)"
      comment    = "metres"
      parameters = { unit = "m" }
    }

    columns {
      name = "flags"
      type = "array<struct<code:int,text:string>>"
    }

    sort_columns {
      column     = "gauge"
      sort_order = 1
    }

    skewed_info {
      skewed_column_names               = ["gauge"]
      skewed_column_values              = ["Innsbruck"]
      skewed_column_value_location_maps = { Innsbruck = "s3://${aws_s3_bucket.lake.bucket}/ibk/" }
    }
  }

  partition_keys {
    name = "year"
    type = "int"
  }

  partition_keys {
    name = "river"
    type = "string"
  }
}

# Not on the table above: an index of its own resource would show as a change of the table.
resource "aws_glue_catalog_table" "indexed" {
  name          = "indexed"
  database_name = aws_glue_catalog_database.rivers.name

  partition_keys {
    name = "river"
    type = "string"
  }

  partition_index {
    index_name = "by_river"
    keys       = ["river"]
  }
}

resource "aws_glue_catalog_table" "bare" {
  name          = "bare"
  database_name = aws_glue_catalog_database.rivers.name
}

resource "aws_glue_catalog_table" "view" {
  name               = "highest"
  database_name      = aws_glue_catalog_database.rivers.name
  table_type         = "VIRTUAL_VIEW"
  view_original_text = "/* Presto View: e30= */"
  view_expanded_text = "/* Presto View */"
  parameters         = { presto_view = "true", comment = "Presto View" }

  storage_descriptor {
    columns {
      name = "level"
      type = "decimal(5,2)"
    }
  }
}

resource "aws_glue_partition" "inn" {
  database_name    = aws_glue_catalog_database.rivers.name
  table_name       = aws_glue_catalog_table.levels.name
  partition_values = ["2026", "Inn"]
  parameters       = { note = local.note }

  storage_descriptor {
    location      = "s3://${aws_s3_bucket.lake.bucket}/rivers/levels/year=2026/river=Inn/"
    input_format  = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
    }

    columns {
      name = "gauge"
      type = "string"
    }
  }
}

resource "aws_glue_partition_index" "by_year" {
  database_name = aws_glue_catalog_database.rivers.name
  table_name    = aws_glue_catalog_table.levels.name

  partition_index {
    index_name = "by_year"
    keys       = ["year", "river"]
  }
}

resource "aws_glue_user_defined_function" "flood" {
  name          = "is_flood"
  database_name = aws_glue_catalog_database.rivers.name
  catalog_id    = aws_glue_catalog_database.rivers.catalog_id
  class_name    = var.second_round ? "example.IsHighFlood" : "example.IsFlood"
  owner_name    = "hydrology"
  owner_type    = "GROUP"

  resource_uris {
    resource_type = "JAR"
    uri           = "s3://${aws_s3_bucket.lake.bucket}/functions.jar"
  }
}
