#!/bin/sh
# Columns of the whole catalogue of indicators from bars in memory, on one thread; then those that ta4j has as well beside its own, with
# double numbers, on the same bars, in turn. BARS, ROUNDS. Raw output: bench/results/indicators.txt.
set -eu
cd "$(dirname "$0")/.."
mvn -B -q test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
mkdir -p bench/results
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1g -Dbars="${BARS:-20000}" -Drounds="${ROUNDS:-5}" \
  -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" \
  io.tapeline.signal.indicator.IndicatorBenchmark 2>/dev/null | tee bench/results/indicators.txt
