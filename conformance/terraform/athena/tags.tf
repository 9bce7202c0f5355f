# Nothing here is tagged unless its resource says so.
locals {
  tags_of_all = {}
}
