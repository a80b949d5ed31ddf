#!/bin/sh
# Start to ready with a warm home folder, five times, and resident memory after a minute of sandbox. Raw output: bench/results/.
set -eu
cd "$(dirname "$0")/.."
home=$(mktemp -d)
port=${1:-18480}
mkdir -p bench/results
ready() { ls "$home"/sandbox/run/ready >/dev/null 2>&1; }
now() { date +%s%N; }
{
  for round in warm-up 1 2 3 4 5; do
    rm -f "$home/sandbox/run/ready"
    began=$(now)
    ./tapeline up --port "$port" --home "$home" >/dev/null 2>&1 &
    launcher=$!
    until ready; do sleep 0.02; done
    echo "start $round: $((($(now) - began) / 1000000)) ms to ready"
    if [ "$round" = 5 ]; then
      sleep 60
      grep -E 'VmRSS|VmHWM' "/proc/$(cat "$home/sandbox/run/ready")/status"
    fi
    kill -TERM "$launcher"; wait "$launcher" || true
  done
} | tee bench/results/start.txt
rm -rf "$home"
