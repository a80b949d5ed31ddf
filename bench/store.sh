#!/bin/sh
# Candles a second that get into the database, as the tape closes them and as an import brings them, with the longer ones that
# follow; as a ratio to COPY of the same rows in the same run. Raw output: bench/results/store.txt.
set -eu
cd "$(dirname "$0")/.."
mvn -B -q test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
mkdir -p bench/results
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Drounds="${ROUNDS:-5}" -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" \
  io.tapeline.candle.postgres.CandleStoreBenchmark 2>/dev/null | tee bench/results/store.txt
