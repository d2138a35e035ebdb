package io.fluxim.cli;

import io.fluxim.cli.demo.Stage;
import io.fluxim.client.Administrator;
import io.fluxim.client.Api;
import io.fluxim.client.Json;
import io.fluxim.client.Login;
import java.net.URI;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The platform that a demo plays on, by its HTTP API. */
final class HttpStage implements Stage {

    private static final int WEB = 5;
    /** OpenIM's only kind of group. */
    private static final int WORKING_GROUP = 2;
    /** Messages asked for at once: more than a demo sends in a page. */
    private static final int PAGE = 100;

    private final URI socket;
    private final Api api;
    private final Login login;

    HttpStage(Installation installation) {
        this.socket = installation.socketUrl();
        this.api = new Api(installation.url());
        this.login = new Login(api, Administrator.of(installation.data()));
    }

    @Override
    public URI socket() {
        return socket;
    }

    @Override
    public String token(String user) {
        return login.token(user, WEB);
    }

    @Override
    public String createGroup(List<String> members) {
        ObjectNode body = Json.object().put("ownerUserID", members.get(0));
        ArrayNode others = body.putArray("memberUserIDs");
        members.subList(1, members.size()).forEach(others::add);
        body.putArray("adminUserIDs");
        body.putObject("groupInfo").put("groupName", "Demo").put("groupType", WORKING_GROUP);
        return api.post("/group/create_group", body, token(members.get(0)))
                .orFail("making a group")
                .path("groupInfo")
                .path("groupID")
                .asString();
    }

    @Override
    public long historyOfGroup(String group, String reader) {
        return count(Json.object().put("groupID", group), reader);
    }

    @Override
    public long historyOfChat(String user, String other) {
        return count(Json.object().put("userID", other), user);
    }

    /** Counts page by page, upwards. */
    private long count(ObjectNode conversation, String reader) {
        String token = token(reader);
        long count = 0;
        while (true) {
            ObjectNode page = conversation.deepCopy().put("fromSeq", count + 1).put("limit", PAGE);
            int read = api.post("/msg/get_history", page, token)
                    .orFail("reading the history")
                    .path("messages")
                    .size();
            count += read;
            if (read < PAGE) {
                return count;
            }
        }
    }
}
