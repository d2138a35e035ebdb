# shellcheck shell=sh
# Injects faults into a cluster of its own, apart from the one that `up` runs.

torture() {
    program infra/torture
    build_if_needed
    java_here -Xmx1g io.fluxim.torture.Torture "$@"
}
