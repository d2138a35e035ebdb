package io.fluxim.access.http.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.fluxim.access.gate.form.Answer;
import io.fluxim.access.gate.form.MessageJson;
import io.fluxim.access.http.Call;
import io.fluxim.access.http.OwnAddition;
import io.fluxim.access.logic.Caller;
import io.fluxim.access.logic.message.HistoryPages;
import io.fluxim.access.logic.message.Readable;
import io.fluxim.history.PageRequest.Range;
import io.fluxim.history.PageRequest.Seqs;
import io.fluxim.history.PageRequest.Times;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The history of conversations, for who is or was in them. A message of the last moment may not be there yet: sync has it. */
@RestController
public final class HistoryHandler {

    private final Readable readable;
    private final HistoryPages pages;

    HistoryHandler(Readable readable, HistoryPages pages) {
        this.readable = readable;
        this.pages = pages;
    }

    /**
     * A page of history.
     *
     * @param conversation its key
     * @param messages     in the order asked for; by time there may be fewer than there could be, or none
     * @param more         whether to ask again, with {@code next} as {@code beyond}
     * @param next         where the next page begins; left out where nothing was looked at
     */
    record Found(
            String conversation,
            List<Entry> messages,
            boolean more,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<HistoryRequest.Point> next) {}

    /**
     * A message at its place.
     *
     * @param message as in the entries of the socket
     */
    record Entry(
            long seq,

            @Schema(type = "object", types = "object", description = "as in entries on the socket") @JsonRawValue
            String message) {

        static Entry of(Message message) {
            return new Entry(message.seq().value(), MessageJson.written(message));
        }
    }

    @OwnAddition
    @Operation(summary = "Messages of a conversation by seq or by time, at most 200 and 512 KiB of bodies a page.")
    @PostMapping("/msg/get_history")
    Mono<Answer<Found>> history(Call<HistoryRequest> call) {
        HistoryRequest asked = call.request();
        Conversation conversation = conversation(call.caller(), asked);
        HistoryPages.Query query = new HistoryPages.Query(conversation, asked.direction(), asked.size());
        return readable.by(call.caller(), conversation)
                .flatMap(ranges -> page(query, asked.range(), ranges))
                .map(found -> Answer.of(answer(conversation, found)));
    }

    private Mono<HistoryPages.Found> page(HistoryPages.Query query, Range wanted, List<Seqs> readable) {
        return wanted instanceof Seqs seqs
                ? pages.bySeq(query, seqs, readable)
                : pages.byTime(query, (Times) wanted, readable);
    }

    private static Found answer(Conversation conversation, HistoryPages.Found found) {
        return new Found(
                conversation.key(),
                found.messages().stream().map(Entry::of).toList(),
                found.more(),
                found.last().stream()
                        .findFirst()
                        .map(message -> new HistoryRequest.Point(message.seq().value(), message.at())));
    }

    private static Conversation conversation(Caller caller, HistoryRequest asked) {
        if (asked.userID().isPresent()) {
            return direct(caller, asked.userID().get());
        }
        return asked.groupID()
                .<Conversation>map(Conversation::group)
                .orElseGet(() -> Conversation.parse(asked.conversation().orElseThrow()));
    }

    private static Conversation direct(Caller caller, UserId other) {
        if (caller.admin()) {
            throw InvalidInput.of("userID", "must be left out by the administrator: conversation names both users");
        }
        if (caller.user().equals(other)) {
            throw InvalidInput.of("userID", "must be another user");
        }
        return Conversation.direct(caller.user(), other);
    }
}
