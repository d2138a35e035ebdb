package io.fluxim.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class PagesTest {

    private final List<Long> received = new ArrayList<>();
    private final Pages pages = new Pages(new Client.Position("e1", 3), new Observer() {
        @Override
        public void received(InboxEntry entry) {
            received.add(entry.position());
        }
    });

    @BeforeEach
    void greet() {
        pages.hello("e1", 3, 0);
    }

    @Test
    void givenNextEntries_whenPushed_thenReceivedInOrder_andNothingIsWanted() {
        pages.entries(push(4, 5));

        assertThat(received).containsExactly(4L, 5L);
        assertThat(pages.position()).isEqualTo(new Client.Position("e1", 5));
        assertThat(pages.wanted()).isEmpty();
    }

    @Test
    void givenRepeatedEntries_whenPushed_thenReceivedOnce() {
        pages.entries(push(4, 5));
        pages.entries(push(3, 4, 5, 6));

        assertThat(received).containsExactly(4L, 5L, 6L);
    }

    @Test
    void givenHole_whenPushed_thenSyncedOnceFromBeforeIt() {
        pages.entries(push(4, 6));

        assertThat(pages.wanted()).hasValue(4);
        assertThat(pages.wanted()).isEmpty();
        pages.entries(page(0, 5, 6));
        assertThat(received).containsExactly(4L, 5L, 6L);
        assertThat(pages.wanted()).isEmpty();
    }

    @Test
    void givenSyncRefused_whenTheHeadIsToldAgain_thenAskedAgain() {
        pages.head(5);
        assertThat(pages.wanted()).hasValue(3);

        pages.refused();

        assertThat(pages.wanted()).isEmpty();
        pages.head(5);
        assertThat(pages.wanted()).hasValue(3);
    }

    @Test
    void givenFloorAbovePosition_whenPageComes_thenGoesOnBehindTheFloor() {
        pages.head(12);
        pages.wanted();

        pages.entries(page(10, 11, 12));

        assertThat(received).containsExactly(11L, 12L);
    }

    @Test
    void givenAnotherEpoch_whenGreeted_thenStartsOver() {
        pages.hello("e2", 1, 0);

        assertThat(pages.position()).isEqualTo(new Client.Position("e2", 0));
        assertThat(pages.wanted()).hasValue(0);
    }

    private static JsonNode push(long... positions) {
        ObjectNode frame = JsonMapper.shared().createObjectNode().put("op", "entries");
        ArrayNode entries = frame.putArray("entries");
        for (long position : positions) {
            entries.addObject().put("position", position);
        }
        return frame.put("head", positions[positions.length - 1]);
    }

    private static JsonNode page(long floor, long... positions) {
        return ((ObjectNode) push(positions)).put("ref", Pages.REF).put("floor", floor);
    }
}
