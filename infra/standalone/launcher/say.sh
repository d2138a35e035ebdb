# shellcheck shell=sh disable=SC2034,SC2154
# How the launcher speaks: colour only on a terminal, problems on standard error.

bold='' dim='' red='' green='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
    escape=$(printf '\033')
    bold="${escape}[1m" dim="${escape}[2m" red="${escape}[31m" green="${escape}[32m" plain="${escape}[0m"
fi

say() { printf '%s\n' "$*"; }

# A line that the next one replaces, where somebody watches.
live() {
    if [ -t 1 ]; then printf '\r\033[K%s' "$(printf '%s' "$*" | cut -c 1-100)"; fi
}

live_end() {
    if [ -t 1 ]; then printf '\r\033[K'; fi
}

problem() { printf '%s\n' "${red}fluxim: $*${plain}" >&2; }

fail() {
    problem "$@"
    exit 1
}
