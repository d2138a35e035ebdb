package io.fluxim.access.http.user;

import io.fluxim.access.gate.form.Answer;
import io.fluxim.access.http.Call;
import io.fluxim.access.logic.Refused;
import io.fluxim.protocol.UserId;
import io.fluxim.route.Routes;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who is connected, by the routes that the nodes renew. */
@RestController
public final class PresenceHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PresenceHandler.class);

    private final Routes routes;

    PresenceHandler(Routes routes) {
        this.routes = routes;
    }

    @Operation(summary = "Whether these users have sessions; for the administrator only.")
    @PostMapping("/user/get_users_online_status")
    Mono<Answer<List<UserRequests.Online>>> online(Call<UserRequests.Ids> call) {
        call.caller().mustBeAdmin();
        List<UserId> asked = call.request().userIDs();
        return routes.find(asked)
                .map(Map::keySet)
                .onErrorMap(PresenceHandler::away)
                .map(online -> Answer.of(
                        asked.stream().map(user -> status(user, online)).toList()));
    }

    private static Refused away(Throwable failure) {
        LOG.warn("presence.unavailable cause={}", failure.toString());
        return Refused.unavailable("routes cannot be read; temporary, try again");
    }

    private static UserRequests.Online status(UserId user, Set<UserId> online) {
        return new UserRequests.Online(user.value(), online.contains(user) ? 1 : 0, List.of());
    }
}
