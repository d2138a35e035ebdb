/*
 * Lanes: two consumers, two partitions, batches over both. A lane has two batches in hand: one that is published, one that is
 * numbered beside it. A partition goes from one lane to the other and back meanwhile. Numbers as in pipeline.pml, one
 * conversation a partition; Redis is left out: it answers whatever it likes.
 * README.md says what is proved, within which bounds, and what is not.
 *
 * Run (seconds; "errors: 0" is what must come out):
 *     spin -DOTHER=0 -a lanes.pml && gcc -O2 -DSAFETY -DCOLLAPSE -o pan pan.c && ./pan -m200000 -n
 * Remove one safeguard and see it fail ("errors: 1"); the trail is the story:
 *     spin -DKEEP_ROSTER -a lanes.pml && gcc -DSAFETY -DCOLLAPSE -o pan pan.c && ./pan -m200000 -n
 *     spin -DKEEP_ROSTER -t -p -g lanes.pml
 *
 * Bounds
 *   LENGTH, OTHER records in partition 0, 1 · 1–2 records of a partition in a batch · MOVES times a partition or a lane is taken away
 *   JOIN             offset, in partition 0, of the change of members that lets the sender of the next record in
 * Safeguards that can be removed
 *   NO_TOKEN         a batch's mark counts for whatever assignment of its partition is the present one
 *   WHOLE_BATCH      the mark counts for the whole batch or not at all
 *   KEEP_TAIL        the head of a conversation that was proved to another assignment is believed
 *   KEEP_ROSTER      the members remembered from another assignment are believed
 *   REVOKE_IN_HAND   at revocation what is in hand is committed, not what is done
 *   KEEP_DONE        what was done of a lost partition is not forgotten, and committed when its turn comes
 *   KEEP_POSITION    a regained partition is read on from where this lane was
 *   FORGET_ALL       at the loss of one partition all are forgotten
 *   OVERTAKEN        a batch is cut out of a partition's order
 *   NO_ACK_WAIT      a batch is published beside the one before it, which is not acknowledged
 *   MARK_EARLY       a batch is marked as done at the end of its first step
 *   PROOF_LATE       what a first step has proved is known to the next one only when it is published
 * Variants of the design
 *   NO_REVOKE_COMMIT nothing is committed at revocation
 *   SET_BACK         accepts that a committed offset is set back: a repeat, no loss
 *   NO_GUEST         nobody joins, nothing can be rejected
 *   PASSED_BY        effects without numbers or order; the flow may go on although a batch is not done
 */

#ifndef LENGTH
#define LENGTH 3
#endif
#ifndef OTHER
#define OTHER 1
#endif
#ifndef JOIN
#define JOIN 1
#endif
#ifndef MOVES
#define MOVES 2
#endif

#if defined(KEEP_TAIL) || defined(KEEP_ROSTER)
#define REMEMBERS
#endif

#define UNKNOWN 98                   /* not proved, or in doubt */
#define NOBODY  2
#define SIZE(p) (p == 0 -> LENGTH : OTHER)

/* Kafka */
byte offset[2];                      /* committed */
byte owner[2];                       /* the lane that has the partition; NOBODY while both are expelled */
bool member[2] = true;               /* this lane's commits are accepted; else the group has expelled it, which it does not know yet */
byte moves = MOVES;
byte published[2];                   /* records in the next topic: so many of the first ones, without a hole */
/* MongoDB */
byte top[2];                         /* highest number; number n is that of the record at n - 1, or an assertion has failed */
byte changedAt;                      /* members: the number of the change, 0 = not stored */
#ifdef PASSED_BY
byte effects[2];                     /* which records are done, a bit each */
#endif
typedef Batch {                      /* of each partition from where, how many, cut under which token */
    byte from[2];
    byte n[2];
    byte token[2];
#ifdef PASSED_BY
    bool failed;
#endif
}
Batch beside[2];                     /* of each lane: the batch in its second step */
/* What a lane holds of its partitions */
typedef Lane {
    byte token[2];                   /* of the present assignment, 0 = not ours */
    byte at[2];                      /* the next record to be cut */
    byte done[2];                    /* to be committed, 0 = nothing */
#ifdef PASSED_BY
    bool passedBy[2];                /* nothing more may be committed */
#endif
}
Lane lane[2];

