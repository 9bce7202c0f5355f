locals {
  tags_of_all = { stack = "data-lake" }
}
