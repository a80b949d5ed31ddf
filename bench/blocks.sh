#!/bin/sh
# Whole blocks read from what a node answers (transactions, receipts, withdrawals), verified and made ready to be stored a second, on one
# core; as a ratio to hashing the bytes of the answers with the same Keccak, by turns in the same process. Raw output: bench/results/blocks.txt.
set -eu
cd "$(dirname "$0")/.."
mvn -B -q test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
mkdir -p bench/results
pin=''; command -v taskset >/dev/null && pin='taskset -c 0'
$pin "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -Xmx1g \
  -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" \
  io.tapeline.chain.postgres.BlockBenchmark 2>target/bench.log | tee bench/results/blocks.txt
[ -s bench/results/blocks.txt ] || { tail target/bench.log && exit 1; }
