#!/usr/bin/env bash
# Measures on PostgreSQL what survey_load.py and portal_load.py measure on SQLite, each on a server of its own that writes safely to disk:
#   scripts/load_on_postgres.sh survey [--answers 1500 --workers 2]
#   scripts/load_on_postgres.sh portal [--published 200 --workers 2]
# For machines with nothing else to do. Needs an installed PostgreSQL; as root the server runs as the user postgres.
set -euo pipefail
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)"
bin="${JIHENG_PYTHON_BIN:-$root/.venv/bin}"
which="${1:?survey or portal}"
shift
# shellcheck source=scripts/postgres.sh
. "$root/scripts/postgres.sh"
# shellcheck disable=SC2034 # read by start_postgres
postgres_durability=""
start_postgres
trap stop_postgres EXIT
as_server "$(postgres_programs)/createdb" --host=127.0.0.1 --port="${postgres_port:?}" --username=jiheng jiheng
unset JIHENG_DATA JIHENG_DEMO
DATABASE_URL="$postgres_url" "$bin/python" "$root/scripts/${which}_load.py" "$@"
