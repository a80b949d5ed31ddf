#!/bin/sh
# Clean clone to first price: with an empty Maven repository, then with the one it filled. Raw output: bench/results/.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
port=${1:-18490}
launcher=''
trap 'kill -TERM $launcher 2>/dev/null || true; rm -rf "$folder"' EXIT
mkdir -p bench/results
export MAVEN_OPTS="${MAVEN_OPTS:-} -Dmaven.repo.local=$folder/repository"
first_price() {
  git clone -q . "$folder/clone"
  began=$(date +%s%N)
  "$folder/clone/tapeline" up --port "$port" --home "$folder/home" >"$folder/log" 2>&1 &
  launcher=$!
  until curl -sf -o /dev/null "http://127.0.0.1:$port/v1/prices/btc"; do
    kill -0 "$launcher" || { cat "$folder/log"; exit 1; }
    sleep 0.1
  done
  echo "first price, $1 Maven repository: $((($(date +%s%N) - began) / 1000000)) ms; repository $(du -sm "$folder/repository" | cut -f1) MB"
  kill -TERM "$launcher"; wait "$launcher" || true
  rm -rf "$folder/clone" "$folder/home"
}
{
  first_price empty
  first_price filled
} | tee bench/results/cold.txt
