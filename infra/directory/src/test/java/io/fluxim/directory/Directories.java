package io.fluxim.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Words that the contract tests share. */
public final class Directories {

    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private Directories() {}

    public static UserId user(String id) {
        return new UserId(id);
    }

    public static List<UserId> users(String... ids) {
        return Stream.of(ids).map(UserId::new).toList();
    }

    public static GroupId group(String id) {
        return new GroupId(id);
    }

    /** The one answer; the test fails if there is none in time. */
    public static <T> T answer(Mono<T> mono) {
        @Nullable T answer = mono.block(PATIENCE);
        assertThat(answer).isNotNull();
        return Objects.requireNonNull(answer);
    }

    public static void done(Mono<Void> mono) {
        mono.block(PATIENCE);
    }

    public static void refused(Mono<?> mono, ErrorCode code, String field) {
        StepVerifier.create(mono)
                .expectErrorSatisfies(error -> {
                    assertThat(error).isInstanceOf(InvalidInput.class);
                    assertThat(((InvalidInput) error).code()).isEqualTo(code);
                    assertThat(((InvalidInput) error).field()).isEqualTo(field);
                })
                .verify(PATIENCE);
    }
}
