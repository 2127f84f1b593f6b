# Sourced by ./test: a PostgreSQL server of its own in a temporary folder, for the tests. Expects say().
# Root does not run a server: the user postgres does. Fast, not safe: the data dies with the server.

# The programs of the newest installed server, or nothing.
postgres_programs() { find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1; }

# As whoever may run a server.
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

# start_postgres: puts the address into $postgres_url, the port into $postgres_port; with an empty $postgres_durability the server writes
# safely to disk. Fails when it cannot be started.
start_postgres() {
    local programs port
    programs="$(postgres_programs)"
    if [ -z "$programs" ]; then return 1; fi
    postgres_folder="$(mktemp -d)"
    if [ "$(id -u)" = 0 ]; then chown postgres "$postgres_folder"; fi
    port="$("$bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
    (
        cd "$postgres_folder"
        as_server "$programs/initdb" --pgdata="$postgres_folder/data" --username=jiheng --auth=trust --encoding=UTF8 --locale=C >/dev/null &&
            as_server "$programs/pg_ctl" --pgdata="$postgres_folder/data" --log="$postgres_folder/log" --wait --silent start --options \
                "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$postgres_folder ${postgres_durability--c fsync=off -c full_page_writes=off -c synchronous_commit=off}"
    ) || { sed 's/^/  /' "$postgres_folder/log" >&2; return 1; }
    # shellcheck disable=SC2034 # read by who sources this
    postgres_port="$port"
    # shellcheck disable=SC2034 # read by ./test
    postgres_url="postgres://jiheng@127.0.0.1:$port/jiheng"
}

# stop_postgres: ends the server, if one was started, and removes its folder.
stop_postgres() {
    if [ -z "${postgres_folder:-}" ]; then return; fi
    (cd / && as_server "$(postgres_programs)/pg_ctl" --pgdata="$postgres_folder/data" --mode=immediate --silent stop) || true
    rm -rf "$postgres_folder"
}
