package io.fluxim.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.client.Administrator;
import io.fluxim.client.Api;
import io.fluxim.client.Client;
import io.fluxim.client.Json;
import io.fluxim.client.Login;
import io.fluxim.client.Observer;
import io.fluxim.standalone.Standalone;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A whole Fluxim in a process of its own, as {@code ./fluxim up} starts it, at free ports. */
public final class Platform implements AutoCloseable {

    private static final int WEB = 5;
    private static final int WORKING_GROUP = 2;

    private final Process process;
    private final URI url;
    private final Api api;
    private final Login login;
    private final HttpClient http = HttpClient.newHttpClient();

    private Platform(Process process, Path data, URI url) {
        this.process = process;
        this.url = url;
        this.api = new Api(url);
        this.login = new Login(api, Administrator.of(data));
    }

    /**
     * Returns when it is ready.
     *
     * @param settings {@code key=value}, beside those of its ports
     */
    public static Platform start(Path data, String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Dfluxim.data=" + data,
                "-Dserver.port=0",
                "-Dmanagement.server.port=0",
                "-Dim.embedded.kafka-port=0",
                "-Dim.embedded.redis-port=0",
                "-Dim.embedded.mariadb-port=0",
                "-Dim.embedded.mongodb-port=0"));
        Stream.of(settings).map(setting -> "-D" + setting).forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Standalone.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder heard = new StringBuilder();
        for (String line = process.inputReader().readLine();
                line != null;
                line = process.inputReader().readLine()) {
            heard.append(line).append('\n');
            if (line.contains("Fluxim is ready")) {
                return new Platform(process, data, api(data));
            }
        }
        throw new AssertionError("did not start:\n" + heard);
    }

    private static URI api(Path data) throws IOException {
        Properties addresses = new Properties();
        try (Reader lines = Files.newBufferedReader(data.resolve("run/addresses"))) {
            addresses.load(lines);
        }
        return URI.create(addresses.getProperty("api"));
    }

    /** The programs of its stores that are processes of their own. */
    public Stream<ProcessHandle> stores() {
        return process.descendants();
    }

    public String token(String user) {
        return login.token(user, WEB);
    }

    /** Connects, and waits for hello. */
    public Client connect(String user, String token, Client.Position from, Observer observer) {
        URI socket = URI.create(url.toString().replaceFirst("^http", "ws") + "/ws");
        return Client.connect(http, new Client.Login(socket, token, "device of " + user), from, observer)
                .join();
    }

    /** Answers the group's id. */
    public String createGroup(String owner, String member) {
        ObjectNode body = Json.object().put("ownerUserID", owner);
        body.putArray("memberUserIDs").add(member);
        body.putArray("adminUserIDs");
        body.putObject("groupInfo").put("groupName", "g").put("groupType", WORKING_GROUP);
        return called("/group/create_group", body, token(owner))
                .path("groupInfo")
                .path("groupID")
                .asString();
    }

    public void invite(String group, String inviter, String user) {
        ObjectNode body = Json.object().put("groupID", group).put("reason", "");
        body.putArray("invitedUserIDs").add(user);
        called("/group/invite_user_to_group", body, token(inviter));
    }

    /** Revokes all tokens of this user. */
    void logOut(String user) {
        called("/auth/force_logout", Json.object().put("userID", user).put("platformID", WEB), login.adminToken());
    }

    /** What a token is worth: OpenIM's error code, 0 for valid. */
    int tokenCode(String token) {
        return api.post("/auth/parse_token", Json.object().put("token", token)).code();
    }

    /** Once the history has this number of rows of a conversation: the sink is a step behind. The test's time limit bounds it. */
    public List<String> awaitHistory(ObjectNode conversation, String reader, int rows) {
        List<String> found = history(conversation, reader);
        while (found.size() < rows) {
            found = history(conversation, reader); // each look is a call over HTTP
        }
        return found;
    }

    /** Seq and message id of each row, by seq from 1 on. */
    private List<String> history(ObjectNode conversation, String reader) {
        JsonNode page =
                called("/msg/get_history", conversation.put("fromSeq", 1).put("limit", 100), token(reader));
        return page.path("messages")
                .valueStream()
                .map(row -> row.path("seq").asLong() + " "
                        + row.path("message").path("messageId").asString())
                .toList();
    }

    private JsonNode called(String path, ObjectNode body, String token) {
        Api.Answer answer = api.post(path, body, token);
        assertThat(answer.code()).as(path + " " + answer.message()).isZero();
        return answer.data();
    }

    /** As {@code ./fluxim stop} does. */
    @Override
    public void close() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
