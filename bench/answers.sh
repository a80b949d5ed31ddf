#!/bin/sh
# What an answer costs beside its making, microseconds: a signature, tag and digest, the compressed forms; of 10 and of
# 1,000 rows. Raw output: bench/results/.
set -eu
cd "$(dirname "$0")/.."
mvn -B -q test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
mkdir -p bench/results
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
pin=''; command -v taskset >/dev/null && pin='taskset -c 0'
$pin "$java" --enable-native-access=ALL-UNNAMED -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" \
  org.openjdk.jmh.Main AnswersBenchmark -jvmArgs "-XX:+UseSerialGC --enable-native-access=ALL-UNNAMED" "$@" \
  | tee bench/results/answers.txt
