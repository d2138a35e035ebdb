package io.fluxim.bench.store;

import io.fluxim.history.History;
import io.fluxim.inbox.Heads;
import io.fluxim.inbox.Inbox;
import io.fluxim.inbox.Timeline;
import io.fluxim.inbox.VisibleHeads;
import io.fluxim.kafka.KafkaProperties;
import io.fluxim.kafka.KafkaRecordSink;
import io.fluxim.kafka.TopicAdmin;
import io.fluxim.loops.EventLoops;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.torture.cluster.Stores;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many messages a second each store could carry if it were alone, by the same adapters as the route's and in its batches. */
public final class Ceilings implements AutoCloseable {

    private static final String KAFKA = "kafka";
    private static final String REDIS = "redis";
    private static final String MONGODB = "mongodb";
    private static final String MARIADB = "mariadb";

    /** Of inboxes, as it is by default: it only bounds what the topics may keep. */
    private static final Duration RETENTION = Duration.ofDays(14);

    private final Stores stores;
    private final PartitionCounts partitions;
    private final KafkaRecordSink sink;
    private final Lanes lanes;
    private final Times times;

    /** How long each store is used: first without being measured. */
    public record Times(Duration warm, Duration measured) {}

    /** Makes the topics; nothing else may use these stores. */
    public Ceilings(Stores stores, Times times) {
        this.stores = stores;
        this.times = times;
        KafkaProperties kafka = stores.port(KafkaProperties.class);
        new TopicAdmin(kafka, RETENTION).prepare();
        this.sink = new KafkaRecordSink(kafka, stores.port(EventLoops.class), stores.port(MeterRegistry.class));
        this.partitions = stores.port(PartitionCounts.class);
        this.lanes = new Lanes(partitions.accepted());
    }

    /** Of the whole route of messages of this shape, by store; each shape once. */
    public Map<String, Double> ofRoute(Shape shape) {
        Map<String, Double> ceilings = new LinkedHashMap<>();
        ceilings.put(KAFKA, perSecond(new KafkaWork(sink, partitions, shape)));
        ceilings.put(REDIS, perSecond(new RedisWork(heads(), visible(), partitions, shape)));
        ceilings.put(MONGODB, perSecond(new MongoWork(timeline(), inbox(), shape, partitions.accepted())));
        ceilings.putAll(ofArchive(shape));
        return ceilings;
    }

    /** Of the archive alone. */
    public Map<String, Double> ofArchive(Shape shape) {
        return Map.of(MARIADB, perSecond(new MariaDbWork(stores.port(History.class), shape, partitions.sequenced())));
    }

    private double perSecond(Work work) {
        return lanes.perSecond(work, times);
    }

    private Heads heads() {
        return stores.port(Heads.class);
    }

    private VisibleHeads visible() {
        return stores.port(VisibleHeads.class);
    }

    private Timeline timeline() {
        return stores.port(Timeline.class);
    }

    private Inbox inbox() {
        return stores.port(Inbox.class);
    }

    @Override
    public void close() {
        sink.close();
    }
}
