package io.fluxim.mysql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Questions of many callers in few statements: one is asked at once while fewer than {@link #SIDE_BY_SIDE} statements are
 * under way, else together with all others that have come when one of them ends. So an answer is never older than its
 * question, and a rush of logins costs a statement for many of them. The callers are bounded elsewhere: each is a request.
 *
 * @param <K> what is asked about
 * @param <A> what one statement answers about all of its questions
 */
public final class GatheredQuestions<K, A> {

    /** Two, so that a connection that has died does not keep everybody waiting. */
    static final int SIDE_BY_SIDE = 2;

    private record Waiting<K, A>(K about, MonoSink<A> caller) {}

    private final int most;
    private final Function<List<K>, Mono<A>> statement;
    // guarded by this
    private final Queue<Waiting<K, A>> waiting = new ArrayDeque<>();
    private int underWay;

    /**
     * @param most      questions of one statement
     * @param statement never completes empty, and ends within a bound
     */
    public GatheredQuestions(int most, Function<List<K>, Mono<A>> statement) {
        this.most = most;
        this.statement = statement;
    }

    /** What the statement with this question answers, or its error. */
    public Mono<A> ask(K about) {
        return Mono.create(caller -> run(added(new Waiting<>(about, caller))));
    }

    private synchronized List<Waiting<K, A>> added(Waiting<K, A> question) {
        waiting.add(question);
        if (underWay == SIDE_BY_SIDE) {
            return List.of();
        }
        underWay++;
        return next();
    }

    private synchronized List<Waiting<K, A>> ended() {
        if (waiting.isEmpty()) {
            underWay--;
            return List.of();
        }
        return next();
    }

    private List<Waiting<K, A>> next() {
        List<Waiting<K, A>> round = new ArrayList<>();
        while (round.size() < most && !waiting.isEmpty()) {
            round.add(waiting.remove());
        }
        return round;
    }

    /** Belongs to several callers, so no one of them subscribes to it, and none can cancel it. */
    private void run(List<Waiting<K, A>> round) {
        if (round.isEmpty()) {
            return;
        }
        List<K> questions = round.stream().map(Waiting::about).distinct().toList();
        Mono.defer(() -> statement.apply(questions))
                .doFinally(signal -> run(ended()))
                .subscribe(
                        answer -> round.forEach(one -> one.caller().success(answer)),
                        error -> round.forEach(one -> one.caller().error(error)));
    }
}
