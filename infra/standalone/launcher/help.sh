# shellcheck shell=sh disable=SC2034,SC2154
# What each command does, for people.

help() {
    case $1 in
        '') help_all ;;
        up)
            cat <<'EOT'
./fluxim up [--detach] [--data DIR] [-Dkey=value ...]

Builds if a source has changed, then starts Kafka, Redis, MariaDB, the MongoDB stand-in and the four applications in one
process, all on 127.0.0.1. In the foreground Ctrl-C stops it; --detach returns once it is ready.

A store of your own is used instead of the embedded one if its connection is configured, in ./fluxim.yml, in the
environment or with -D:
  Kafka    im.kafka.bootstrap-servers          IM_KAFKA_BOOTSTRAP_SERVERS
  Redis    spring.data.redis.url               SPRING_DATA_REDIS_URL
  MongoDB  spring.mongodb.uri                  SPRING_MONGODB_URI
  MySQL    spring.r2dbc.url and im.mysql.jdbc-url (with spring.r2dbc.username and spring.r2dbc.password)

  FLUXIM_DATA           where everything is kept (./data)
  FLUXIM_HEAP           heap of the process (a quarter of the memory, 2g at least)
  FLUXIM_JAVA_HOME      the JDK to build and run with (the newest that is found)
  FLUXIM_AOT            no: make and take no ahead-of-time cache (yes: on JDK 25 and newer a build ends with making one, 90 s)
  FLUXIM_START_SECONDS  how long --detach waits (180)
EOT
            ;;
        stop)
            cat <<'EOT'
./fluxim stop [--data DIR]

Asks the process that serves this data directory to stop, and waits: no new connections, then the flows finish and
commit, then the stores close. It ends only the process that `up` recorded. FLUXIM_STOP_SECONDS bounds the wait (60).
EOT
            ;;
        status)
            cat <<'EOT'
./fluxim status [--data DIR]

Says whether Fluxim runs, and its addresses. Exit code 0: ready, 1: starting or stopping, 3: not running.
EOT
            ;;
        logs)
            cat <<'EOT'
./fluxim logs [-f] [--data DIR]

The newest lines of data/logs/fluxim.log; -f follows them.
EOT
            ;;
        backup)
            cat <<'EOT'
./fluxim backup [FILE|DIR] [--restart] [--data DIR]

Writes all of an installation with embedded stores into one file: the log, the inboxes, users, groups and history, the
secrets. FILE must not exist; in a DIR it gets a name with the time; without either it goes to ./backups. The file is
readable by you alone, and there whole or not at all.

Nothing may run meanwhile: that is what makes it fit together. --restart stops Fluxim, backs up, and starts it again.
With stores of your own, and for what a backup guarantees: docs/backup.md
EOT
            ;;
        restore)
            cat <<'EOT'
./fluxim restore FILE [--replace] [--keep-tokens] [--data DIR]
./fluxim restore FILE --check

Brings the data directory back to what FILE holds. Every file is compared with its checksum and the stores are opened and
counted before anything is touched. Clients then start over at position 0 (a new epoch), and users need new tokens.
  --replace      data that are there are renamed and kept; else they are in the way
  --keep-tokens  tokens of before stay valid, also those that were revoked after the backup: for a move to another
                 machine, where nothing happened since
  --check        only reads FILE and says whether it is whole
EOT
            ;;
        rebuild)
            cat <<'EOT'
./fluxim rebuild inbox (--user U ... | --all) [--apply] [--data DIR]
./fluxim rebuild history [--all] [--apply] [--data DIR]

Makes inboxes, or the history, anew from the log (im.sequenced, kept for ever by default) beside the standing ones, and says
how they differ, by conversation and seq. Nothing may run meanwhile. What stands is not touched
  --apply   but for this: what was made anew takes its place, with what only the old one had
  --user U  only this user's inbox
  --all     every inbox
An inbox that was put in place has other positions: there is a new epoch, one for the whole installation, and every client
starts over. A history is made anew whole; the old one stays as a table beside it. More: docs/rebuild.md
Exit code 0: what stands holds what the log holds, or was put right; 1: they differ, or it failed.
EOT
            ;;
        test)
            cat <<'EOT'
./fluxim test [--unit] [TEST] [-Dkey=value ...]

