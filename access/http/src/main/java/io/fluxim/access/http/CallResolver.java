package io.fluxim.access.http;

import io.fluxim.access.gate.auth.AdminProperties;
import io.fluxim.access.gate.auth.ThrottledAuthenticator;
import io.fluxim.access.gate.auth.Token;
import io.fluxim.access.gate.limit.ClientAddress;
import io.fluxim.access.gate.limit.ClientAddresses;
import io.fluxim.access.gate.limit.KeyedRateLimiter;
import io.fluxim.access.gate.limit.LimitExceeded;
import io.fluxim.access.gate.limit.RateLimits;
import io.fluxim.access.logic.Caller;
import io.fluxim.access.logic.Platform;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import java.util.Optional;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Makes the {@link Call} or {@link OpenCall} of a request: first its operation id, then its token, then its body. Anyone who
 * calls too often is refused ({@link LimitExceeded}) before their body is read.
 */
public final class CallResolver implements HandlerMethodArgumentResolver {

    static final String OPERATION_ID = "operationID";
    static final String TOKEN = "token";

    private static final int MAX_OPERATION_ID_CHARS = 256;

    /** What callers pass: how they are told apart, their tokens, how often they may call. */
    public record Gate(ClientAddresses addresses, ThrottledAuthenticator door, RateLimits rates) {}

    private final Gate gate;
    private final AdminProperties admin;
    private final int maxBody;

    public CallResolver(Gate gate, AdminProperties admin, HttpProperties http) {
        this.gate = gate;
        this.admin = admin;
        this.maxBody = Math.toIntExact(http.maxBody().toBytes());
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Call.class || parameter.getParameterType() == OpenCall.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        Optional<String> operation = header(request, OPERATION_ID);
        if (operation.isEmpty()) {
            return Mono.error(InvalidInput.of(OPERATION_ID, "is required: a header that names this request"));
        }
        if (!loggable(operation.get())) {
            return Mono.error(InvalidInput.of(
                    OPERATION_ID,
                    "must be at most " + MAX_OPERATION_ID_CHARS + " characters without control characters"));
        }
        ClientAddress from = gate.addresses().of(request);
        if (parameter.hasMethodAnnotation(LoginAttempt.class)) {
            Optional<LimitExceeded> refused = gate.rates().logins().take(from);
            if (refused.isPresent()) {
                return Mono.error(refused.get());
            }
        }
        Class<? extends Record> type = requestType(parameter);
        if (parameter.getParameterType() == OpenCall.class) {
            return body(request, type).map(body -> new OpenCall<>(from, body));
        }
        return caller(from, request)
                .flatMap(caller -> body(request, type).map(body -> (Object) new Call<>(caller, body)));
    }

    /** It is logged as it is, and must neither fill a log nor command the terminal of its reader. */
    private static boolean loggable(String operation) {
        return operation.length() <= MAX_OPERATION_ID_CHARS && operation.chars().noneMatch(Character::isISOControl);
    }

    /** The record that a parameter {@code Call<R>} or {@code OpenCall<R>} is read into. */
    static Class<? extends Record> requestType(MethodParameter parameter) {
        return ResolvableType.forMethodParameter(parameter)
                .getGeneric(0)
                .toClass()
                .asSubclass(Record.class);
    }

    private Mono<Caller> caller(ClientAddress from, ServerHttpRequest request) {
        return Mono.justOrEmpty(header(request, TOKEN))
                .switchIfEmpty(Mono.error(() -> new InvalidInput(
                        ErrorCode.TOKEN_MISSING, TOKEN, "is required: a header (/auth/get_user_token)")))
                .flatMap(written -> gate.door().authenticate(from, written))
                .map(this::caller)
                .flatMap(this::withinRate);
    }

    private Mono<Caller> withinRate(Caller caller) {
        KeyedRateLimiter<UserId> calls =
                caller.admin() ? gate.rates().adminCalls() : gate.rates().calls();
        return calls.take(caller.user()).<Mono<Caller>>map(Mono::error).orElseGet(() -> Mono.just(caller));
    }

    private Caller caller(Token token) {
        boolean isAdmin = token.platform() == Platform.ADMIN && token.user().equals(admin.user());
        return new Caller(token.user(), token.platform(), isAdmin);
    }

    private <T extends Record> Mono<T> body(ServerHttpRequest request, Class<T> type) {
        if (header(request, HttpHeaders.CONTENT_ENCODING)
                .filter(coding -> !coding.equalsIgnoreCase("identity"))
                .isPresent()) {
            return Mono.error(new ResponseStatusException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Encoding: must be left out, bodies are taken as they are"));
        }
        return request.getBody()
                .collect(() -> new BodyBytes(maxBody), BodyBytes::add)
                .map(body -> RequestReader.read(body.all(), type));
    }

    private static Optional<String> header(ServerHttpRequest request, String name) {
        return Optional.ofNullable(request.getHeaders().getFirst(name)).filter(value -> !value.isBlank());
    }
}
