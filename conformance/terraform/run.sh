#!/usr/bin/env bash
# Applies a configuration, changes it, destroys it; after each step a plan must find nothing to do.
# Usage: run.sh FOLDER ENDPOINT
# TERRAFORM_PLUGIN_MIRROR names a folder with providers; without it they come from the registry.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
folder=$(cd "$1" && pwd)
work=$(mktemp -d)

# Leaves nothing behind on the server, also when a step has failed.
clean() {
  if [[ -s $work/terraform.tfstate ]] && [[ -n $(terraform state list) ]]; then
    terraform destroy -no-color -input=false -auto-approve >/dev/null || true
  fi
  rm -rf "$work"
}
trap clean EXIT
cp -r "$here/provider.tf" "$folder"/. "$work"
cd "$work"

export TF_VAR_endpoint=$2 TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1 AWS_EC2_METADATA_DISABLED=true
export TF_CLI_CONFIG_FILE=$work/cli.tfrc
if [[ -n ${TERRAFORM_PLUGIN_MIRROR:-} ]]; then
  cat >"$TF_CLI_CONFIG_FILE" <<EOF
provider_installation {
  filesystem_mirror {
    path = "$TERRAFORM_PLUGIN_MIRROR"
  }
}
EOF
else
  : >"$TF_CLI_CONFIG_FILE"
fi

# Prints the plan and ends with code 1 when there is anything to do.
plan_is_empty() {
  local code=0
  terraform plan -no-color -input=false -detailed-exitcode >plan.log || code=$?
  if ((code != 0)); then
    cat plan.log >&2
    return 1
  fi
}

terraform init -no-color -input=false >init.log || { cat init.log >&2; exit 1; }
terraform apply -no-color -input=false -auto-approve | grep 'Apply complete'
plan_is_empty
echo 'Nothing to do after apply'
export TF_VAR_second_round=true
terraform apply -no-color -input=false -auto-approve | grep 'Apply complete'
plan_is_empty
echo 'Nothing to do after the change'
terraform destroy -no-color -input=false -auto-approve | grep 'Destroy complete'
[[ -z $(terraform state list) ]]
