package io.fluxim.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.inbox.Reference;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final UserId ANN = new UserId("ann");
    private static final Conversation DIRECT = Conversation.direct(ANN, new UserId("bob"));

    @Test
    void givenMorePlacesThanAreNamed_whenAdded_thenAllAreCountedAndTheFirstTenNamed() {
        Places places = Places.NONE.plus(references(1, 7)).plus(List.of()).plus(references(8, 20));

        assertThat(places.count()).isEqualTo(20);
        assertThat(places.first())
                .hasSize(10)
                .startsWith("ann d:ann:bob #1", "ann d:ann:bob #2")
                .endsWith("ann d:ann:bob #10");
    }

    private static List<Reference> references(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq -> new Reference(ANN, DIRECT, new Seq(seq)))
                .toList();
    }
}
