#!/bin/sh
# GET /v1/prices/btc with a key, its plan's limits and usage against the same read past the gate, by turns, of one process on one
# core; wrk has the other. Needs wrk and taskset. Raw output: bench/results/gate.txt.
set -eu
cd "$(dirname "$0")/.."
mvn -B -q test -Dspotless.skip=true -Dtest=GateBenchmark -Dsurefire.failIfNoSpecifiedTests=false \
  -Drounds="${ROUNDS:-6}" -Dseconds="${SECONDS_EACH:-8}" >/dev/null
cat bench/results/gate.txt