#define LEFT(p)      (lane[l].token[p] != 0 && lane[l].at[p] < SIZE(p))
#define END(x, p)    (x.from[p] + x.n[p])
#define HAS(o)       (b.from[0] <= o && o < END(b, 0))
#define FRESH(p)     (fresh[p] < END(b, p))
#define ALONE        (beside[l].n[0] == 0 && beside[l].n[1] == 0)
#ifdef KEEP_TAIL
#define PROVED(p)    (tail[p] != UNKNOWN)
#else
#define PROVED(p)    (tail[p] != UNKNOWN && tailToken[p] == b.token[p])
#endif
#ifdef KEEP_ROSTER
#define REMEMBERED   (roster != UNKNOWN)
#else
#define REMEMBERED   (roster != UNKNOWN && rosterToken == b.token[0])
#endif
#ifdef NO_TOKEN
#define PRESENT(x, p) (lane[l].token[p] != 0)
#else
#define PRESENT(x, p) (lane[l].token[p] == x.token[p])
#endif
#ifdef WHOLE_BATCH
#define COUNTS(x, p) (x.n[p] > 0 && (x.n[0] == 0 || PRESENT(x, 0)) && (x.n[1] == 0 || PRESENT(x, 1)))
#else
#define COUNTS(x, p) (x.n[p] > 0 && PRESENT(x, p))
#endif

/* Kafka does not ask whose a partition is, only whether the lane is a member. */
inline commit(p, to) {
#ifndef SET_BACK
    assert(to >= offset[p]);                                         /* what was committed is never repeated */
#endif
    offset[p] = to;
#ifdef PASSED_BY
    assert((effects[p] & ((1 << to) - 1)) == (1 << to) - 1);         /* never past what is not done */
#else
    assert(to <= published[p]);                                      /* never past what is not done */
#endif
    lane[l].done[p] = 0
}

/* One document under both unique indexes. */
inline insert(p, record, number) {
    ok = (record >= top[p] && number > top[p]);
    if
    :: ok -> assert(number == top[p] + 1);                           /* dense at every moment */
             assert(record == top[p]);                               /* a number is a rank in the log */
             top[p]++
    :: else
    fi
}

inline publish(x, p) {
    if
    :: x.n[p] > 0 ->
        assert(x.from[p] <= published[p]);                           /* never before the records below it */
        if :: END(x, p) > published[p] -> published[p] = END(x, p) :: else fi
    :: else
    fi
}

/* The mark, as the thread takes it; the commit comes later, or never. */
inline mark(x, p) {
#ifdef PASSED_BY
    if :: COUNTS(x, p) && !lane[l].passedBy[p] -> lane[l].done[p] = END(x, p) :: else fi
#else
    if :: COUNTS(x, p) -> lane[l].done[p] = END(x, p) :: else fi
#endif
}

/* From the front of what is held of a partition. */
inline take(p) {
    b.from[p] = lane[l].at[p]; b.n[p] = 1; b.token[p] = lane[l].token[p];
    if
    :: b.from[p] + 1 < SIZE(p) -> b.n[p] = 2
#ifdef OVERTAKEN
    :: b.from[p] + 1 < SIZE(p) -> b.from[p]++
#endif
    :: true
    fi;
    lane[l].at[p] = END(b, p)
}

/* Its second step begins: the one before it has ended. */
inline hand(p) {
    beside[l].from[p] = b.from[p]; beside[l].n[p] = b.n[p]; beside[l].token[p] = b.token[p];
    b.from[p] = 0; b.n[p] = 0; b.token[p] = 0
}

/* The records of a partition that are not known get the next numbers. */
inline lookUp(p) {
    fresh[p] = (top[p] < b.from[p] -> b.from[p] : (top[p] > END(b, p) -> END(b, p) : top[p]));
    doubt = (doubt || (fresh[p] > b.from[p] && fresh[p] > tail[p]))   /* known above what is proved */
}

/* The guest is let in by the record before its own: no member to whom knows less, or takes its number for a lower one. */
inline judge() {
    if
    :: !doubt && HAS((JOIN + 1)) && fresh[0] <= JOIN + 1 ->
        if :: HAS(JOIN) -> members = JOIN + 1 :: else fi;
        assert(members != 0 && members <= tail[0] + 1 + (JOIN + 1 - fresh[0]))       /* nobody is rejected whom another owner numbers */
    :: else
    fi
}

/* These proofs are in doubt: again from there on. */
inline forgetProofs() {
    if :: b.n[0] > 0 -> tail[0] = UNKNOWN; tailToken[0] = 0; roster = UNKNOWN; rosterToken = 0 :: else fi;
    if :: b.n[1] > 0 -> tail[1] = UNKNOWN; tailToken[1] = 0 :: else fi;
    members = 0; fresh[0] = 0; fresh[1] = 0; doubt = false
}

