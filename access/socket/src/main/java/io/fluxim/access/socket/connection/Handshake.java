package io.fluxim.access.socket.connection;

import io.fluxim.access.gate.auth.ThrottledAuthenticator;
import io.fluxim.access.gate.auth.Token;
import io.fluxim.access.gate.auth.TokenRefused;
import io.fluxim.access.gate.limit.ClientAddress;
import io.fluxim.access.gate.limit.ConnectionPermit;
import io.fluxim.access.gate.limit.LimitExceeded;
import io.fluxim.access.socket.dialect.Dialect;
import io.fluxim.access.socket.session.Device;
import io.fluxim.directory.user.Users;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Who knocks, and whether they may come in: token, user and device of an upgrade request. */
final class Handshake {

    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);
    /** A store that has not answered by then is away. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** The only one there is (RFC 6455). */
    static final String VERSION = "13";

    private static final String BEARER = "Bearer ";

    /** What became of a handshake. */
    sealed interface Outcome {

        record Admitted(Token token, Device device, Dialect dialect) implements Outcome {}

        record Refused(HandshakeRefused answer) implements Outcome {}
    }

    private final ThrottledAuthenticator door;
    private final Users users;
    private final Dialect dialect;

    /** @param dialect what those who come in this way speak */
    Handshake(ThrottledAuthenticator door, Users users, Dialect dialect) {
        this.door = door;
        this.users = users;
        this.dialect = dialect;
    }

    /**
     * Never fails: whatever it is, there is an answer.
     *
     * @param seat becomes that of the user, once it is known who that is
     */
    Mono<Outcome> of(ServerHttpRequest request, ClientAddress from, ConnectionPermit seat) {
        if (!isUpgrade(request)) {
            return Mono.just(new Outcome.Refused(HandshakeRefused.notAnUpgrade()));
        }
        return door.authenticate(from, token(request))
                .flatMap(this::registered)
                .flatMap(token ->
                        seat.of(token.user()).<Mono<Token>>map(Mono::error).orElseGet(() -> Mono.just(token)))
                .<Outcome>map(token -> new Outcome.Admitted(token, device(request, token), dialect))
                .timeout(TIMEOUT)
                .onErrorResume(e -> Mono.just(new Outcome.Refused(refusal(e))));
    }

    private Mono<Token> registered(Token token) {
        return users.existing(List.of(token.user()))
                .filter(found -> found.contains(token.user()))
                .map(found -> token)
                .switchIfEmpty(Mono.error(() ->
                        new InvalidInput(ErrorCode.UNKNOWN_USER, "token", "must be the token of a registered user")));
    }

    private static boolean isUpgrade(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return request.getMethod() == HttpMethod.GET
                && "websocket".equalsIgnoreCase(headers.getFirst(HttpHeaders.UPGRADE))
                && headers.getFirst("Sec-WebSocket-Key") != null
                && VERSION.equals(headers.getFirst("Sec-WebSocket-Version"));
    }

    /** Also one that came in the URL: the port has moved it there (gate.port). */
    private static String token(ServerHttpRequest request) {
        return Optional.ofNullable(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).trim())
                .orElse("");
    }

    private static Device device(ServerHttpRequest request, Token token) {
        String given = request.getQueryParams().getFirst("device");
        return new Device(token.user(), given == null ? token.platform().label() : given);
    }

    private static HandshakeRefused refusal(Throwable e) {
        if (e instanceof TokenRefused refused) {
            return HandshakeRefused.unauthorized(refused.code(), refused.code().sentence());
        }
        if (e instanceof LimitExceeded tooMany) {
            return HandshakeRefused.limited(tooMany);
        }
        if (e instanceof InvalidInput invalid) {
            String detail = invalid.field() + " " + invalid.getMessage();
            return invalid.field().equals("device")
                    ? HandshakeRefused.badRequest(invalid.code(), detail)
                    : HandshakeRefused.unauthorized(invalid.code(), detail);
        }
        LOG.warn("handshake_failed cause={}", e.toString());
        return HandshakeRefused.unavailable("who you are cannot be checked now");
    }
}
