#!/bin/sh
# GET /v1/prices/btc against nginx returning the same bytes, in the same run: wrk on one core, the server on the other.
# Needs wrk, nginx and a running service, whose process is pinned here; with one event loop, for one core, and simulated exchanges, which
# run inside it, that leave the core to the answers: TAPELINE_ACCESS_POLICY=src/test/resources/open-policy.yaml TAPELINE_SANDBOX_RATE=10
# QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE=1 ./tapeline up. Raw output: bench/results/.
set -eu
cd "$(dirname "$0")/.."
url=${1:-http://127.0.0.1:8080}
work=$(mktemp -d)
trap 'kill "$(cat "$work/nginx.pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
curl -fsS "$url/v1/prices/btc" >"$work/body.json"
cat >"$work/nginx.conf" <<CONF
worker_processes 1; pid $work/nginx.pid; error_log $work/error.log; events { worker_connections 512; }
http { access_log off; keepalive_requests 100000000; server { listen 127.0.0.1:18099;
location / { default_type application/json; $(fold -w 2000 "$work/body.json" |
    awk '{ printf "set $part%d '"'%s'"'; ", NR, $0; all = all "${part" NR "}" } END { printf "return 200 \"%s\";", all }')
} } }
CONF
taskset -c 0 nginx -c "$work/nginx.conf" -e "$work/error.log" -g 'daemon on;'
port=${url##*:}
service=$(ss -ltnp "sport = :$port" | sed -n 's/.*pid=\([0-9]*\).*/\1/p' | head -n 1)
mkdir -p bench/results
load() { taskset -c 1 wrk -t1 -c32 -d"${SECONDS_EACH:-15}s" --latency "$1"; }
{
  echo "body: $(wc -c <"$work/body.json") bytes"
  # compiled code first, on both cores
  wrk -t1 -c32 -d"${WARM_UP:-20}s" "$url/v1/prices/btc" >/dev/null
  taskset -a -p -c 0 "$service" >/dev/null
  load "$url/v1/prices/btc" >/dev/null
  for round in $(seq "${ROUNDS:-4}"); do
    echo "== nginx, round $round"; load http://127.0.0.1:18099/
    echo "== tapeline, round $round"; load "$url/v1/prices/btc"
  done
} | tee bench/results/http.txt
taskset -a -p -c 0-1 "$service" >/dev/null
awk '/^==/ {who=$2} /Requests\/sec/ {sum[who]+=$2; n[who]++}
     END {t=sum["tapeline,"]/n["tapeline,"]; x=sum["nginx,"]/n["nginx,"]; printf "tapeline %.0f/s, nginx %.0f/s, ratio %.2f\n", t, x, t/x}' bench/results/http.txt
