# shellcheck shell=sh disable=SC2034,SC2154
# The JVM's ahead-of-time cache: classes loaded and linked, and what the methods did, as a platform of the launcher's own
# showed under a short load. With it a start takes half the time, and the first messages are compiled code. It is made
# with a build, on a JDK that knows how (25 and newer), and taken only where JDK, jars and options are the same.

# Options of the process that `up` starts: short pauses, and memory that costs the processor less (docs/performance.md).
serving_options() {
    serving='-XX:MaxGCPauseMillis=50 -XX:MaxTenuringThreshold=2 -XX:+UnlockExperimentalVMOptions -XX:G1NewSizePercent=20'
    if [ "$(uname -s)" = Linux ]; then serving="$serving -XX:+UseTransparentHugePages"; fi
    if [ "$java_version" -ge 25 ]; then serving="$serving -XX:+UseCompactObjectHeaders"; fi
}

cache_possible() {
    [ "$program" = infra/cli ] && [ "$java_version" -ge 25 ] && [ "$(uname -s)" = Linux ] &&
        [ "${FLUXIM_AOT:-yes}" != no ]
}

# What the cache depends on.
cache_key() {
    serving_options
    # shellcheck disable=SC2046
    (
        cat "$JAVA_HOME/release"
        echo "$serving"
        IFS=:
        set -f
        stat -c '%n %s %Y' $(cat "$class_path")
    ) 2>/dev/null | cksum
}

# True if there is a cache for what is about to be started.
trained() { cache_possible && [ -f "$cache" ] && [ "$(cache_key)" = "$(cat "$cache.key")" ]; }

# True if there should be one: none was tried yet for this, and nobody uses the machine's cores for the platform itself.
training_needed() {
    cache=$built/launcher.aot
    cache_possible && { [ ! -f "$cache.key" ] || [ "$(cache_key)" != "$(cat "$cache.key")" ]; } && ! running
}

# A platform of its own on free ports is started, used and stopped; the JVM writes the cache as it ends.
train() {
    say "Training the ahead-of-time cache, once for this build, so that every start is quick (FLUXIM_AOT=no: without) ..." >&2
    began=$(date +%s)
    training=$built/training
    rm -rf "$training" "$cache" "$cache.key"
    mkdir -p "$training/run" "$training/logs"
    chmod 700 "$training"
    key=$(cache_key)
    serving_options
    child=''
    trap 'training_ended; exit 130' INT TERM HUP
    say "  starting a platform of its own" >&2
    # The directory and the environment are its own too: it must never meet a store that somebody configured.
    # shellcheck disable=SC2086
    (
        cd "$training"
        data=$training
        session_leader=setsid alone=yes
        java_here $serving "-Xmx$(heap)" "-XX:AOTCacheOutput=$cache.new" '-Xlog:aot*=off' \
            -Dserver.port=0 -Dmanagement.server.port=0 -Dim.embedded.kafka-port=0 -Dim.embedded.redis-port=0 \
            -Dim.embedded.mariadb-port=0 -Dim.embedded.mongodb-port=0 -Dim.access.limits.user.sends-per-second=0 \
            -Dim.access.limits.user.deliveries-per-second=0 \
            io.fluxim.standalone.Standalone
    ) </dev/null >"$training/out" 2>&1 9>&- &
    child=$!
    if training_awaits 180 [ -f "$training/run/ready" ] && (data=$training alone=yes && cli_java train) >&2 9>&-; then
        say "  writing what was learned" >&2
    fi
    kill -TERM "$child" 2>/dev/null || true
    training_awaits 240 false || true
    training_ended
    trap - INT TERM HUP
    echo "$key" >"$cache.key"
    if [ -s "$cache.new" ]; then
        mv "$cache.new" "$cache"
        say "Trained in $(($(date +%s) - began)) s." >&2
    else
        rm -f "$cache.new"
        say "No cache was written, so starts are slower; $built/training.log may tell why." >&2
    fi
}

# Waits until the command succeeds, at most this number of seconds; false if it does not, or the platform ended.
training_awaits() {
    bound=$(($(date +%s) + $1))
    shift
    until "$@"; do
        kill -0 "$child" 2>/dev/null && [ "$(date +%s)" -lt "$bound" ] || return 1
        sleep 0.2
    done
}

# Leaves nothing behind but what was said.
training_ended() {
    if [ -n "$child" ] && kill -0 "$child" 2>/dev/null; then
        kill -TERM "$child" 2>/dev/null || true
        training_awaits 60 false || kill -KILL "$child" 2>/dev/null || true
    fi
    cat "$training/out" "$training/logs/fluxim.log" >"$built/training.log" 2>/dev/null || true
    rm -rf "$training"
}
