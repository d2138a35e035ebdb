package io.fluxim.cli.train;

import io.fluxim.client.Administrator;
import io.fluxim.client.Api;
import io.fluxim.client.Client;
import io.fluxim.client.Client.Position;
import io.fluxim.client.InboxEntry;
import io.fluxim.client.Json;
import io.fluxim.client.Login;
import io.fluxim.client.Observer;
import io.fluxim.client.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * People register, log in, chat in pairs and in a group, come back and sync, and read the history. Nothing is checked
 * here: what a message promises is the tests' affair; a platform that refuses everything ends it.
 */
final class Training {

    private static final int WEB = 5;
    private static final int WORKING_GROUP = 2;
    /** People who chat at a time, each with one message under way; an even number. */
    private static final int PEOPLE = 40;
    /** People who only register, come and go: a route learns from calls. */
    private static final int VISITORS = 160;
    /** One message in this number goes to the group of all. */
    private static final int GROUP_TURN = 40;

    private static final int PAGES = 100;
    private static final int PAGE = 50;
    /** For the last answers, once the time is up. */
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static final Duration CATCH_UP = Duration.ofSeconds(2);
    private static final JsonNode TEXT = StringNode.valueOf("What is said here, nobody has to remember. ".repeat(5));

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI socket;
    private final Api api;
    private final Login login;
    private final Duration time;

    /** @param time how long messages are sent */
    Training(URI socket, Api api, Administrator administrator, Duration time) {
        this.socket = socket;
        this.api = api;
        this.login = new Login(api, administrator);
        this.time = time;
    }

    /** @param said hears what was done, step by step */
    void run(Consumer<String> said) {
        List<Client.Login> visitors = registered("visitor", VISITORS);
        visitors.forEach(visitor -> online(visitor).close());
        List<Client.Login> people = registered("person", PEOPLE);
        said.accept((VISITORS + PEOPLE) + " people registered and logged in");
        String group = group();
        List<Client> clients = people.stream().map(this::online).toList();
        int sent = chat(clients, group);
        clients.forEach(Client::abort);
        said.accept(sent + " messages sent, in pairs and in a group");
        people.forEach(this::catchUp);
        said.accept("everybody came back and caught up");
        read(group, people);
        said.accept("history, users and groups read over HTTP");
    }

    private List<Client.Login> registered(String kind, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Client.Login(socket, login.token(kind + i, WEB), "train"))
                .toList();
    }

    private Client online(Client.Login who) {
        return Client.connect(http, who, Position.START, Observer.NONE).join();
    }

    private String group() {
        ObjectNode body = Json.object().put("ownerUserID", name(0));
        ArrayNode others = body.putArray("memberUserIDs");
        IntStream.range(1, PEOPLE).forEach(i -> others.add(name(i)));
        body.putArray("adminUserIDs");
        body.putObject("groupInfo").put("groupName", "Everybody").put("groupType", WORKING_GROUP);
        return api.post("/group/create_group", body, login.adminToken())
                .data()
                .path("groupInfo")
                .path("groupID")
                .asString();
    }

    /** Everybody has one message under way until the time is up; answers how many were sent. */
    private int chat(List<Client> clients, String group) {
        long end = System.nanoTime() + time.toNanos();
        AtomicInteger sent = new AtomicInteger();
        CompletableFuture<?>[] talks = IntStream.range(0, clients.size())
                .mapToObj(i -> talk(clients.get(i), name(i ^ 1), group, end, sent))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(talks)
                .orTimeout(time.plus(BOUND).toSeconds(), TimeUnit.SECONDS)
                .join();
        return sent.get();
    }

    private CompletableFuture<?> talk(Client client, String to, String group, long end, AtomicInteger sent) {
        if (System.nanoTime() > end || !client.isOpen()) {
            return CompletableFuture.completedFuture(sent);
        }
        int number = sent.incrementAndGet();
        String id = UUID.randomUUID().toString();
        CompletableFuture<Outcome> sending;
        if (number % GROUP_TURN == 0) {
            client.ack();
            client.ping();
            sending = client.toGroup(group, id, TEXT);
        } else {
            sending = client.toUser(to, id, TEXT);
        }
        return sending.thenComposeAsync(outcome -> talk(client, to, group, end, sent));
    }

    /** Until it has all that its inbox has, or the time is up: one that is behind then has had practice enough. */
    private void catchUp(Client.Login who) {
        CountDownLatch all = new CountDownLatch(1);
        Observer returning = new Observer() {
            private long head;

            @Override
            public void greeted(long told) {
                head = told;
                if (told == 0) {
                    all.countDown();
                }
            }

            @Override
            public void received(InboxEntry entry) {
                if (entry.position() >= head) {
                    all.countDown();
                }
            }
        };
        try (Client client =
                Client.connect(http, who, Position.START, returning).join()) {
            all.await(CATCH_UP.toMillis(), TimeUnit.MILLISECONDS);
            client.ack();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(String group, List<Client.Login> people) {
        for (int page = 0; page < PAGES; page++) {
            int reader = page % people.size();
            String token = people.get(reader).token();
            ObjectNode chat = Json.object().put("userID", name(reader ^ 1));
            api.post("/msg/get_history", chat.put("fromSeq", 1).put("limit", PAGE), token);
            ObjectNode all = Json.object().put("groupID", group);
            api.post("/msg/get_history", all.put("fromSeq", 1).put("limit", PAGE), token);
            ObjectNode users = Json.object();
            users.putArray("userIDs").add(name(reader)).add(name(reader ^ 1));
            api.post("/user/get_users_info", users, token);
            ObjectNode groups = Json.object();
            groups.putArray("groupIDs").add(group);
            api.post("/group/get_groups_info", groups, token);
        }
    }

    private static String name(int person) {
        return "person" + person;
    }
}
