#!/bin/sh
# A page of a thousand candles as of a moment (never cached), one request after the other, against the plain Vert.x client fetching
# the same rows from the same database in the same run. ROWS is how many minutes the table holds. Needs wrk.
# Raw output: bench/results/page.txt.
set -eu
cd "$(dirname "$0")/.."
rows=${ROWS:-1000000} port=${PORT:-18200} seconds=${SECONDS_EACH:-8}
work=$(mktemp -d)
home=$work/home
trap '[ ! -f "$work/pid" ] || kill -TERM "$(cat "$work/pid")" 2>/dev/null; sleep 5; rm -rf "$work"' EXIT
mvn -B -q test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
awk -v rows="$rows" 'BEGIN { print "time,open,high,low,close,volume,quote_volume,trades"
  for (i = 0; i < rows; i++) { p = 40000 + i % 7919
    printf "%d,%d.25,%d.5,%d.01,%d.37,%d.125,%d.5,%d\n", 1600000020 + i * 60, p, p + 9, p - 9, p, i % 97 + 1, (i % 97 + 1) * p, i % 211 + 1 } }' \
  >"$work/bench.csv"
./tapeline import --home "$home" --market bench:btc-usd --interval 1m "$work/bench.csv" >/dev/null
TAPELINE_SANDBOX_RATE=20 ./tapeline up --home "$home" --port "$port" >"$work/log" 2>&1 &
echo $! >"$work/pid" # of a subshell: a variable would not be seen outside
until curl -fsS "localhost:$port/v1/prices/btc" >/dev/null 2>&1; do sleep 0.2; done
sleep 15 # until the start's own work is over
first=$((1600000020 + rows / 2 * 60))
from=$(date -u -d "@$first" +%FT%TZ)
to=$(date -u -d "@$((first + 60000))" +%FT%TZ)
page="http://127.0.0.1:$port/v1/candles/bench:btc-usd?interval=1m&from=$from&to=$to&limit=1000&as_of=$(date -u +%FT%TZ)"
[ "$(curl -fsS "$page" | grep -o open_time | wc -l)" = 1000 ]
data=$(find "$home" -name postmaster.pid)
password=$(cat "$(find "$home" -name service.password)")
database="postgresql://tapeline:$password@127.0.0.1:$(sed -n 4p "$data")/tapeline"
mkdir -p bench/results
{
  echo "rows in the table: $rows minutes and their longer candles"
  wrk -t1 -c1 -d"${seconds}s" "$page" >/dev/null # until all is compiled
  for round in 1 2 3; do
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" \
      io.tapeline.candle.postgres.PlainFetchBenchmark "$database" bench:btc-usd "${first}000000000" "$seconds" 2>/dev/null
    wrk -t1 -c1 -d"${seconds}s" "$page" | awk '/requests in/ { n = $1 } /Requests\/sec/ { printf "service: %d pages, %.0f us each\n", n, 1e6 / $2 }'
  done
} | tee "bench/results/page.txt"
awk '/^plain/ {p += $5; n++} /^service/ {s += $4} END {printf "a page takes %.2f times as long as its rows take the plain client\n", s / p}' bench/results/page.txt
