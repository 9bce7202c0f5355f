#!/usr/bin/env bash
# Runs the Python snippets of docs/clients/ against a server of its own and looks at the last line each one prints.
# Usage: conformance/clients/run-pages.sh [PAGE ...]      (default: boto3 awswrangler pyathena)
# Needs the built distribution and python3; the clients are installed into a virtual environment.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
tarn=$root/emulator-server/target/tarn/bin/tarn
work=$(mktemp -d)
server=
stop() {
  [[ -z $server ]] || { kill "$server"; wait "$server" || true; }
  rm -rf "$work"
}
trap stop EXIT

TARN_AOT=use "$tarn" serve --port 0 --data "$work/data" >"$work/out" 2>"$work/err" &
server=$!
until grep -q 'Tarn listens' "$work/out"; do kill -0 "$server"; sleep 0.1; done
AWS_ENDPOINT_URL=$(grep -o 'http://[0-9.:]*' "$work/out" | head -1)
export AWS_ENDPOINT_URL AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet boto3 awswrangler pyathena
"$work/venv/bin/pip" list 2>/dev/null | grep -iE '^(boto3|awswrangler|pyathena) '

declare -A expected=([boto3]=42 [awswrangler]=Similaun [pyathena]=42)
failed=0
for page in "${@:-boto3 awswrangler pyathena}"; do
  for name in $page; do
    sed -n '/^```python$/,/^```$/p' "$root/docs/clients/$name.md" | sed '/^```/d' >"$work/$name-page.py"
    got=$("$work/venv/bin/python" "$work/$name-page.py" 2>"$work/$name.err" | tail -1) || true
    if [[ $got == "${expected[$name]}" ]]; then
      echo "ok    docs/clients/$name.md printed $got"
    else
      echo "WRONG docs/clients/$name.md printed '$got', not ${expected[$name]}"
      tail -3 "$work/$name.err"
      failed=1
    fi
  done
done
exit "$failed"
