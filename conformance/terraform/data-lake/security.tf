resource "aws_kms_key" "lake" {
  description             = "Data lake, ${local.note}"
  deletion_window_in_days = 7
  enable_key_rotation     = var.second_round
  tags                    = { note = local.note }

  policy = templatefile("${path.module}/policy/key.json", { account = local.account })
}

resource "aws_kms_alias" "lake" {
  name          = "alias/data-lake"
  target_key_id = aws_kms_key.lake.key_id
}

data "aws_kms_alias" "lake" {
  name       = aws_kms_alias.lake.name
  depends_on = [aws_kms_alias.lake]
}

resource "aws_iam_policy" "lake" {
  for_each    = fileset("${path.module}/policy", "glue-*.json")
  name        = trimsuffix(each.value, ".json")
  path        = "/lake/"
  description = "From the file ${each.value}"
  tags        = { note = local.note }

  policy = templatefile("${path.module}/policy/${each.value}", {
    buckets = jsonencode(flatten([
      for name in values(local.buckets) : ["arn:aws:s3:::${name}", "arn:aws:s3:::${name}/*"]
    ]))
    actions = jsonencode(concat(["s3:GetObject", "s3:ListBucket"], var.second_round ? ["s3:PutObject"] : []))
    key     = aws_kms_key.lake.arn
  })
}

resource "aws_iam_role" "glue" {
  name                 = "lake-glue"
  path                 = "/lake/"
  description          = "Glue in the data lake, ${local.note}"
  assume_role_policy   = file("${path.module}/policy/trust.json")
  max_session_duration = var.second_round ? 7200 : 3600
  tags                 = { note = local.note }
}

resource "aws_iam_role_policy_attachment" "lake" {
  for_each   = aws_iam_policy.lake
  role       = aws_iam_role.glue.name
  policy_arn = each.value.arn
}

resource "aws_iam_role_policy_attachment" "service" {
  role       = aws_iam_role.glue.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole"
}

resource "aws_iam_role_policy" "logs" {
  name = "logs"
  role = aws_iam_role.glue.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = concat(["logs:PutLogEvents"], var.second_round ? ["logs:CreateLogStream"] : [])
      Resource = "*"
    }]
  })
}

resource "aws_iam_instance_profile" "glue" {
  name = "lake-glue"
  role = aws_iam_role.glue.name
}

resource "aws_iam_user" "loader" {
  name = "lake-loader"
  tags = { note = local.note }
}

resource "aws_iam_access_key" "loader" {
  user = aws_iam_user.loader.name
}

resource "aws_iam_group" "readers" {
  name = "lake-readers"
}

resource "aws_iam_group_membership" "readers" {
  name  = "readers"
  group = aws_iam_group.readers.name
  users = [aws_iam_user.loader.name]
}

resource "aws_glue_security_configuration" "lake" {
  name = "lake"

  encryption_configuration {
    cloudwatch_encryption {
      cloudwatch_encryption_mode = "SSE-KMS"
      kms_key_arn                = aws_kms_key.lake.arn
    }

    job_bookmarks_encryption {
      job_bookmarks_encryption_mode = "CSE-KMS"
      kms_key_arn                   = aws_kms_key.lake.arn
    }

    s3_encryption {
      s3_encryption_mode = "SSE-KMS"
      kms_key_arn        = aws_kms_key.lake.arn
    }
  }
}
