package io.fluxim.client;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tokens for users of this machine's Fluxim, by the administrator's secret in its data directory. */
public final class Login {

    private static final int USER_EXISTS = 1102;

    private final Api api;
    private final Administrator administrator;

    public Login(Api api, Administrator administrator) {
        this.api = api;
        this.administrator = administrator;
    }

    /** A new token for the user, who is registered first if there is none of this id. */
    public String token(String user, int platform) {
        String admin = adminToken();
        register(user, admin);
        ObjectNode wanted = Json.object().put("userID", user).put("platformID", platform);
        return written(api.post("/auth/get_user_token", wanted, admin).orFail("a token for " + user));
    }

    /** A token that may act for everybody. */
    public String adminToken() {
        ObjectNode proof = Json.object().put("secret", administrator.secret()).put("userID", administrator.user());
        return written(api.post("/auth/get_admin_token", proof).orFail("the administrator's login"));
    }

    /** Makes the user known; one who is known already stays as they are. */
    public void register(String user, String adminToken) {
        ObjectNode body = Json.object();
        body.putArray("users").addObject().put("userID", user).put("nickname", user);
        Api.Answer answer = api.post("/user/user_register", body, adminToken);
        if (answer.code() != USER_EXISTS) {
            answer.orFail("registering " + user);
        }
    }

    private static String written(JsonNode data) {
        return data.path("token").asString();
    }
}
