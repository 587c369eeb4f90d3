#!/usr/bin/env bash
# Prints how fast `sayso extract` is beside `wc -w`, by user CPU time, in turns so that a busy machine is unfair to neither:
#
#     benches/ratio.sh docs.jsonl [BINARY ...]
#
# `docs.jsonl` has an article a line. Each binary is a line of the result: the least of seven turns counts, for whatever
# else runs on a machine only ever adds time. Without a binary: target/release/sayso.
set -euo pipefail
export LC_ALL=C
TIMEFORMAT=%U

file=${1:?usage: benches/ratio.sh docs.jsonl [BINARY ...]}
shift
[ $# -gt 0 ] || set -- target/release/sayso

user() { { time "$@" > /dev/null; } 2>&1; }

for _ in 1 2 3 4 5 6 7; do
    echo "wc $(user wc -w "$file")"
    for binary; do
        echo "$binary $(user "$binary" extract --from jsonl --to jsonl -j 1 "$file")"
    done
done | awk -v bytes="$(wc -c < "$file")" '
    !($1 in least) { names[++count] = $1 }
    !($1 in least) || $2 < least[$1] { least[$1] = $2 }
    END {
        for (i = 1; i <= count; i++) {
            name = names[i]
            seconds = least[name] > 0 ? least[name] : 0.001
            printf "%-40s %8.1f MB/s  %.3f of wc -w\n", name, bytes / 1e6 / seconds, least["wc"] / seconds
        }
    }'