/* The first steps of a lane, one after another. Its thread may lose and regain partitions between any two of their effects. */
proctype Flow(byte l) {
    Batch b;
#ifdef PASSED_BY
    byte p;
#else
    byte tail[2] = UNKNOWN, tailToken[2];        /* the heads that MongoDB proved, and to which assignment */
    byte roster = UNKNOWN, rosterToken;          /* the members of the first conversation: the number of their change */
    byte members;                    /* the same, as this attempt sees them */
    byte fresh[2];                   /* the next record to be inserted */
    bool ok, doubt;
#ifdef PROOF_LATE
    byte tailBefore[2] = UNKNOWN, rosterBefore = UNKNOWN;
#endif
#endif

end_idle:
    atomic {
        LEFT(0) || LEFT(1) ->
        if
        :: LEFT(0) -> take(0); if :: LEFT(1) -> take(1) :: true fi
        :: LEFT(1) -> take(1)
        fi;
#ifdef PASSED_BY
    }
    do
    :: p < 2 -> atomic { effects[p] = effects[p] | (((1 << b.n[p]) - 1) << b.from[p]); p++ }
    :: p == 2 -> break
    :: true -> b.failed = true; break            /* and the flow goes on without it */
    od;
#ifdef MARK_EARLY
    atomic { if :: !b.failed -> mark(b, 0); mark(b, 1) :: else fi }
#endif
    atomic {
        ALONE -> hand(0); hand(1);
        beside[l].failed = b.failed; b.failed = false; p = 0;
        goto end_idle
    }
#else
#ifdef PROOF_LATE
        if
        :: ALONE -> tailBefore[0] = tail[0]; tailBefore[1] = tail[1]; rosterBefore = roster
        :: else -> tail[0] = tailBefore[0]; tail[1] = tailBefore[1]; roster = rosterBefore
        fi;
#endif
again:                               /* the tails first */
        if :: b.n[0] > 0 && !PROVED(0) -> tail[0] = top[0]; tailToken[0] = b.token[0] :: else fi;
        if :: b.n[1] > 0 && !PROVED(1) -> tail[1] = top[1]; tailToken[1] = b.token[1] :: else fi
    }
    atomic {                         /* the members and the look-up second */
        if :: b.n[0] > 0 -> members = (REMEMBERED -> roster : changedAt) :: else fi;
        if :: b.n[0] > 0 -> lookUp(0) :: else fi;
        if :: b.n[1] > 0 -> lookUp(1) :: else fi;
#ifndef NO_GUEST
        judge();
#endif
        if                           /* Redis: the heads stand as expected, or not */
        :: true
        :: FRESH(0) || FRESH(1) -> doubt = true
        fi;
        if :: doubt -> forgetProofs(); goto again :: else fi
    }
    do                               /* one document after another, ordered over the whole batch */
    :: FRESH(0) || FRESH(1) ->
        atomic {
            if
            :: FRESH(0) -> insert(0, fresh[0], tail[0] + 1); fresh[0]++; tail[0]++
            :: !FRESH(0) -> insert(1, fresh[1], tail[1] + 1); fresh[1]++; tail[1]++
            fi;
            if :: !ok -> forgetProofs(); goto again :: else -> ok = false fi
        }
    :: else -> break
    od;
    atomic {
        if :: HAS(JOIN) -> changedAt = JOIN + 1; members = JOIN + 1 :: else fi;
        /* its own acknowledged inserts, under the tokens of the batch: the next one is numbered upon them */
        if :: b.n[0] > 0 -> tailToken[0] = b.token[0]; roster = members; rosterToken = b.token[0] :: else fi;
        if :: b.n[1] > 0 -> tailToken[1] = b.token[1] :: else fi;
#ifdef MARK_EARLY
        mark(b, 0); mark(b, 1);
#endif
        members = 0; fresh[0] = 0; fresh[1] = 0
    }
#ifdef NO_ACK_WAIT
    if :: atomic { !ALONE -> publish(b, 0); publish(b, 1) } :: true fi;
