# Sourced by ./run and ./test: finds or installs uv and fills the virtual environment. Expects $root.
# Everything stays inside the checkout: uv in .venv-tools when the machine has none, packages in .venv.

say() { printf '%s\n' "$*" >&2; }

# Puts the path of uv into $uv.
find_uv() {
    uv="$(command -v uv || true)"
    if [ -z "$uv" ] && [ -x "$root/.venv-tools/bin/uv" ]; then uv="$root/.venv-tools/bin/uv"; fi
    if [ -n "$uv" ]; then return; fi
    local python
    python="$(command -v python3 || command -v python || true)"
    if [ -z "$python" ]; then
        say "没有找到 Python。请先安装 Python 3.11 或更高版本。 (Python 3.11+ is needed.)"
        exit 2
    fi
    say "首次运行：安装 uv ……"
    if ! "$python" -m venv "$root/.venv-tools" >/dev/null 2>&1 || [ ! -x "$root/.venv-tools/bin/pip" ]; then
        # Debian ships Python without venv and pip.
        rm -rf "$root/.venv-tools"
        if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
            say "本机的 Python 缺少 venv 模块。请安装后再试，例如：apt-get install python3-venv"
            exit 2
        fi
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv; } </dev/null >&2
        "$python" -m venv "$root/.venv-tools"
    fi
    "$root/.venv-tools/bin/python" -m pip install --quiet --disable-pip-version-check uv </dev/null >&2
    uv="$root/.venv-tools/bin/uv"
}

# What the environment must match: the lock file, the project file, this folder (scripts hold its path) and the arguments.
fingerprint() {
    printf '%s %s ' "$root" "$*"
    cat "$root/uv.lock" "$root/pyproject.toml" | cksum
}

# fill ARGUMENTS…: .venv as uv.lock says.
fill() {
    env -u VIRTUAL_ENV UV_PROJECT_ENVIRONMENT="$root/.venv" "$uv" sync --quiet --project "$root" --frozen "$@" </dev/null >&2
}

# sync NAME ARGUMENTS…: brings .venv up to date with uv.lock; at once when nothing changed since the last time.
sync() {
    local stamp="$root/.venv/.stamp-$1" wanted
    shift
    wanted="$(fingerprint "$@")"
    if [ -x "$root/.venv/bin/jiheng" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then return; fi
    # A copied or moved checkout: its programs still name the old folder.
    if [ -f "$root/.venv/.stamp-root" ] && [ "$(cat "$root/.venv/.stamp-root")" != "$root" ]; then rm -rf "$root/.venv"; fi
    find_uv
    say "准备运行环境（首次约需一两分钟）……"
    # First with the certificates uv brings along, then with those of the system: offices have their own.
    fill "$@" 2>/dev/null || UV_SYSTEM_CERTS=true fill "$@" || {
        say "运行环境没有装好，原因见上。联网后再运行一次；需要代理时请设置 HTTPS_PROXY。"
        exit 2
    }
    printf '%s' "$root" >"$root/.venv/.stamp-root"
    printf '%s' "$wanted" >"$stamp"
}
