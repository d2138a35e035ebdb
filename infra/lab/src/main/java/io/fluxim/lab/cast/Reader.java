package io.fluxim.lab.cast;

import io.fluxim.client.Client;
import io.fluxim.client.InboxEntry;
import io.fluxim.client.Observer;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.check.PromiseCheck;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** A device that reads an inbox from some position to its head, and says what it was given. */
public final class Reader implements Observer {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final UserId user;
    private final Client.Position from;
    private final Notes notes = new Notes();
    private final CompletableFuture<Long> head = new CompletableFuture<>();
    private final CompletableFuture<Long> done = new CompletableFuture<>();
    private volatile long last;

    private Reader(UserId user, Client.Position from) {
        this.user = user;
        this.from = from;
        this.last = from.last();
    }

    static Reader connect(UserId user, Doors doors, Doors.Pass pass, Client.Position from) {
        Reader reader = new Reader(user, from);
        Client client = Mono.defer(() -> Mono.fromFuture(Client.connect(doors.http(), doors.next(pass), from, reader)))
                .retryWhen(Retry.backoff(20, Duration.ofMillis(100)).maxBackoff(Duration.ofSeconds(1)))
                .block(BOUND);
        reader.done
                .completeOnTimeout(from.last(), BOUND.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
        if (client != null) {
            client.close();
        }
        return reader;
    }

    @Override
    public void greeted(long greetedHead) {
        head.complete(greetedHead);
        if (last >= greetedHead) {
            done.complete(last);
        }
    }

    @Override
    public void received(InboxEntry entry) {
        last = entry.position();
        if (head.isDone() && last >= head.join()) {
            done.complete(last);
        }
    }

    @Override
    public void pushed(List<InboxEntry> frame) {
        notes.pushed(frame);
    }

    @Override
    public void read(long after, List<InboxEntry> page) {
        notes.read(after, page);
    }

    /** Tells the check what it was given, and that this was all. */
    public void tell(PromiseCheck check) {
        notes.tell(check.device(user, "reader from " + from.last()).holds(from.last(), head.getNow(from.last())));
    }
}
