package io.fluxim.access.socket.connection;

import io.fluxim.access.socket.push.Presence;
import io.fluxim.access.socket.session.Session;
import io.fluxim.access.socket.sync.SyncProperties;
import io.fluxim.inbox.heads.VisibleHeads;
import io.fluxim.inbox.inbox.Epochs;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Frame;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The beginning of a session. Its route is registered before its head is read, so that every entry is either counted in
 * the head or pushed.
 */
final class SessionOpener {

    /** What {@code hello} is read from. */
    record Stores(VisibleHeads heads, Inbox inbox, Epochs epochs) {}

    private final Presence presence;
    private final Stores stores;
    private final SyncProperties sync;
    private final Frame.Limits limits;

    SessionOpener(Presence presence, Stores stores, ConnectionProperties connections, SyncProperties sync) {
        this.presence = presence;
        this.stores = stores;
        this.sync = sync;
        this.limits = new Frame.Limits(
                connections.frameLimit(),
                Content.MAX_BODY_BYTES,
                sync.maxEntries(),
                connections.pingEvery().toMillis());
    }

    /** Registers the session and greets it. After an error it has to be closed. */
    Mono<Void> greet(Session session) {
        return presence.register(session)
                .then(Mono.defer(() -> hello(session)))
                .timeout(sync.timeout())
                .doOnNext(session::greet)
                .then();
    }

    private Mono<Frame.Hello> hello(Session session) {
        UserId user = session.user();
        return Mono.zip(
                        stores.heads().read(List.of(user)),
                        stores.inbox().floor(user),
                        stores.epochs().current())
                .map(read -> new Frame.Hello(
                        session.id(),
                        user,
                        session.device().name(),
                        read.getT3(),
                        read.getT1().getOrDefault(user, 0L),
                        read.getT2(),
                        limits));
    }
}
