#!/usr/bin/env bash
# Installs Neutral Gate in an environment of its own, so that nothing of the workflow's Python changes.
set -euo pipefail

env_dir="$RUNNER_TEMP/neutral-gate/env"
if ! "${NG_PYTHON:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "::error title=Neutral Gate::This action needs Python 3.11 or newer. Add actions/setup-python before it."
  exit 2
fi
"${NG_PYTHON:-python3}" -m venv "$env_dir"
# The action's folder lies two levels below the project that it belongs to.
"$env_dir/bin/python" -m pip install --quiet --disable-pip-version-check "${NG_INSTALL:-$GITHUB_ACTION_PATH/../..}"
