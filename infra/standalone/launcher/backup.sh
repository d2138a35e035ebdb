# shellcheck shell=sh disable=SC2034,SC2154
# Backup, restore and rebuild. All open the stores, so they get the heap that `up` gets.

# A path of the caller's, who stood elsewhere.
callers_path() {
    case $1 in
        /*) printf '%s' "$1" ;;
        *) printf '%s' "$caller/${1#./}" ;;
    esac
}

# backup [FILE|DIR] [--restart]
backup() {
    restart='' target=''
    for argument; do
        case $argument in
            --restart) restart=yes ;;
            -*) fail "backup takes a file or directory and --restart, not '$argument'" ;;
            *)
                [ -z "$target" ] || fail "backup takes one file or directory, not both '$target' and '$argument'"
                target=$(callers_path "$argument")
                ;;
        esac
    done
    if [ -z "$target" ]; then
        target=$home/backups
        (umask 077 && mkdir -p "$target")
    fi
    [ ! -f "$target" ] || fail "$target is there already; name another file"
    set --
    if [ -f "$(run_dir)/arguments" ]; then
        while IFS= read -r argument; do set -- "$@" "$argument"; done <"$(run_dir)/arguments"
    fi
    was_running=''
    if running; then
        if [ -z "$restart" ]; then
            problem "Fluxim is running (process $pid), and what moves cannot be backed up"
            fail "stop it first (./fluxim stop), or: ./fluxim backup --restart  stops it, backs up and starts it again"
        fi
        was_running=yes
    fi
    build_if_needed
    if [ -z "$was_running" ]; then
        backup_here "$target" "$@"
        return
    fi
    trap : INT TERM # whatever happens to the backup, what was stopped is started again
    stop
    status=0
    backup_here "$target" "$@" || status=$?
    say "Starting Fluxim again, in the background ..."
    up --detach "$@"
    trap - INT TERM
    return "$status"
}

# backup_here FILE|DIR OPTION...
backup_here() {
    into=$1
    shift
    (java_here "-Xmx$(heap)" "$@" io.fluxim.cli.Cli backup "$into")
}

# restore FILE [--replace] [--keep-tokens] [--check]
restore() {
    left=$#
    while [ "$left" -gt 0 ]; do
        left=$((left - 1))
        argument=$1
        shift
        case $argument in
            -*) set -- "$@" "$argument" ;;
            *) set -- "$@" "$(callers_path "$argument")" ;;
        esac
    done
    if running; then
        problem "Fluxim is running with $data (process $pid)"
        fail "stop it first: ./fluxim stop; or restore elsewhere: --data DIR"
    fi
    build_if_needed
    java_here "-Xmx$(heap)" io.fluxim.cli.Cli restore "$@"
}

# rebuild inbox|history [OPTION...]
rebuild() {
    if running; then
        problem "Fluxim is running with $data (process $pid), and what moves cannot be compared"
        fail "stop it first: ./fluxim stop"
    fi
    build_if_needed
    set -- io.fluxim.cli.Cli rebuild "$@"
    # the keys that the last `up` was given, before the class: the counts of partitions and the retention must be the same
    if [ -f "$(run_dir)/arguments" ]; then
        while IFS= read -r argument; do set -- "$argument" "$@"; done <"$(run_dir)/arguments"
    fi
    java_here "-Xmx$(heap)" "$@"
}
