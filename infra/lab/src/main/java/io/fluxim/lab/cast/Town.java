package io.fluxim.lab.cast;

import io.fluxim.client.Api;
import io.fluxim.client.Failed;
import io.fluxim.protocol.UserId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The platform's HTTP API, asked until it answers, at whichever node. */
public final class Town {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final String ADMINISTRATOR = "imAdmin";
    private static final int LINUX = 7;
    /** OpenIM's numbers of what another try may change. */
    private static final int SERVER_ERROR = 500;

    private static final int EXISTS = 1102;

    private final List<Api> nodes;
    private final String secret;

    /**
     * @param nodes  addresses of HTTP
     * @param secret the administrator's
     */
    public Town(List<URI> nodes, String secret) {
        this.nodes = nodes.stream().map(Api::new).toList();
        this.secret = secret;
    }

    static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }

    static ArrayNode names(ArrayNode into, Iterable<UserId> users) {
        users.forEach(user -> into.add(user.value()));
        return into;
    }

    /** A token with which everything may be done. */
    public String administrator() {
        ObjectNode proof = object().put("secret", secret).put("userID", ADMINISTRATOR);
        return insist("/auth/get_admin_token", proof, "").data().path("token").asString();
    }

    /** Makes users known. */
    public void register(List<UserId> users) {
        ObjectNode body = object();
        ArrayNode list = body.putArray("users");
        users.forEach(user -> list.addObject().put("userID", user.value()).put("nickname", user.value()));
        Api.Answer answer = insist("/user/user_register", body, administrator());
        if (answer.code() != 0 && answer.code() != EXISTS) {
            throw new IllegalStateException("registering was refused: " + answer.message());
        }
    }

    /** Tokens for registered users, in their order. */
    public List<String> tokens(List<UserId> users) {
        String administrator = administrator();
        return users.stream().map(user -> token(user, administrator)).toList();
    }

    private String token(UserId user, String administrator) {
        ObjectNode wanted = object().put("userID", user.value()).put("platformID", LINUX);
        JsonNode data = insist("/auth/get_user_token", wanted, administrator).data();
        return data.path("token").asString();
    }

    /**
     * One call at a node drawn by lot; empty where it is open whether it was carried out. In turns, a call and the look after it
     * would meet the same node each time, be it a dead one.
     */
    Optional<Api.Answer> once(String path, ObjectNode body, String token) {
        Api node = nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
        try {
            return Optional.of(node.post(path, body, token)).filter(answer -> answer.code() != SERVER_ERROR);
        } catch (Failed nobody) {
            return Optional.empty();
        }
    }

    /** The same until there is an answer: for what may be done twice. */
    Api.Answer insist(String path, ObjectNode body, String token) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<Api.Answer> answer = once(path, body, token);
        while (answer.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(path + " had no answer within " + PATIENCE.toSeconds() + " s");
            }
            pause();
            answer = once(path, body, token);
        }
        return answer.get();
    }

    /** Between two tries of the same: in a hurry they would be refused for being too many. */
    static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }
}
