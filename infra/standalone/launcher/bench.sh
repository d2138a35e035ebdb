# shellcheck shell=sh
# Measures what `up` starts, by that command, with data and ports of its own; with --apart each part as a process.

bench() {
    build_if_needed
    program infra/bench
    build_if_needed
    java_here -Xmx2g io.fluxim.bench.Bench "$@"
}
