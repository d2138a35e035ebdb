# shellcheck shell=sh disable=SC2034,SC2154
# Starts everything. The process leads a session of its own, so that Ctrl-C reaches it as one orderly stop, not as a
# signal to each store at once.

up() {
    detach=''
    left=$#
    while [ "$left" -gt 0 ]; do
        left=$((left - 1))
        argument=$1
        shift
        case $argument in
            --detach | -d) detach=yes ;;
            -D*=*) set -- "$@" "$argument" ;;
            *) fail "up takes --detach, --data DIR and -Dkey=value, not '$argument'" ;;
        esac
    done
    if running; then
        say "Fluxim is already running (process $pid)."
        status
        return
    fi
    build_if_needed
    mkdir -p "$data/logs" "$(run_dir)"
    chmod 700 "$data"
    rm -f "$(run_dir)/ready"
    # What a later backup or start of the same installation needs to know.
    (umask 077 && printf '%s\n' "$@" | grep -e . >"$(run_dir)/arguments") || true
    serving_options
    # shellcheck disable=SC2086
    set -- $serving "$@"
    if trained; then set -- "-XX:AOTCache=$cache" '-Xlog:aot*=off' "$@"; fi
    set -- "-Xmx$(heap)" -XX:+ExitOnOutOfMemoryError "-XX:ErrorFile=$data/logs/hs_err_%p.log" "$@"
    if [ -n "$detach" ]; then up_detached "$@"; else up_attached "$@"; fi
}

start_java() {
    session_leader=setsid
    java_here "$@" io.fluxim.standalone.Standalone
}

up_attached() {
    (start_java "$@") </dev/null &
    child=$!
    trap 'kill -TERM "$child" 2>/dev/null || true' INT TERM HUP
    # A trapped signal ends wait early; the process has ended once nothing is left to wait for.
    status=0
    wait "$child" || status=$?
    while kill -0 "$child" 2>/dev/null; do
        status=0
        wait "$child" || status=$?
    done
    # 143: it did what SIGTERM asked.
    [ "$status" -ne 143 ] || status=0
    return "$status"
}

up_detached() {
    out=$data/logs/up.log
    [ ! -f "$out" ] || mv "$out" "$out.1"
    : >"$out" # the loop below may be there before the process
    (start_java "$@") </dev/null >>"$out" 2>&1 &
    child=$!
    bound=${FLUXIM_START_SECONDS:-180}
    began=$(date +%s)
    shown=0
    while :; do
        if ready && running; then ended=ready; elif ! kill -0 "$child" 2>/dev/null; then ended=died;
        elif [ $(($(date +%s) - began)) -ge "$bound" ]; then ended=late; else ended=''; fi
        lines=$(wc -l <"$out")
        if [ "$lines" -gt "$shown" ]; then
            sed -n "$((shown + 1)),${lines}p" "$out"
            shown=$lines
        fi
        [ -z "$ended" ] || break
        sleep 0.2
    done
    case $ended in
        ready) return 0 ;;
        late) problem "not ready after $bound s; it goes on trying (process $child). Watch it: ./fluxim logs -f" ;;
        died) problem "the start failed" ;;
    esac
    if [ -f "$data/logs/fluxim.log" ]; then
        say "The last lines of $data/logs/fluxim.log:" >&2
        tail -n 15 "$data/logs/fluxim.log" >&2
    fi
    return 1
}