#endif
    atomic {
        ALONE -> hand(0); hand(1);
#ifndef REMEMBERS                    /* what is not asked for any more: fewer states */
        if :: !LEFT(0) || lane[l].token[0] != tailToken[0] -> tail[0] = UNKNOWN; tailToken[0] = 0; roster = UNKNOWN; rosterToken = 0 :: else fi;
        if :: !LEFT(1) || lane[l].token[1] != tailToken[1] -> tail[1] = UNKNOWN; tailToken[1] = 0 :: else fi;
#endif
        goto end_idle
    }
#endif
}

/* The second steps, one after another: all acknowledgements, then the mark. */
proctype Second(byte l) {
end_idle:
    atomic {
        !ALONE ->
#ifdef PASSED_BY
        if
        :: true ->                   /* failed, here or before */
            if :: beside[l].n[0] > 0 && PRESENT(beside[l], 0) -> lane[l].passedBy[0] = true :: else fi;
            if :: beside[l].n[1] > 0 && PRESENT(beside[l], 1) -> lane[l].passedBy[1] = true :: else fi
        :: !beside[l].failed -> mark(beside[l], 0); mark(beside[l], 1)
        fi;
        beside[l].failed = false;
#else
        publish(beside[l], 0); publish(beside[l], 1);
#ifndef MARK_EARLY
        mark(beside[l], 0); mark(beside[l], 1);
#endif
#endif
        beside[l].from[0] = 0; beside[l].n[0] = 0; beside[l].token[0] = 0;
        beside[l].from[1] = 0; beside[l].n[1] = 0; beside[l].token[1] = 0;
        goto end_idle
    }
}

/* What the lane's thread is told, and does, meanwhile. */
inline forget(p) {
    lane[l].token[p] = 0;
#ifndef KEEP_POSITION
    lane[l].at[p] = 0;
#endif
#ifdef PASSED_BY
    lane[l].passedBy[p] = false;
#endif
#ifndef KEEP_DONE
    lane[l].done[p] = 0
#endif
}

inline assign(p, to) {
    owner[p] = to;
    if
    :: to != NOBODY ->
        lane[to].token[p] = 1 + MOVES - moves;
        if :: lane[to].at[p] == 0 -> lane[to].at[p] = offset[p] :: else fi
    :: else
    fi
}

/* It goes to the other lane, or comes back at once. */
inline revoke(p) {
    moves--;
#ifndef NO_REVOKE_COMMIT
#ifdef REVOKE_IN_HAND
    if :: lane[l].at[p] > offset[p] -> commit(p, lane[l].at[p]) :: else fi;
#else
    if :: lane[l].done[p] != 0 -> commit(p, lane[l].done[p]) :: else fi;
#endif
#endif
#ifdef FORGET_ALL
    forget(0); forget(1);
#else
    forget(p);
#endif
    if :: member[1 - l] -> assign(p, 1 - l) :: assign(p, l) fi
}

proctype Thread(byte l) {
end_told:
    do
    :: atomic { member[l] && moves > 0 && owner[0] == l -> revoke(0) }
    :: atomic { member[l] && moves > 0 && owner[1] == l -> revoke(1) }
    :: atomic {
           member[l] && (lane[l].done[0] != 0 || lane[l].done[1] != 0) ->
           if :: lane[l].done[0] != 0 -> commit(0, lane[l].done[0]) :: else fi;
           if :: lane[l].done[1] != 0 -> commit(1, lane[l].done[1]) :: else fi
       }
    :: atomic {                      /* unheard for too long. A lane that dies is one that does nothing from here on */
           member[l] && moves > 0 && (owner[0] == l || owner[1] == l) ->
           moves--; member[l] = false;
           if :: owner[0] == l -> assign(0, (member[1 - l] -> 1 - l : NOBODY)) :: else fi;
           if :: owner[1] == l -> assign(1, (member[1 - l] -> 1 - l : NOBODY)) :: else fi
       }
    :: atomic {                      /* heard of again: all it had is lost */
           !member[l] -> member[l] = true;
           forget(0); forget(1);
           if :: owner[0] == NOBODY -> assign(0, l) :: else fi;
           if :: owner[1] == NOBODY -> assign(1, l) :: else fi
       }
    od
}

init {
    atomic {
        lane[0].token[0] = 1; lane[0].token[1] = 1;
        run Flow(0); run Flow(1); run Second(0); run Second(1); run Thread(0); run Thread(1)
    }
#ifndef PASSED_BY
    timeout -> assert(published[0] == LENGTH && published[1] == OTHER);      /* at rest nothing is left behind */
#ifndef SET_BACK
    assert(offset[0] == LENGTH && offset[1] == OTHER)                /* and all is committed */
#endif
#endif
}
