#!/bin/sh
# Takes in and gives away a million minutes: ./tapeline import into an empty home, then limit=all of a service on it, with the
# memory that the service's process has (VmRSS) before and its peak (VmHWM, reset before each answer) while it answers.
# ROWS=100000 for a quick look; PORT is the service's. Raw output: bench/results/history.txt.
set -eu
cd "$(dirname "$0")/.."
rows=${ROWS:-1000000} port=${PORT:-18200}
work=$(mktemp -d)
home=$work/home
trap '[ ! -f "$work/pid" ] || kill -TERM "$(cat "$work/pid")" 2>/dev/null; sleep 5; rm -rf "$work"' EXIT
awk -v rows="$rows" 'BEGIN { print "time,open,high,low,close,volume,quote_volume,trades"
  for (i = 0; i < rows; i++) { p = 40000 + i % 7919
    printf "%d,%d.25,%d.5,%d.01,%d.37,%d.125,%d.5,%d\n", 1600000020 + i * 60, p, p + 9, p - 9, p, i % 97 + 1, (i % 97 + 1) * p, i % 211 + 1 } }' \
  >"$work/bench.csv"
./tapeline import --home "$home" --market bench:btc-usd --interval 1m /dev/null >/dev/null 2>&1 || true # builds, makes the database
mkdir -p bench/results
now() { date +%s%3N; }
{
  began=$(now)
  ./tapeline import --home "$home" --market bench:btc-usd --interval 1m "$work/bench.csv"
  took=$(($(now) - began))
  echo "import: $rows rows in $took ms, $((rows * 1000 / took)) rows/s, with their longer candles and the start of the program"
  TAPELINE_ACCESS_POLICY=$PWD/src/test/resources/open-policy.yaml ./tapeline up --home "$home" --port "$port" >"$work/log" 2>&1 &
  echo $! >"$work/pid" # of a subshell: a variable would not be seen outside
  until curl -fsS "localhost:$port/v1/prices/btc" >/dev/null 2>&1; do sleep 0.2; done
  sleep 20 # until the start's own work is over
  java=$(ss -ltnp "sport = :$port" | sed -n 's/.*pid=\([0-9]*\).*/\1/p' | head -n 1)
  for form in application/x-ndjson text/csv application/json application/x-ndjson; do
    echo 5 >"/proc/$java/clear_refs"
    before=$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$java/status")
    began=$(now)
    bytes=$(curl -fsS -H "Accept: $form" "localhost:$port/v1/candles/bench:btc-usd?interval=1m&limit=all" | wc -c)
    took=$(($(now) - began))
    peak=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$java/status")
    echo "$form: $bytes bytes in $took ms, $((rows * 1000 / took)) rows/s; memory before $((before / 1024)) MiB, peak $((peak / 1024)) MiB"
  done
} | tee bench/results/history.txt