Everything: builds, checks format and layering (null safety too on JDK 25), runs unit and integration tests.
  --unit                      only the tests that need no store: under a minute
  TEST                        one test by its class, or Class#method: ./fluxim test EndToEndIT
  -Dfluxim.test.mongodb=URI   the MongoDB contract tests against that server
Ends with one line: N passed, N failed, N skipped.
EOT
            ;;
        torture)
            cat <<'EOT'
./fluxim torture [--short | --full] [--overload] [--seeds N] [--seed N] [--fault NAME ...] [--break NAME] [--list]
                 [--out DIR] [--document FILE]

Starts a cluster of its own (every application and store a process), lets people chat, injects one fault after another,
and holds what every client sent and saw against all stores. Ends with a report as a page and as JSON.
  --short         one fault of each kind, about five minutes (the default)
  --full          every fault, three seeds: at most an hour
  --overload      three times the rate that the route sustains; part of --full, alone or with --short
  --seed N        the first seed: the same seed rolls the same dice
  --fault NAME    only this fault; --list tells the names
  --break NAME    build a defect into the applications: the torture must find it
  --document FILE write the results into this Markdown page, too
Exit code 0: every rule held, 1: the product failed, 2: the evidence is invalid, 3: the infrastructure failed.
EOT
            ;;
        bench)
            cat <<'EOT'
./fluxim bench [SCENARIO] [--quick] [--apart] [--connections N] [--bound MS] [--seconds N] [--heap MB] [--profile] [--out DIR]

Measures what ./fluxim up starts, by that command: same options, same keys, with data and ports of its own and no limits by
address. The messages come from another process at constant rates; each is measured from when it was due to its receiver's socket,
with the CPU, memory and context switches of the platform, the generator told apart. Every message is checked: complete, once,
in order, and in the history; the stores are compared in the end. Ends with a table, a page and JSON.
  first-minute      p50 and p99 right after the start, at 100 and 300 messages a second
  idle              cores with nobody and with all connections that say nothing; memory a connection
  direct            pairs; the highest rate at which 99 of 100 arrive within the bound, and a closed loop (the default)
  latency           pairs at 300, 500 and 1,000 messages a second
  group             groups of 50, 200, 500 and 1,000, all online; the highest rate
  login             logins a second, right after the start and warm
  catchup           how long 10,000 entries take who was away
  history           rows a second that the sink archives from a backlog; pages of history a second
  scale             what a message costs at 1, 10 and 100 times the users, conversations and stored messages
  partitions        what it costs with 8, 32 and 128 partitions
  million           whether the rate stays after a million messages; half an hour at most
  all               one after the other, some hours
  --quick           all, or the scenario named, small and short, two minutes: correctness alone, time is not judged
  --apart           each part of the platform a process of its own, to see what each takes
  --connections N   of most scenarios (2000; quick: 100)
  --rate N          of direct: this rate, not the highest
  --bound MS        on the p99 of a rate that is sustained (250)
  --seconds N       each rate is measured (20), the one that counts three times as long
  --heap MB         of the platform (what up has; million and scale 6144; --apart: of the MongoDB stand-in)
  --profile         JFR records the rates that count, a file for each JVM
Figures mean something where nothing else runs on the machine.
Exit code 0: every message was as promised, 1: the promise was broken, 2: called wrongly, 3: the platform could not be run.
EOT
            ;;
        format)
            cat <<'EOT'
./fluxim format

Formats all Java sources as the build wants them.
EOT
            ;;
        token)
            cat <<'EOT'
./fluxim token USER [--platform N] [--url URL] [--data DIR]

Prints a token for USER and nothing else on standard output; registers the user if there is none of this id.
--platform is OpenIM's number (5, web). --url is where Fluxim answers (http://127.0.0.1:10002).
EOT
            ;;
        chat)
            cat <<'EOT'
./fluxim chat USER [--device NAME] [--url URL] [--data DIR]

A chat in the terminal as USER, who is registered if needed. Several may run side by side.
  /to bob       talk to bob       /group g1     talk in group g1
  /help         all commands      /quit         leave
Every other line is sent. It reads from a pipe too: printf '/to bob\nhello\n' | ./fluxim chat alice
EOT
            ;;
        demo)
            cat <<'EOT'
