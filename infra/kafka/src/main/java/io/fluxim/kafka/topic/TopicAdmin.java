package io.fluxim.kafka.topic;

import io.fluxim.kafka.ClientSettings;
import io.fluxim.kafka.KafkaProperties;
import io.fluxim.protocol.topic.PartitionCounts;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the topics, before anything reads or writes them. Several applications may do so at once. What differs in Kafka
 * from the configuration is changed there, but for the count of partitions: with another count than a key says it refuses,
 * and where none says any it takes what it finds. Limits of sizes are only raised.
 */
public final class TopicAdmin {

    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);

    private final KafkaProperties properties;
    private final List<TopicPlan> plans;
    private final Map<String, Integer> partitions = new ConcurrentHashMap<>();

    /**
     * @param inboxRetention how long inboxes keep entries
     * @throws CannotUseTopics where a log would outlive the inboxes
     */
    public TopicAdmin(KafkaProperties properties, Duration inboxRetention) {
        this.properties = properties;
        this.plans = TopicPlan.all(properties.topics(), inboxRetention);
    }

    /**
     * Makes what is missing; blocks until all is there, at most the configured time.
     *
     * @throws CannotUseTopics where the broker is away or refuses, or a topic has another count of partitions
     */
    public void prepare() {
        Map<String, Object> client = ClientSettings.admin(properties);
        int timeout = Math.toIntExact(properties.startTimeout().toMillis());
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(timeout, 10_000));
        try (Admin admin = Admin.create(client)) {
            create(admin);
            Map<String, TopicDescription> found = describe(admin);
            for (TopicPlan plan : plans) {
                TopicDescription topic = Objects.requireNonNull(found.get(plan.name()), plan.name());
                check(plan, topic.partitions().size());
                partitions.put(plan.name(), topic.partitions().size());
            }
            configure(admin);
        }
    }

    /** How many partitions the topics have; once they are prepared. */
    public PartitionCounts counts() {
        return new PartitionCounts(of(Topic.ACCEPTED), of(Topic.SEQUENCED), of(Topic.FANOUT));
    }

    private int of(Topic<?> topic) {
        return Objects.requireNonNull(partitions.get(topic.name()), topic.name());
    }

    private void create(Admin admin) {
        int replication = properties.topics().replication();
        Map<String, KafkaFuture<Void>> created = admin.createTopics(
                        plans.stream().map(plan -> plan.toCreate(replication)).toList())
                .values();
        for (Map.Entry<String, KafkaFuture<Void>> topic : created.entrySet()) {
            try {
                topic.getValue().get();
                LOG.info("topic_created topic={}", topic.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw failed("create " + topic.getKey(), e);
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    /** A topic that another application made just now may take a moment to be seen. */
    private Map<String, TopicDescription> describe(Admin admin) {
        List<String> names = plans.stream().map(TopicPlan::name).toList();
        long deadline = System.nanoTime() + properties.startTimeout().toNanos();
        while (true) {
            try {
                return admin.describeTopics(names).allTopicNames().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw failed("describe the topics", e);
                }
                LOG.debug("topics_not_seen_yet");
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private static void check(TopicPlan plan, int found) {
        if (!plan.takes(found)) {
            throw new CannotUseTopics(
                    "topic " + plan.name() + " has " + found + " partitions, but im.kafka.topics.partitions."
                            + plan.key() + " is " + plan.partitions()
                            + ": with another count keys move to other partitions, and the"
                            + " order of their messages breaks. Set it to " + found + ", or leave it out");
        }
    }

    private void configure(Admin admin) {
        List<ConfigResource> resources =
                plans.stream().map(TopicAdmin::resource).toList();
        try {
            Map<ConfigResource, Config> found =
                    admin.describeConfigs(resources).all().get();
            Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
            for (TopicPlan plan : plans) {
                Config config = Objects.requireNonNull(found.get(resource(plan)), plan.name());
                List<AlterConfigOp> differing = differing(plan, config);
                if (!differing.isEmpty()) {
                    changes.put(resource(plan), differing);
                    LOG.info("topic_changed topic={} settings={}", plan.name(), differing);
                }
            }
            admin.incrementalAlterConfigs(changes).all().get();
        } catch (ExecutionException e) {
            throw failed("configure the topics", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static List<AlterConfigOp> differing(TopicPlan plan, Config config) {
        return plan.settings().entrySet().stream()
                .filter(setting -> differs(
                        setting.getKey(),
                        setting.getValue(),
                        config.get(setting.getKey()).value()))
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }

    /** A limit of sizes is only raised: a node of an earlier release that starts again would refuse what newer ones write. */
    private static boolean differs(String key, String wanted, String found) {
        return key.equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                ? Long.parseLong(found) < Long.parseLong(wanted)
                : !wanted.equals(found);
    }

    private static ConfigResource resource(TopicPlan plan) {
        return new ConfigResource(ConfigResource.Type.TOPIC, plan.name());
    }

    private CannotUseTopics failed(String what, ExecutionException e) {
        return new CannotUseTopics(
                "cannot " + what + " on im.kafka.bootstrap-servers=" + properties.bootstrapServers() + ": "
                        + e.getCause(),
                e);
    }

    private static CannotUseTopics interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CannotUseTopics("interrupted while preparing the topics", e);
    }
}
