package io.fluxim.access.http.message;

import io.fluxim.access.gate.form.Answer;
import io.fluxim.access.http.Call;
import io.fluxim.access.logic.Refused;
import io.fluxim.access.logic.message.Sends;
import io.fluxim.directory.user.Users;
import io.fluxim.kafka.sink.AppendFailed;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Messages that the app's server sends for its users, with the checks of the socket. */
@RestController
public final class MessageHandler {

    private static final Logger LOG = LoggerFactory.getLogger(MessageHandler.class);

    private final Sends sends;
    private final Users users;
    private final Clock clock;

    MessageHandler(Sends sends, Users users, Clock clock) {
        this.sends = sends;
        this.users = users;
        this.clock = clock;
    }

    /**
     * What became of a message: from now on it reaches everybody due, exactly once.
     *
     * @param sendTime when Kafka took it, Unix milliseconds; a repeat's is later than that of the message, which keeps its first
     */
    record Sent(String serverMsgID, String clientMsgID, long sendTime) {}

    record Nothing() {}

    record ServerTime(long serverTime) {}

    @Operation(summary = "Sends a message for a user, answered once Kafka has it; for the administrator only.")
    @PostMapping("/msg/send_msg")
    Mono<Answer<Sent>> send(Call<SendRequest> call) {
        call.caller().mustBeAdmin();
        long since = System.nanoTime();
        SendRequest wanted = call.request();
        String clientMsgId = wanted.clientMsgID()
                .filter(id -> !id.isEmpty())
                .orElseGet(() -> UUID.randomUUID().toString().replace("-", ""));
        return users.registered(wanted.sendID(), "sendID")
                .then(Mono.defer(() -> sends.check(wanted.sendID(), wanted.command(clientMsgId))))
                .onErrorMap(InvalidInput.class, MessageHandler::ofRequest)
                .flatMap(checked -> append(checked.envelope(), since));
    }

    @Operation(summary = "The server's clock.")
    @PostMapping("/msg/get_server_time")
    Mono<Answer<ServerTime>> time(Call<Nothing> call) {
        return Mono.fromSupplier(() -> Answer.of(new ServerTime(clock.millis())));
    }

    private Mono<Answer<Sent>> append(Envelope envelope, long since) {
        String clientMsgId = envelope.clientMsgId();
        return sends.append(envelope, since)
                .map(at -> Answer.of(new Sent(envelope.id().hex(), clientMsgId, at)))
                .onErrorMap(e -> refusal(clientMsgId, e));
    }

    private static Throwable refusal(String clientMsgId, Throwable e) {
        if (e instanceof AppendFailed.TooLarge) {
            return new InvalidInput(ErrorCode.TOO_LARGE, "content", "must be smaller");
        }
        if (e instanceof AppendFailed.Overloaded) {
            return Refused.unavailable("too many messages wait to be accepted, this one was not; temporary, try again");
        }
        if (e instanceof AppendFailed) {
            LOG.warn("send_unconfirmed cause={}", e.toString());
            return Refused.unavailable("not confirmed in time: it may be accepted, or not; temporary, try again with"
                    + " clientMsgID " + clientMsgId);
        }
        return e;
    }

    /** The socket's names of the fields, as this route has them. */
    private static InvalidInput ofRequest(InvalidInput refusal) {
        return switch (refusal.field()) {
            case "to.user" -> refusal.named("recvID");
            case "to.group" -> refusal.named("groupID");
            default -> refusal;
        };
    }
}