./fluxim demo [--continue] [--url URL] [--data DIR]

Plays on a Fluxim that runs: three people chat, one loses the network and catches up. Prints who received what at which
position and seq, latencies, and what MySQL has; exit code 1 if anything is not as promised.
  --continue   the same people go on: their positions must go on, too
EOT
            ;;
        plots)
            cat <<'EOT'
./fluxim plots [--seconds N] [--dashboard FILE] [--out FILE] [--prometheus PROGRAM] [--data DIR]

Watches the running platform with a real Prometheus (Debian's package prometheus), then draws the overview dashboard of
grafana/ as an SVG: what Grafana would show. Use the platform meanwhile, or there is little to see.
  --seconds N        how long it watches (60)
  --dashboard FILE   another dashboard
  --out FILE         where the picture goes (data/plots/overview.svg)
EOT
            ;;
        doctor)
            cat <<'EOT'
./fluxim doctor [--data DIR]

Looks at this machine (JDK, platform, open files, disk, memory) and at the ports, or, where Fluxim runs, at each
application with the stores it uses. Says what to do about what is wrong; exit code 1 if anything is bad.
EOT
            ;;
        sweep)
            cat <<'EOT'
./fluxim sweep [--dry-run] [--data DIR]

Has the cleaner delete, now, what is older than the retention (im.retention, 14 days) and a day, and in the history.
--dry-run deletes nothing and says what would go.
EOT
            ;;
        dead-letters)
            cat <<'EOT'
./fluxim dead-letters [--from NUMBER] [--data DIR]
./fluxim dead-letters --replay NUMBER [--data DIR]

Lists the records that were set aside because they could never succeed: after `accepted` each is a defect. --replay puts
one back where it came from, once its cause is mended.
EOT
            ;;
        audit)
            cat <<'EOT'
./fluxim audit [--conversation C ...] [--user U ...] [--sample N] [--json] [--data DIR]

Compares what the stores hold: offsets of the readers, timelines, history, inboxes, heads in Redis. Repairs nothing, and
may run beside the applications: only what must have been applied is judged, and what does not fit is looked at twice. Where
Fluxim does not run, its embedded stores are opened for as long as it takes.
  --conversation C  only d:ann:bob or g:GROUP, with the entries of its members
  --user U          only this user's inbox
  --sample N        N conversations and N inboxes at random
  --json            the findings as JSON
Exit code 0: all fits, 1: something does not, 3: could not look. What each finding means: docs/audit.md
EOT
            ;;
        *)
            problem "there is no command '$1'"
            help_all >&2
            exit 2
            ;;
    esac
}

help_all() {
    cat <<EOT
${bold}Fluxim${plain}: a self-hosted instant-messaging platform.

  ${bold}./fluxim up${plain}            start everything on this machine; Ctrl-C stops it
  ./fluxim up --detach   the same in the background
  ./fluxim stop          stop it
  ./fluxim status        does it run, and where does it answer
  ./fluxim logs [-f]     what it logs

  ./fluxim demo          people chat, one goes offline and catches up; see who received what
  ./fluxim chat USER     chat in the terminal
  ./fluxim token USER    a token for USER, for a client of your own

  ./fluxim doctor        what stands in the way, and what to do about it
  ./fluxim plots         the overview dashboard as a picture
  ./fluxim sweep         delete what is old and archived; --dry-run says what would go
  ./fluxim dead-letters  records that could not be handled; --replay puts one back
  ./fluxim audit         compare what the stores hold, while it runs or not
  ./fluxim rebuild       make inboxes or the history anew from the log; --apply puts them in place
  ./fluxim backup        all of it into one file; ./fluxim restore FILE brings it back

  ./fluxim test          all tests; --unit those without stores; or one by its name
  ./fluxim torture       inject faults under load and check the promise
  ./fluxim bench         measure speed and check every message
  ./fluxim format        format the sources

  ./fluxim help COMMAND  more about one of them

It keeps everything in ./data (FLUXIM_DATA or --data DIR). It needs Linux on x86-64, a JDK 17 or newer (25 starts in half the
time), and Maven. Of several JDKs it takes the newest; FLUXIM_JAVA_HOME names another.
EOT
}
