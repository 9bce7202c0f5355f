# What all configurations here share; run.sh lays it beside them.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

variable "endpoint" {
  type        = string
  description = "Where the server listens, such as http://localhost:4566"
}

variable "second_round" {
  type        = bool
  default     = false
  description = "Changes something in every resource that can be changed in place"
}

# All services on one endpoint; the account's number comes from STS.
provider "aws" {
  region                      = "us-east-1"
  access_key                  = "any"
  secret_key                  = "any"
  shared_config_files         = ["/dev/null"]
  shared_credentials_files    = ["/dev/null"]
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  s3_use_path_style           = true

  default_tags {
    tags = local.tags_of_all
  }

  endpoints {
    athena = var.endpoint
    ec2    = var.endpoint
    glue   = var.endpoint
    iam    = var.endpoint
    kms    = var.endpoint
    logs   = var.endpoint
    s3     = var.endpoint
    sts    = var.endpoint
  }
}

locals {
  note = var.second_round ? "changed" : "as created"
}
