package io.fluxim.rebuild;

import io.fluxim.embedded.StoreSettings.Kind;
import io.fluxim.inbox.InboxConfiguration;
import io.fluxim.inbox.MongoCollections;
import io.fluxim.inbox.MongoLimits;
import io.fluxim.inbox.RetentionProperties;
import io.fluxim.inbox.heads.Heads;
import io.fluxim.inbox.heads.VisibleHeads;
import io.fluxim.inbox.inbox.Epochs;
import io.fluxim.inbox.members.MongoMembers;
import io.fluxim.inbox.rebuild.MongoInboxRebuild;
import io.fluxim.inbox.rebuild.RebuiltInbox;
import io.fluxim.kafka.source.ConsumerGroup;
import io.fluxim.kafka.source.GroupProgress;
import io.fluxim.kafka.source.KafkaProgress;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.route.RedisClock;
import io.fluxim.route.RedisConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoReactiveAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoReactiveAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The inboxes of an installation that does not run, made anew from {@code im.sequenced} and the members at each seq.
 *
 * <p>Positions are ranks in {@code im.fanout}, which is not kept: those of an inbox made anew are others. So the epoch, which
 * is one for the whole installation, is renewed before the first inbox is touched, and every client starts over.
 */
public final class RebuildInbox {

    static final Workshop.Tools TOOLS =
            new Workshop.Tools(Set.of(Kind.KAFKA, Kind.MONGODB, Kind.REDIS), Adapters.class);

    /** A large inbox is deleted in one go. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final MongoLimits LIMITS = new MongoLimits(PATIENCE, PATIENCE, 16);

    private final Consumer<String> progress;

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        MongoReactiveAutoConfiguration.class,
        DataMongoReactiveAutoConfiguration.class,
        DataRedisAutoConfiguration.class,
        DataRedisReactiveAutoConfiguration.class
    })
    @Import({LogConfiguration.class, InboxConfiguration.class, RedisConfiguration.class})
    static class Adapters {}

    /** @param progress told as it goes */
    public RebuildInbox(Consumer<String> progress) {
        this.progress = progress;
    }

    /**
     * What was done.
     *
     * @param read    messages in the log
     * @param waiting records that the pipeline has yet to deliver: what they bring counts as missing
     * @param inboxes looked at
     * @param epoch   the new one, where inboxes were put in place
     */
    public record Done(long read, long waiting, long inboxes, InboxDifference difference, Optional<String> epoch) {}

    /** @throws RebuildFailed with what is in the way, or with what broke it off: then it is to be run again */
    public Done run(Path data, Whose whose, Ending ending) {
        return Workshop.in(
                data,
                TOOLS,
                workshop -> workshop.requireNone(ConsumerGroup.SEQUENCE)
                        .then(workshop.requireNone(ConsumerGroup.INBOX))
                        .then(Mono.defer(() -> new Run(workshop, whose, ending).done())));
    }

    /** How far it is. */
    private record Seen(long inboxes, InboxDifference difference) {

        Seen plus(RebuiltInbox inbox) {
            return new Seen(inboxes + 1, difference.plus(inbox));
        }
    }

    /** One rebuild. */
    private final class Run {

        private final Workshop workshop;
        private final Whose whose;
        private final Ending ending;
        private final MongoCollections collections;
        private final MongoInboxRebuild rebuild;
        /** Renewed at the first subscription. */
        private final Mono<String> epoch;

        Run(Workshop workshop, Whose whose, Ending ending) {
            this.workshop = workshop;
            this.whose = whose;
            this.ending = ending;
            this.collections = workshop.part(MongoCollections.class);
            this.rebuild = new MongoInboxRebuild(collections, LIMITS);
            this.epoch = workshop.part(Epochs.class).renew().cache();
        }

        Mono<Done> done() {
            progress.accept(Workshop.OPEN);
            return waiting()
                    .flatMap(waiting -> rebuild.begin()
                            .then(filled())
                            .flatMap(read -> seen().flatMap(seen -> rebuild.end()
                                    .then(renewed(seen))
                                    .map(renewed ->
                                            new Done(read, waiting, seen.inboxes(), seen.difference(), renewed)))));
        }

        private Mono<Long> waiting() {
            return workshop.part(KafkaProgress.class)
                    .of(ConsumerGroup.INBOX.group(), ConsumerGroup.INBOX.topic())
                    .map(partitions ->
                            partitions.stream().mapToLong(GroupProgress::lag).sum());
        }

        private Mono<Long> filled() {
            InboxReplay replay = new InboxReplay(
                    workshop.part(Log.class), new MongoMembers(collections, LIMITS), rebuild.fresh(), progress);
            Duration retention = workshop.part(RetentionProperties.class).retention();
            return workshop.part(RedisClock.class)
                    .now()
                    .flatMap(now -> replay.run(whose, now.minus(retention).toEpochMilli()))
                    .doOnNext(read ->
                            progress.accept(String.format(Locale.ROOT, "read all %,d messages of the log", read)));
        }

        private Mono<Seen> seen() {
            return users().concatMap(user -> rebuild.look(user).delayUntil(inbox -> ended(user, inbox)), 1)
                    .reduce(new Seen(0, InboxDifference.NONE), Seen::plus);
        }

        private Flux<UserId> users() {
            return whose instanceof Whose.Only only ? Flux.fromIterable(only.users()) : rebuild.users();
        }

        /** An inbox that stands as it should stays as it is. */
        private Mono<Void> ended(UserId user, RebuiltInbox inbox) {
            return ending == Ending.COMPARED || inbox.isWhole() ? Mono.empty() : replaced(user, inbox);
        }

        /** Heads in Redis go first: nobody sets them before MongoDB has proved them again, whatever becomes of this. */
        private Mono<Void> replaced(UserId user, RebuiltInbox inbox) {
            int partition = Partitions.of(
                    user.value(), workshop.part(PartitionCounts.class).fanout());
            return epoch.then(workshop.part(Heads.class)
                            .forget(List.of(new Heads.Head(Heads.Kind.POSITION, partition, user.value()))))
                    .then(workshop.part(VisibleHeads.class).forget(List.of(user)))
                    .then(rebuild.replace(user, inbox));
        }

        private Mono<Optional<String>> renewed(Seen seen) {
            return ending == Ending.COMPARED || seen.difference().isWhole()
                    ? Mono.just(Optional.empty())
                    : epoch.map(Optional::of);
        }
    }
}
