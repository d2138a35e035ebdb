package io.fluxim.access.logic.message;

import io.fluxim.history.History;
import io.fluxim.history.Page;
import io.fluxim.history.PageRequest;
import io.fluxim.history.PageRequest.Order;
import io.fluxim.history.PageRequest.Seqs;
import io.fluxim.history.PageRequest.Times;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Pages of history, cut to what its reader may see. */
public final class HistoryPages {

    /** Of messages as written: an answer stays below a few MiB, however much of them JSON has to escape. */
    public static final int MAX_BYTES = 512 * 1024;

    private final History history;

    public HistoryPages(History history) {
        this.history = history;
    }

    /** What is asked for, without what is readable of it. */
    public record Query(Conversation conversation, Order order, int limit) {}

    /**
     * What was found.
     *
     * @param messages those that are readable
     * @param last     the end of what was looked at, where the next page begins; none if nothing was
     */
    public record Found(List<Message> messages, boolean more, List<Message> last) {}

    /** By seq: nothing but what is readable is looked at. */
    public Mono<Found> bySeq(Query query, Seqs wanted, List<Seqs> readable) {
        List<Seqs> ranges = new ArrayList<>(readable.stream()
                .map(range -> new Seqs(Math.max(range.from(), wanted.from()), Math.min(range.to(), wanted.to())))
                .filter(range -> range.from() <= range.to())
                .toList());
        if (query.order() == Order.DESCENDING) {
            Collections.reverse(ranges);
        }
        return gathered(query, ranges, List.of()).map(page -> new Found(page.messages(), page.more(), last(page)));
    }

    /** By time: a page is looked at and cut, so that it may be empty though there are more. */
    public Mono<Found> byTime(Query query, Times wanted, List<Seqs> readable) {
        return history.page(new PageRequest(query.conversation(), wanted, query.order(), query.limit(), MAX_BYTES))
                .map(page -> new Found(
                        page.messages().stream()
                                .filter(message -> readable(message, readable))
                                .toList(),
                        page.more(),
                        last(page)));
    }

    /** Range after range until the page is full; each range holds at least one message, so that there are few reads. */
    private Mono<Page> gathered(Query query, List<Seqs> ranges, List<Message> before) {
        if (ranges.isEmpty()) {
            return Mono.just(new Page(before, false));
        }
        int room = query.limit() - before.size();
        int bytes = MAX_BYTES - bytes(before);
        if (room < 1 || bytes < 1) {
            return anything(query, ranges).map(more -> new Page(before, more));
        }
        return history.page(new PageRequest(query.conversation(), ranges.get(0), query.order(), room, bytes))
                .flatMap(page -> {
                    List<Message> both = Stream.concat(before.stream(), page.messages().stream())
                            .toList();
                    return page.more()
                            ? Mono.just(new Page(both, true))
                            : gathered(query, ranges.subList(1, ranges.size()), both);
                });
    }

    private Mono<Boolean> anything(Query query, List<Seqs> ranges) {
        return history.page(new PageRequest(query.conversation(), ranges.get(0), query.order(), 1, MAX_BYTES))
                .flatMap(page -> !page.messages().isEmpty() || ranges.size() == 1
                        ? Mono.just(!page.messages().isEmpty())
                        : anything(query, ranges.subList(1, ranges.size())));
    }

    private static int bytes(List<Message> messages) {
        return messages.stream().mapToInt(Message::bytes).sum();
    }

    private static boolean readable(Message message, List<Seqs> readable) {
        long seq = message.seq().value();
        return readable.stream().anyMatch(range -> range.from() <= seq && seq <= range.to());
    }

    private static List<Message> last(Page page) {
        List<Message> messages = page.messages();
        return messages.isEmpty() ? List.of() : List.of(messages.get(messages.size() - 1));
    }
}
