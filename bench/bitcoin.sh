#!/bin/sh
# Bitcoin headers followed, Merkle branches checked and a block of 612,096 bytes read, a second, on one core; each as a ratio to hashing
# the same bytes with the same SHA-256, by turns in the same process. Needs TAPELINE_DATA. Raw output: bench/results/bitcoin.txt.
set -eu
cd "$(dirname "$0")/.."
mvn -B -q test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
mkdir -p bench/results
pin=''; command -v taskset >/dev/null && pin='taskset -c 0'
$pin "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -Xmx1g \
  -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" \
  io.tapeline.chain.spv.SpvBenchmark 2>target/bench.log | tee bench/results/bitcoin.txt
[ -s bench/results/bitcoin.txt ] || { tail target/bench.log && exit 1; }
