# shellcheck shell=sh disable=SC2034,SC2154
# Builds when a source is newer than the last build, and runs the commands that are written in Java.

# The module with the class that is run: what it needs is built, and its libraries are the class path.
program() {
    program=$1
    built=$home/$program/target
    stamp=$built/launcher.stamp
    libraries=$built/launcher.classpath # as Maven tells it, with directories of classes
    class_path=$built/launcher.jars     # the same with jars alone
}
program infra/cli

modules="access message-pipeline history-sink offline-cleaner infra"

# True if there is no build, a source is newer than it, or a jar has gone since.
build_needed() {
    [ -f "$stamp" ] && [ -f "$class_path" ] || return 0
    # shellcheck disable=SC2086
    newer=$(find pom.xml $modules \( -name target -o -path '*/src/test' -o -path '*/launcher' \) -prune \
        -o -type f -newer "$stamp" -print | head -n 1)
    [ -z "$newer" ] || return 0
    # shellcheck disable=SC2013,SC2046
    (
        IFS=:
        for entry in $(cat "$class_path"); do
            [ -e "$entry" ] || exit 0
        done
        exit 1
    )
}

build_if_needed() {
    find_jdk
    build_needed || training_needed || return 0
    need_maven
    mkdir -p "$built"
    if command -v flock >/dev/null 2>&1; then
        exec 9>"$built/launcher.lock"
        flock -n 9 || { say "Another build is running; waiting for it."; flock 9; }
        if build_needed; then build; fi
        if training_needed; then train; fi
        exec 9>&-
    else
        if build_needed; then build; fi
        if training_needed; then train; fi
    fi
}

build() {
    if [ -d "${HOME:-/}/.m2/repository/org/springframework/boot" ]; then
        say "Building Fluxim (JDK $java_version) ..." >&2
    else
        say "Building Fluxim (JDK $java_version). The first build downloads about 400 MB of libraries ..." >&2
    fi
    began=$(date +%s)
    : >"$stamp.new"
    log=$built/launcher.build.log
    {
        status=0
        mvn -B -P launcher -pl "$program" -am process-classes 2>&1 </dev/null || status=$?
        printf '\nlauncher: exit %s\n' "$status"
    } 9>&- | tee "$log" | build_progress >&2
    if ! tail -n 1 "$log" | grep -q '^launcher: exit 0$'; then
        grep '^\[ERROR\]' "$log" | head -n 20 >&2 || true
        fail "the build failed; all of its output is in $log"
    fi
    "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$home/infra/standalone/target/classes" \
        io.fluxim.standalone.launch.PackedClassPath "$built/classes:$(cat "$libraries")" "$built/jars" >"$class_path.new" ||
        fail "the classes could not be packed into $built/jars"
    mv "$class_path.new" "$class_path"
    mv "$stamp.new" "$stamp"
    say "Built in $(($(date +%s) - began)) s." >&2
}

# One live line: the module, and how many files were downloaded.
build_progress() {
    module='' downloads=0
    while IFS= read -r line; do
        case $line in
            *'[INFO] Building '*'['*) module=$(printf '%s' "$line" | sed 's/.*Building \([^ ]*\).*\(\[.*\]\)$/\1 \2/') ;;
            *Downloaded*) downloads=$((downloads + 1)) ;;
            *) continue ;;
        esac
        if [ -t 2 ]; then printf '\r\033[K  %s, %s files downloaded' "$module" "$downloads"; fi
    done
    if [ -t 2 ]; then printf '\r\033[K'; fi
}

# Java in this process's place, with the built classes: java_here OPTION... CLASS ARGUMENT...
java_here() {
    if [ "$java_version" -ge 22 ]; then set -- --enable-native-access=ALL-UNNAMED "$@"; fi
    if [ "$java_version" -ge 23 ]; then set -- --sun-misc-unsafe-memory-access=allow "$@"; fi
    if [ -n "$bold" ]; then set -- -Dfluxim.colour=true "$@"; fi
    if [ -t 0 ] && [ -t 1 ]; then set -- -Dfluxim.interactive=true "$@"; fi
    CLASSPATH=$(cat "$class_path")
    export CLASSPATH
    set -- "$JAVA_HOME/bin/java" "-Dfluxim.data=$data" "-Dfluxim.home=$home" \
        -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 "$@"
    # Without what the environment configures.
    if [ -n "${alone:-}" ]; then set -- env -i "PATH=$PATH" "HOME=$HOME" "CLASSPATH=$CLASSPATH" "$@"; fi
    # shellcheck disable=SC2086
    exec ${session_leader:-} "$@"
}

# A command in Java: short-lived, so started quickly rather than made fast.
cli() {
    build_if_needed
    # A killed process leaves its addresses behind.
    running || rm -f "$(run_dir)/addresses" "$(run_dir)/ready" "$(run_dir)/stores"
    cli_java "$@"
}

cli_java() {
    java_here -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m io.fluxim.cli.Cli "$@"
}
