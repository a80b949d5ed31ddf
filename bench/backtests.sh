#!/bin/sh
# Backtests of 20 series (SERIES) of five years of days and a year of hours by all strategies, with significance, on two threads from
# candles in memory; then one strategy beside ta4j's own executor on the same bars; then the same backtests of a service, from the request
# to the stored result, with the candles from PostgreSQL. ROUNDS is of the last. Raw output: bench/results/backtests.txt.
set -eu
cd "$(dirname "$0")/.."
mvn -B -q test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
mkdir -p bench/results
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx512m -Dseries="${SERIES:-20}" \
  -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" \
  io.tapeline.signal.backtest.BacktestBenchmark 2>/dev/null | tee bench/results/backtests.txt
mvn -B -q test -Dspotless.skip=true -Dtest=StoredBacktestBenchmark -Dsurefire.failIfNoSpecifiedTests=false \
  -Dseries="${SERIES:-20}" -Drounds="${ROUNDS:-4}" >/dev/null
tail -n "${ROUNDS:-4}" bench/results/backtests.txt
