# shellcheck shell=sh disable=SC2034,SC2154
# Which process serves this data directory. It records itself in data/run/fluxim.pid: its id and its start time.

run_dir() { printf '%s/run' "$data"; }

# Start time of process $1 in clock ticks since boot: tells a process from a later one with the same id. Nothing for one
# that is gone, also where nobody has fetched its exit code yet.
start_time() { sed -n 's/.*) \([^Z].*\)/\1/p' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }

# Sets pid to the running process that this data directory belongs to; false if there is none.
running() {
    pid=''
    [ -f "$(run_dir)/fluxim.pid" ] || return 1
    read -r recorded recorded_start <"$(run_dir)/fluxim.pid" || return 1
    [ "$(start_time "$recorded")" = "$recorded_start" ] || return 1
    tr '\0' ' ' <"/proc/$recorded/cmdline" 2>/dev/null | grep -q 'io\.fluxim\.standalone\.Standalone' || return 1
    pid=$recorded
}

ready() { [ -f "$(run_dir)/ready" ]; }

stop() {
    if ! running; then
        say "Fluxim is not running with $data."
        return 0
    fi
    bound=${FLUXIM_STOP_SECONDS:-60}
    say "Stopping Fluxim (process $pid) ..."
    kill -TERM "$pid" 2>/dev/null || true
    began=$(start_time "$pid")
    waited=0
    # Until it is gone, not only its record: it holds its ports and files to the end.
    while [ -n "$began" ] && [ "$(start_time "$pid")" = "$began" ]; do
        if [ "$waited" -ge $((bound * 5)) ]; then
            problem "process $pid still runs after $bound s; see: ./fluxim logs"
            fail "kill -9 $pid is safe: what was acknowledged survives it"
        fi
        sleep 0.2
        waited=$((waited + 1))
    done
    say "Stopped after $((waited / 5)) s."
}

status() {
    if ! running; then
        say "Fluxim is not running with $data. Start it: ./fluxim up"
        return 3
    fi
    if ! ready; then
        say "Fluxim is starting or stopping (process $pid). Watch it: ./fluxim logs -f"
        return 1
    fi
    say "${green}Fluxim is running${plain} (process $pid, data in $data)."
    cat "$(run_dir)/ready"
}

logs() {
    log=$data/logs/fluxim.log
    [ -f "$log" ] || fail "there is no log yet: $log"
    case ${1:-} in
        '') tail -n 200 "$log" ;;
        -f) exec tail -n 50 -F "$log" ;;
        *) fail "logs takes -f or nothing, not '$1'" ;;
    esac
}
