package io.fluxim.inbox.rebuild;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.reactivestreams.client.MongoCollection;
import io.fluxim.inbox.MongoCollections;
import io.fluxim.inbox.MongoLimits;
import io.fluxim.inbox.WalkRange;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.MongoEntryCodec;
import io.fluxim.inbox.inbox.MongoInbox;
import io.fluxim.inbox.inbox.Reference;
import io.fluxim.protocol.UserId;
import java.util.HexFormat;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Inboxes made anew in {@code inbox_rebuilt}, beside the standing ones: filled as any {@link Inbox}, looked at user by user, and
 * each put in the place of the standing one if that is wanted. Until then the standing ones are only read. Nobody else may
 * write inboxes, floors and watermarks meanwhile.
 *
 * <p>A fresh inbox begins at the floor of the standing one, which stays: floors are only ever raised.
 */
public final class MongoInboxRebuild {

    /** Entries written together. */
    private static final int PAGE = 1_000;

    private final MongoCollections collections;
    private final MongoLimits limits;
    private final MongoInbox standing;
    private final MongoInbox fresh;
    private final MongoInbox kept;

    /** @param limits for large steps: whole inboxes are deleted at once */
    public MongoInboxRebuild(MongoCollections collections, MongoLimits limits) {
        this.collections = collections;
        this.limits = limits;
        this.standing = new MongoInbox(collections, limits);
        this.fresh = new MongoInbox(collections.rebuiltInbox(), collections, limits);
        this.kept = new MongoInbox(collections.keptInbox(), collections, limits);
    }

    /** No fresh inbox, whatever an earlier rebuild left; but for what it kept. */
    public Mono<Void> begin() {
        return collections.emptyRebuiltInbox().timeout(limits.write()).then();
    }

    /** The fresh ones, to be filled. */
    public Inbox fresh() {
        return fresh;
    }

    /** Everybody who has an inbox, a fresh one, or something kept; each once. */
    public Flux<UserId> users() {
        return Flux.concat(
                all(fresh),
                all(standing).filterWhen(user -> lacks(fresh, user)),
                all(kept).filterWhen(user -> lacks(fresh, user)).filterWhen(user -> lacks(standing, user)));
    }

    /** The inbox of this user, whole: so much is held in memory. */
    public Mono<RebuiltInbox> look(UserId user) {
        return standing.floor(user)
                .flatMap(floor -> Mono.zip(
                                fresh.above(user, floor).collectList(),
                                standing.above(user, floor).collectList(),
                                kept(user).collectList())
                        .map(found -> new RebuiltInbox(floor, found.getT1(), found.getT2(), found.getT3())));
    }

    /**
     * Puts it in the place of the standing one, with what only that had. The user's watermarks go: they are of the old one.
     * A death in between loses nothing: looking again and replacing again comes to the same.
     */
    public Mono<Void> replace(UserId user, RebuiltInbox inbox) {
        return Flux.concat(steps(user, inbox)).then();
    }

    /** What only the inbox has is kept beside before it goes, and no longer when all is in its place. */
    List<Mono<Void>> steps(UserId user, RebuiltInbox inbox) {
        return List.of(
                keep(inbox.toKeep()),
                delete(collections.watermarks(), user),
                delete(collections.inbox(), user),
                Flux.fromIterable(inbox.joined())
                        .buffer(PAGE)
                        .concatMap(standing::append)
                        .then(),
                delete(collections.keptInbox(), user));
    }

    /** The fresh ones go. */
    public Mono<Void> end() {
        return collections
                .rebuiltInbox()
                .flatMap(rebuilt -> Mono.from(rebuilt.drop()))
                .timeout(limits.write());
    }

    private static Flux<UserId> all(MongoInbox inbox) {
        return inbox.next(WalkRange.ALL)
                .expand(found -> inbox.next(WalkRange.ALL.behind(found.key())))
                .flatMapIterable(found -> found.owner().stream().toList());
    }

    private static Mono<Boolean> lacks(MongoInbox inbox, UserId user) {
        return inbox.after(user, 0, 1).map(List::isEmpty);
    }

    private Flux<InboxEntry> kept(UserId user) {
        return collections
                .keptInbox()
                .flatMapMany(entries -> Flux.from(entries.find(of(user)).sort(ascending("_id"))))
                .timeout(limits.read())
                .map(MongoEntryCodec::entry);
    }

    private Mono<Void> keep(List<InboxEntry> entries) {
        return Flux.fromIterable(entries)
                .map(MongoInboxRebuild::keptDocument)
                .buffer(PAGE)
                .concatMap(documents -> collections
                        .keptInbox()
                        .flatMap(beside -> MongoCollections.inserted(beside, documents))
                        .timeout(limits.write()))
                .then();
    }

    private Mono<Void> delete(Mono<MongoCollection<Document>> collection, UserId user) {
        return collection
                .flatMap(found -> Mono.from(found.deleteMany(of(user))))
                .timeout(limits.write())
                .then();
    }

    /** In each of these collections an id begins with its user, and no user id has a colon. */
    private static Bson of(UserId user) {
        return and(gt("_id", user + ":"), lt("_id", MongoEntryCodec.end(user)));
    }

    /** By conversation and seq: positions of different lives of an inbox may be the same. */
    private static Document keptDocument(InboxEntry entry) {
        Reference reference = entry.reference();
        Document document = MongoEntryCodec.document(entry);
        document.put(
                "_id",
                reference.user() + ":" + reference.conversation().key() + ":"
                        + HexFormat.of().toHexDigits(reference.seq().value()));
        return document;
    }
}
