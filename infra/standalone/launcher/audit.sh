# shellcheck shell=sh disable=SC2034,SC2154
# Compares the stores. Of an installation that does not run it opens them, so it gets the heap that `up` gets.

audit() {
    build_if_needed
    if running; then
        heap=512m
    else
        heap=$(heap)
        rm -f "$(run_dir)/addresses" "$(run_dir)/ready" "$(run_dir)/stores"
    fi
    set -- io.fluxim.cli.Cli audit "$@"
    # the keys that the last `up` was given, before the class: the counts of partitions must be the same
    if [ -f "$(run_dir)/arguments" ]; then
        while IFS= read -r argument; do set -- "$argument" "$@"; done <"$(run_dir)/arguments"
    fi
    java_here "-Xmx$heap" "$@"
}
