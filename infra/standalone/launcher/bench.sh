# shellcheck shell=sh
# Measures a platform of its own, apart from the one that `up` runs.

bench() {
    program infra/bench
    build_if_needed
    java_here -Xmx2g io.fluxim.bench.Bench "$@"
}
