#!/bin/sh
# Proofs of accounts checked a second, and blocks whose receipts' roots are made again, on one core; each as a ratio to hashing
# the same bytes with the same Keccak, by turns in the same process; and how long it takes to recover a sender. Raw output: bench/results/proofs.txt.
set -eu
cd "$(dirname "$0")/.."
mvn -B -q test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
mkdir -p bench/results
pin=''; command -v taskset >/dev/null && pin='taskset -c 0'
$pin "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -Xmx1g \
  -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" \
  io.tapeline.chain.block.ProofBenchmark 2>target/bench.log | tee bench/results/proofs.txt
[ -s bench/results/proofs.txt ] || { tail target/bench.log && exit 1; }
