data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
  region  = data.aws_region.current.name

  # Bucket names are unique in the world, so they carry account and region.
  buckets = {
    for layer in ["raw", "trusted", "refined", "results", "scripts"] :
    layer => "lake-${layer}-${local.account}-${local.region}"
  }
}

resource "aws_s3_bucket" "layer" {
  for_each      = local.buckets
  bucket        = each.value
  force_destroy = true
  tags          = { layer = each.key, note = local.note }
}

resource "aws_s3_bucket_versioning" "layer" {
  for_each = toset(["raw", "scripts"])
  bucket   = aws_s3_bucket.layer[each.key].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "layer" {
  for_each                = aws_s3_bucket.layer
  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "layer" {
  for_each = aws_s3_bucket.layer
  bucket   = each.value.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.lake.arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "results" {
  bucket = aws_s3_bucket.layer["results"].id

  rule {
    id     = "old-results"
    status = "Enabled"

    filter {
      prefix = "queries/"
    }

    expiration {
      days = var.second_round ? 14 : 7
    }
  }
}

resource "aws_s3_object" "data" {
  for_each     = fileset("${path.module}/data", "**/*.csv")
  bucket       = aws_s3_bucket.layer["raw"].id
  key          = "shop/${each.value}"
  source       = "${path.module}/data/${each.value}"
  etag         = filemd5("${path.module}/data/${each.value}")
  content_type = "text/csv"
  metadata     = { note = local.note }
}
