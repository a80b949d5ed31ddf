#!/bin/sh
# Pages of a thousand candles as of a moment, one request after the other: the same page again and again, which memory answers from the
# second time on, then pages at random places, which the database answers; against the plain Vert.x client fetching the same rows from
# the same database in the same run. First with ROWS minutes of one market in the table; with FILL=yes also with 49 million more, see
# fill.sql. Needs wrk; for FILL psql and 12 GB. WARM_UP is how many seconds the service is asked
# before anything is measured.
# Raw output: bench/results/page.txt, for FILL page-50m.txt.
set -eu
cd "$(dirname "$0")/.."
rows=${ROWS:-1000000} fill=${FILL:-no} port=${PORT:-18200} seconds=${SECONDS_EACH:-8} warm_up=${WARM_UP:-40} rounds=${ROUNDS:-3}
raw=bench/results/page$([ "$fill" = no ] || echo -50m).txt
work=$(mktemp -d)
home=$work/home
trap '[ ! -f "$work/pid" ] || kill -TERM "$(cat "$work/pid")" 2>/dev/null; sleep 5; rm -rf "$work"' EXIT
mvn -B -q test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
awk -v rows="$rows" 'BEGIN { print "time,open,high,low,close,volume,quote_volume,trades"
  for (i = 0; i < rows; i++) { p = 40000 + i % 7919
    printf "%d,%d.25,%d.5,%d.01,%d.37,%d.125,%d.5,%d\n", 1600000020 + i * 60, p, p + 9, p - 9, p, i % 97 + 1, (i % 97 + 1) * p, i % 211 + 1 } }' \
  >"$work/bench.csv"
./tapeline import --home "$home" --market bench:btc-usd --interval 1m "$work/bench.csv" >/dev/null
TAPELINE_ACCESS_POLICY=$PWD/src/test/resources/open-policy.yaml TAPELINE_SANDBOX_RATE=20 ./tapeline up --home "$home" --port "$port" >"$work/log" 2>&1 &
echo $! >"$work/pid" # of a subshell: a variable would not be seen outside
until curl -fsS "localhost:$port/v1/prices/btc" >/dev/null 2>&1; do sleep 0.2; done
sleep 15 # until the start's own work is over
data=$(find "$home" -name postmaster.pid)
password=$(cat "$(find "$home" -name service.password)")
database="postgresql://tapeline:$password@127.0.0.1:$(sed -n 4p "$data")/tapeline"
origin=http://127.0.0.1:$port

pages() { # SECONDS MARKETS FIRST LAST
  wrk -t1 -c1 -d"$1s" -s bench/page.lua "$origin" -- "$2" "$3" "$4" "$as_of"
}

plain() { # MARKETS FIRST LAST
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" \
    io.tapeline.candle.postgres.PlainFetchBenchmark "$database" "$1" "$2" "$3" "$seconds" 2>/dev/null
}

measure() { # WHAT MARKETS FIRST LAST
  as_of=$(date -u +%FT%TZ) what=$1
  shift
  pages "$warm_up" "$@" >/dev/null # until all is compiled
  for _ in $(seq "$rounds"); do
    plain "$@" | sed "s/^/$what, /"
    pages "$seconds" "$@" | awk -v what="$what" '/Failed|Non-2xx/ { print }
      /requests in/ { n = $1 } /Requests\/sec/ { printf "%s, service: %d pages, %.0f us each\n", what, n, 1e6 / $2 }'
  done
}

middle=$((1600000020 + rows / 2 * 60))
last=$((1600000020 + rows * 60 - 60060))
mkdir -p bench/results
{
  echo "rows in the table: $rows minutes of one market and their longer candles"
  measure "the same page" bench:btc-usd "$middle" "$middle"
  measure "any page" bench:btc-usd 1600000020 "$last"
  if [ "$fill" != no ]; then
    psql -qX -v ON_ERROR_STOP=1 "$database" -f bench/fill.sql -c 'VACUUM ANALYZE candle_minute'
    psql -qXAt "$database" -c "SELECT 'rows in the table: ' || count(*) || ' minutes of 21 markets' FROM candle_minute"
    measure "the same page of 50 million" bench:btc-usd "$middle" "$middle"
    filled=$(psql -qXAt "$database" -c "SELECT min(open_nanos) / 1000000000 FROM candle_minute")
    measure "any page of 50 million" "$(seq -s, -f 'bench:fill%.0f-usd' 20)" "$filled" $((filled + 61 * 28 * 86400 - 60000))
  fi
} | tee "$raw"
awk -F, '/each/ { split($2, part, " "); us[$1, part[1]] += $(NF) + 0; n[$1, part[1]]++; seen[$1] = 1 }
  END { for (what in seen) { s = us[what, "service:"] / n[what, "service:"]; p = us[what, "plain"] / n[what, "plain"]
    printf "%s: service %.0f us, plain client %.0f us, ratio %.2f\n", what, s, p, s / p } }' "$raw" | sort | tee -a "$raw"
