# shellcheck shell=sh disable=SC2034,SC2154
# Runs the tests and says in one line what came of them.

run_tests() {
    unit='' name=''
    left=$#
    while [ "$left" -gt 0 ]; do
        left=$((left - 1))
        argument=$1
        shift
        case $argument in
            --unit) unit=yes ;;
            -D*) set -- "$@" "$argument" ;;
            -*) fail "test takes --unit, the name of a test and -Dkey=value, not '$argument'" ;;
            *)
                [ -z "$name" ] || fail "test takes one name, not both '$name' and '$argument'"
                name=$argument
                ;;
        esac
    done
    find_jdk
    need_maven
    if [ -n "$name" ]; then
        choose_test "$name"
        set -- "$@" -pl "$module" -am -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
        case $class in
            *IT) set -- verify -Dtest=None "-Dit.test=$name" "$@" ;;
            *) set -- test "-Dtest=$name" "$@" ;;
        esac
    elif [ -n "$unit" ]; then
        set -- test -T 2 "$@"
    else
        set -- verify "$@"
    fi
    mkdir -p "$built"
    since=$built/launcher.tests
    : >"$since"
    began=$(date +%s)
    say "JDK $java_version: mvn $*"
    outcome=0
    mvn -B -ntp -fae "$@" </dev/null || outcome=$?
    say ""
    [ "$outcome" -eq 0 ] || problem "the build failed; the first [ERROR] above says where"
    say "Took $(($(date +%s) - began)) s."
    sum_reports
    return "$outcome"
}

# Sets class and module of the test named $1: Name, Name#method.
choose_test() {
    class=${1%%#*}
    # shellcheck disable=SC2086
    file=$(find $modules -path '*/src/test/java/*' -name "$class.java" | head -n 1)
    if [ -z "$file" ]; then
        problem "there is no test named $class"
        # shellcheck disable=SC2086
        near=$(find $modules -path '*/src/test/java/*' -iname "*$class*.java" | sed 's|.*/||; s|\.java$|  |' | sort)
        [ -z "$near" ] || problem "near it: $(printf '%s' "$near" | tr -d '\n')"
        exit 2
    fi
    module=${file%%/src/test/java/*}
}

# One line from all reports written since the run began.
sum_reports() {
    # shellcheck disable=SC2086
    find $modules -path '*/target/*-reports/TEST-*.xml' -newer "$since" | while IFS= read -r report; do
        sed -n '/<testsuite /,/>/p' "$report" | tr '\n' ' ' | sed 's/>.*//'
        echo
    done | awk '
        function of(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0 }
        { run += of("tests"); failed += of("failures") + of("errors"); skipped += of("skipped") }
        END { printf "%d passed, %d failed, %d skipped\n", run - failed - skipped, failed, skipped }'
}

format() {
    find_jdk
    need_maven
    mvn -q -B spotless:apply "$@" </dev/null
    say "Formatted."
}
