#!/bin/sh
# Messages a second from recorded bytes to candle and index, on one core, as a ratio to Jackson's streaming parser
# stepping through the same bytes; and bytes allocated a message. Needs TAPELINE_DATA. Raw output: bench/results/.
set -eu
cd "$(dirname "$0")/.."
: "${TAPELINE_DATA:?set TAPELINE_DATA to the folder of recordings}"
mvn -B -q test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
mkdir -p bench/results
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
pin=''; command -v taskset >/dev/null && pin='taskset -c 0'
$pin "$java" -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" org.openjdk.jmh.Main TapeBenchmark \
  -prof gc -jvmArgs "-XX:+UseSerialGC -Xmx1g" "$@" | tee bench/results/tape.txt
awk '/TapeBenchmark/ && /thrpt/ && $1 !~ /gc/ {v[$1" "$2]=$5}
     END {for (k in v) {split(k, a, " "); if (a[1] ~ /bytesTo/) {j="TapeBenchmark.jacksonTokenizes " a[2];
       printf "%-7s %.0f messages/s, %.2f of Jackson tokenizing (%.0f)\n", a[2], v[k], v[k]/v[j], v[j]}}}' bench/results/tape.txt
