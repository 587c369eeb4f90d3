#!/usr/bin/env bash
# Every fuzz target for a minute, or `fuzz/run.sh SECONDS [TARGET…]`. Needs a Rust toolchain and a C++ compiler; where
# cargo-fuzz is there, `cargo fuzz run -s none TARGET` does the same. What a target finds stays in
# `fuzz/artifacts/TARGET`, what it learned in `fuzz/corpus/TARGET`, from where the next run goes on.
set -euo pipefail
cd "$(dirname "$0")"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target}"
seconds="${1:-60}"
shift || true
targets=("$@")
[ $# -gt 0 ] || mapfile -t targets < <(sed -n 's/^name = "\(.*\)"$/\1/p' Cargo.toml | tail -n +2)

# As cargo-fuzz instruments: libFuzzer is told of each edge that is passed and each comparison that is made. Only what is
# built for a named target is instrumented, not what runs while it is built.
host="$(rustc -vV | sed -n 's/^host: //p')"
export RUSTFLAGS="--cfg fuzzing -Cdebug-assertions -Coverflow-checks -Ccodegen-units=1 -Cpasses=sancov-module \
-Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
-Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares"
cargo build --release --locked --target "$host" "${targets[@]/#/--bin=}"

# What each target starts from: files that mean something to it.
seeds() {
    case "$1" in
        records) echo ../tests/articles ;;
        grammar) echo ../grammar/en ;;
        people | warc) echo "seeds/$1" ;;
        compression)
            # The first byte says which of the two it is, and stands for the first bytes of each.
            mkdir -p corpus/packed
            for file in ../tests/input/*; do
                { printf '\0'; gzip -nc "$file" | tail -c +4; } >"corpus/packed/$(basename "$file").gz"
                if command -v zstd >/dev/null; then
                    { printf '\1'; zstd -qc "$file" | tail -c +5; } >"corpus/packed/$(basename "$file").zst"
                fi
            done
            echo corpus/packed
            ;;
        *) echo ../tests/input ;;
    esac
}

failed=0
for target in "${targets[@]}"; do
    mkdir -p "corpus/$target" "artifacts/$target"
    printf '\n== %s\n' "$target"
    # Long texts say no more than short ones, and take longer. A byte of `tokens` is a word.
    case "$target" in
        tokens) length=128 ;;
        records | grammar | people) length=1024 ;;
        *) length=4096 ;;
    esac
    # An input that takes ten seconds, or a gigabyte, is a fault as well.
    "$CARGO_TARGET_DIR/$host/release/$target" "corpus/$target" "$(seeds "$target")" \
        -max_total_time="$seconds" -max_len="$length" -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
        -verbosity=0 -artifact_prefix="artifacts/$target/" || failed=1
done
exit $failed
