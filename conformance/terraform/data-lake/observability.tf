resource "aws_cloudwatch_log_group" "jobs" {
  name              = "/aws-glue/jobs/lake"
  retention_in_days = var.second_round ? 30 : 7
  kms_key_id        = aws_kms_key.lake.arn
  tags              = { note = local.note }
}

resource "aws_cloudwatch_log_stream" "driver" {
  name           = "driver"
  log_group_name = aws_cloudwatch_log_group.jobs.name
}

data "aws_vpc" "default" {
  default = true
}

data "aws_subnets" "default" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.default.id]
  }
}

data "aws_subnet" "first" {
  id = sort(data.aws_subnets.default.ids)[0]
}

data "aws_security_group" "default" {
  vpc_id = data.aws_vpc.default.id
  name   = "default"
}

data "aws_route_table" "main" {
  vpc_id = data.aws_vpc.default.id
}

# What a Glue job in a network needs to reach S3.
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = data.aws_vpc.default.id
  service_name      = "com.amazonaws.${local.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [data.aws_route_table.main.id]
  tags              = { note = local.note }
}

resource "aws_glue_connection" "network" {
  name            = "lake-network"
  description     = local.note
  connection_type = "NETWORK"

  physical_connection_requirements {
    availability_zone      = data.aws_subnet.first.availability_zone
    security_group_id_list = [data.aws_security_group.default.id]
    subnet_id              = data.aws_subnet.first.id
  }
}
