# shellcheck shell=sh disable=SC2034,SC2154
# Finds a JDK 17 or newer: that of FLUXIM_JAVA_HOME, else the newest of JAVA_HOME, those on PATH and in the usual places.

# Major version of the JDK in $1; empty if there is none.
jdk_version() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
    version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null | head -n 1)
    if [ -z "$version" ]; then
        version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
    fi
    printf '%s' "$version"
}

find_jdk() {
    java_version=0
    if [ -n "${FLUXIM_JAVA_HOME:-}" ]; then
        java_version=$(jdk_version "$FLUXIM_JAVA_HOME")
        [ "${java_version:-0}" -ge 17 ] || fail "FLUXIM_JAVA_HOME is no JDK 17 or newer: $FLUXIM_JAVA_HOME"
        export JAVA_HOME="$FLUXIM_JAVA_HOME"
        return 0
    fi
    on_path='' given=''
    if [ -n "${JAVA_HOME:-}" ]; then given=$(jdk_version "$JAVA_HOME"); fi
    if command -v javac >/dev/null 2>&1; then
        on_path=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
    fi
    # The first of the newest: of two alike that of JAVA_HOME.
    for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/*; do
        found=$(jdk_version "$candidate")
        if [ "${found:-0}" -gt "$java_version" ]; then
            java_version=$found
            newest=$candidate
        fi
    done
    if [ "$java_version" -lt 17 ]; then
        problem "a JDK 17 or newer is needed; none in JAVA_HOME, on PATH or in /usr/lib/jvm"
        fail "install one, on Debian and Ubuntu: apt-get install openjdk-17-jdk maven"
    fi
    if [ "${given:-0}" -ge 17 ] && [ "$given" -lt "$java_version" ]; then
        say "Taking JDK $java_version ($newest), newer than the $given of JAVA_HOME; FLUXIM_JAVA_HOME decides otherwise." >&2
    fi
    export JAVA_HOME="$newest"
}

# Heap of a process that holds the stores: FLUXIM_HEAP, else a quarter of the machine's memory (of a container its own), 2 GB at
# least and 31 at most, where references take four bytes still.
heap() {
    if [ -n "${FLUXIM_HEAP:-}" ]; then
        printf '%s' "$FLUXIM_HEAP"
        return
    fi
    cat /sys/fs/cgroup/memory.max /proc/meminfo 2>/dev/null | awk '
        /^[0-9]+$/ { own = $1 / 1048576 }
        /^MemTotal:/ { all = $2 / 1024 }
        END {
            quarter = int((own > 0 && own < all ? own : all) / 4)
            printf "%dm", (quarter < 2048 ? 2048 : (quarter > 31744 ? 31744 : quarter))
        }'
}

need_maven() {
    command -v mvn >/dev/null 2>&1 || fail "Maven builds Fluxim; install it, on Debian and Ubuntu: apt-get install maven"
}
