package io.fluxim.directory.token;

import static io.fluxim.mysql.MySqlStatements.change;
import static io.fluxim.mysql.MySqlStatements.marks;
import static io.fluxim.mysql.MySqlStatements.number;
import static io.fluxim.mysql.MySqlStatements.padded;
import static io.fluxim.mysql.MySqlStatements.rows;
import static io.fluxim.mysql.MySqlStatements.text;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.fluxim.mysql.GatheredQuestions;
import io.fluxim.mysql.MySqlStatements;
import io.fluxim.protocol.UserId;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@link Cutoffs} in the table {@code cutoffs} (primary key user_id, platform; rows stay, one for each platform of a user
 * who was ever logged out).
 *
 * <p>What was read stays in memory for at most 30 s. Writes to memory only ever raise, so that a read that began before a
 * raise and ends after it cannot undo it.
 */
public final class MySqlCutoffs implements Cutoffs {

    /** How long another process's raise may go unnoticed (design.md §5). */
    static final Duration FRESH = Duration.ofSeconds(30);

    /** Users asked for in one statement. */
    private static final int MAX_IN = 500;

    private final MySqlStatements mysql;
    private final Cache<Login, Long> fresh;
    private final GatheredQuestions<Login, Map<Login, Long>> single = new GatheredQuestions<>(MAX_IN, this::ask);

    /** @param ticker what {@link #FRESH} is measured by */
    public MySqlCutoffs(MySqlStatements mysql, int rememberedLogins, Ticker ticker) {
        this.mysql = mysql;
        this.fresh = Caffeine.newBuilder()
                .maximumSize(rememberedLogins)
                .expireAfterWrite(FRESH)
                .ticker(ticker)
                .build();
    }

    @Override
    public Mono<Map<Login, Long>> of(Collection<Login> logins) {
        return Mono.defer(() -> {
            Map<Login, Long> here = fresh.getAllPresent(logins);
            List<Login> open = logins.stream()
                    .distinct()
                    .filter(login -> !here.containsKey(login))
                    .toList();
            return open.isEmpty() ? Mono.just(Map.copyOf(here)) : ask(open).map(asked -> union(here, asked));
        });
    }

    /** Asked at every login: those of a moment together. */
    @Override
    public Mono<Long> of(Login login) {
        return Mono.defer(() -> {
            Long here = fresh.getIfPresent(login);
            return here == null ? now(login) : Mono.just(here);
        });
    }

    @Override
    public Mono<Long> now(Login login) {
        return single.ask(login).map(found -> found.getOrDefault(login, NONE));
    }

    private Mono<Map<Login, Long>> ask(List<Login> logins) {
        List<String> users =
                logins.stream().map(login -> login.user().value()).distinct().toList();
        return mysql.run(
                        "reading cut-offs",
                        connection -> Flux.fromIterable(users)
                                .buffer(MAX_IN)
                                .concatMap(some -> select(connection, some))
                                .collectMap(Found::login, Found::cutoff))
                .map(stored -> remember(logins, stored));
    }

    /** By user alone, which the primary key serves everywhere; a user has a handful of platforms. */
    private static Flux<Found> select(Connection connection, List<String> users) {
        List<String> values = padded(users);
        String sql = "SELECT user_id, platform, cutoff FROM cutoffs WHERE user_id IN (" + marks(values.size()) + ")";
        return rows(connection, sql, values, MySqlCutoffs::found);
    }

    private Map<Login, Long> remember(List<Login> asked, Map<Login, Long> stored) {
        Map<Login, Long> answer = new HashMap<>();
        for (Login login : asked) {
            long cutoff = stored.getOrDefault(login, NONE);
            answer.put(login, fresh.asMap().merge(login, cutoff, Math::max));
        }
        return answer;
    }

    private static Map<Login, Long> union(Map<Login, Long> one, Map<Login, Long> other) {
        Map<Login, Long> both = new HashMap<>(one);
        both.putAll(other);
        return Map.copyOf(both);
    }

    /** In memory after MySQL has it; where MySQL did not answer, memory is forgotten, since it may have it after all. */
    @Override
    public Mono<Long> raise(Login login, long cutoff) {
        return mysql.run(
                        "raising a cut-off",
                        connection -> upsert(connection, login, cutoff)
                                .then(select(connection, List.of(login.user().value()))
                                        .filter(found -> found.login().equals(login))
                                        .map(Found::cutoff)
                                        .single()))
                .map(stands -> fresh.asMap().merge(login, stands, Math::max))
                .doOnError(error -> fresh.invalidate(login));
    }

    private static Mono<Long> upsert(Connection connection, Login login, long cutoff) {
        return change(
                connection,
                "INSERT INTO cutoffs (user_id, platform, cutoff) VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE cutoff = GREATEST(cutoff, ?)",
                List.of(login.user().value(), login.platform(), cutoff, cutoff));
    }

    private static Found found(Readable row) {
        return new Found(
                new Login(new UserId(text(row, "user_id")), (int) number(row, "platform")), number(row, "cutoff"));
    }

    private record Found(Login login, long cutoff) {}
}
