package io.fluxim.access.socket.sync;

import com.github.benmanes.caffeine.cache.Ticker;
import io.fluxim.access.socket.session.Session;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Frame;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;

/** Answers {@code sync}, {@code ack} and {@code ping}. */
public final class SyncHandler {

    /** Milliseconds after which a page may be asked for again when this node reads as many as it may. */
    private static final long RETRY_AFTER_MS = 200;

    private final SyncPages pages;
    private final Acks acks;
    private final SyncProperties properties;
    /** Pages that this node may still start to read. Never waited for. */
    private final Semaphore room;
    /** Sessions that have a page being read: one each. */
    private final Set<Session> busy = ConcurrentHashMap.newKeySet();
    /** How many pages are being read of a user. */
    private final Map<UserId, Integer> reading = new ConcurrentHashMap<>();

    private final RecentHeads heads;

    public SyncHandler(SyncPages pages, Acks acks, SyncProperties properties, Ticker ticker) {
        this.heads = new RecentHeads(user -> pages.headOf(user).timeout(properties.timeout()), ticker);
        this.pages = pages;
        this.acks = acks;
        this.properties = properties;
        this.room = new Semaphore(properties.maxConcurrent());
    }

    /** The page asked for, or a refusal while one is being read for this session or too many for this node. */
    public Mono<Frame> sync(Session session, Command.Sync command) {
        return Mono.defer(() -> {
            if (!busy.add(session)) {
                return Mono.just(refused(command, ErrorCode.RATE_LIMITED, "one sync at a time"));
            }
            if (!begin(session.user())) {
                busy.remove(session);
                return Mono.just(
                        refused(command, ErrorCode.RATE_LIMITED, "too many devices of this user sync at once"));
            }
            if (!room.tryAcquire()) {
                busy.remove(session);
                end(session.user());
                return Mono.just(refused(command, ErrorCode.UNAVAILABLE, "too many clients sync at once"));
            }
            return pages.page(session.user(), command)
                    .timeout(properties.timeout())
                    .doOnNext(page -> session.told(page.head()))
                    .cast(Frame.class)
                    .transform(page -> releasing(session, page));
        });
    }

    /** Whether one more page of this user may be read: one user's sockets do not take the room of all others. */
    private boolean begin(UserId user) {
        AtomicBoolean begun = new AtomicBoolean();
        reading.compute(user, (same, held) -> {
            int now = held == null ? 0 : held;
            begun.set(now < properties.maxOfUser());
            return begun.get() ? now + 1 : now;
        });
        return begun.get();
    }

    private void end(UserId user) {
        reading.computeIfPresent(user, (same, held) -> held == 1 ? null : held - 1);
    }

    /** Makes room before the page is sent: its receiver may ask for the next one at once. */
    private Mono<Frame> releasing(Session session, Mono<Frame> page) {
        AtomicBoolean held = new AtomicBoolean(true);
        Runnable release = () -> {
            if (held.compareAndSet(true, false)) {
                busy.remove(session);
                end(session.user());
                room.release();
            }
        };
        return page.doOnTerminate(release).doOnCancel(release);
    }

    /** Remembers how far the device has come; {@link InvalidInput} above the head of its inbox. */
    public Mono<Void> ack(Session session, Command.Ack command) {
        return headFor(session, command.upTo())
                .doOnNext(head -> checked(command, head))
                .doOnNext(head -> acks.ack(session.device(), command.upTo()))
                .then();
    }

    /** The head, as the store showed it not long ago. */
    public Mono<Frame> ping(Session session, Command.Ping command) {
        return heads.of(session.user())
                .onErrorResume(e -> Mono.just(0L)) // the head in memory serves; the next ping asks again
                .doOnNext(session::told)
                .map(head -> new Frame.Pong(command.ref(), session.head()));
    }

    /** The store is asked only where this node has not seen as much itself. */
    private Mono<Long> headFor(Session session, long upTo) {
        return upTo <= session.head() ? Mono.just(session.head()) : heads.atLeast(session.user(), upTo);
    }

    private static void checked(Command.Ack command, long head) {
        if (command.upTo() > head) {
            throw InvalidInput.of("upTo", "must be at most the head of the inbox, " + head);
        }
    }

    private static Frame refused(Command.Sync command, ErrorCode code, String message) {
        return new Frame.Refused(command.ref(), code, message, Optional.empty(), OptionalLong.of(RETRY_AFTER_MS));
    }
}
