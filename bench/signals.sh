#!/bin/sh
# From the candles of a close to all of its signals, both in the database: 500 instruments, five intervals, ten strategies, or
# STRATEGIES. Raw output: bench/results/signals.txt.
set -eu
cd "$(dirname "$0")/.."
mvn -B -q test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
mkdir -p bench/results
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx3g -Dseries="${SERIES:-500}" -Dstrategies="${STRATEGIES:-}" \
  -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" \
  io.tapeline.signal.app.SignalBenchmark 2>target/bench.log | tee bench/results/signals.txt
[ -s bench/results/signals.txt ] || { tail target/bench.log && exit 1; }
