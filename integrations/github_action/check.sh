#!/usr/bin/env bash
# Checks the drafts of a workflow run: annotations in the log, a summary page, outputs, and reports as files.
set -euo pipefail

work="$RUNNER_TEMP/neutral-gate"
reports="$work/reports"
mkdir -p "$reports"

# One a line, so that names may have spaces in them. They stay words: nothing of them is run.
mapfile -t paths < <(sed '/^[[:space:]]*$/d' <<< "${NG_PATHS:-.}")
[ ${#paths[@]} -gt 0 ] || paths=(.)
mapfile -t people < <(sed '/^[[:space:]]*$/d' <<< "${NG_PEOPLE:-}")

options=(--format github --output "json=$reports/neutral-gate.json" --output "sarif=$reports/neutral-gate.sarif"
  --output "html=$reports/neutral-gate.html" --output "markdown=$reports/summary.md")
[ -z "${NG_CONFIG:-}" ] || options+=(--config "$NG_CONFIG")
[ -z "${NG_AT:-}" ] || options+=(--at "$NG_AT")
[ -z "${NG_FAIL_ON:-}" ] || options+=(--fail-on "$NG_FAIL_ON")
for list in "${people[@]}"; do options+=(--people "$list"); done

case "${NG_CHANGED_ONLY:-auto}" in
  auto) [ -n "${GITHUB_BASE_REF:-}" ] && changed=true || changed=false ;;
  true | false) changed=$NG_CHANGED_ONLY ;;
  *)
    echo "::error title=Neutral Gate::changed-only can be true, false or auto."
    exit 2
    ;;
esac
if $changed; then
  # What the branch of a pull request has changed since it left its base; of a push, what the last commit has.
  if [ -n "${GITHUB_BASE_REF:-}" ]; then base="origin/$GITHUB_BASE_REF"; else base="HEAD^"; fi
  if git merge-base "$base" HEAD > /dev/null 2>&1; then
    options+=(--changed-since "$(git merge-base "$base" HEAD)")
  else
    echo "::warning title=Neutral Gate::The base of this change is not here, so all files are checked." \
      "Set fetch-depth to 0 for actions/checkout."
  fi
fi

code=0
"$work/env/bin/neutral-gate" check "${options[@]}" -- "${paths[@]}" || code=$?

if [ -f "$reports/summary.md" ]; then cat "$reports/summary.md" >> "$GITHUB_STEP_SUMMARY"; fi
"$work/env/bin/python" -I - "$reports" "$code" >> "$GITHUB_OUTPUT" <<'PYTHON'
import json
import sys
from pathlib import Path

reports, code = Path(sys.argv[1]), sys.argv[2]
try:
    decision = json.loads((reports / "neutral-gate.json").read_text("utf-8"))
except (OSError, ValueError):
    decision = {"verdict": "error", "summary": {}}
summary = decision["summary"]
print(f"verdict={'error' if code not in ('0', '1') else decision['verdict']}")
print(f"drafts={summary.get('drafts', 0)}")
print(f"blocks={summary.get('block', 0)}")
print(f"warnings={summary.get('warn', 0)}")
for name in ("sarif", "html"):
    file = reports / f"neutral-gate.{name}"
    print(f"{name}-file={file if file.is_file() else ''}")
PYTHON
exit "$code"
