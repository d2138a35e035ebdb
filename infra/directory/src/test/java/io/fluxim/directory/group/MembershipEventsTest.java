package io.fluxim.directory.group;

import static io.fluxim.directory.Directories.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.Codecs;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MembershipEventsTest {

    @Test
    void givenTheMostUsersWithTheWorstIds_whenWritten_thenTheBodyFitsAndTheRecordIsHalfOfTheLimitOrLess() {
        List<UserId> users = IntStream.range(0, Groups.MAX_CHANGE)
                .mapToObj(i -> user("\"".repeat(60) + "%04d".formatted(i)))
                .toList();

        Envelope event = MembershipEvents.joined(
                MessageType.MEMBER_INVITED,
                new MembershipEvents.Named(new GroupId("\\".repeat(64)), "\"".repeat(255)),
                7,
                user("\"".repeat(64)),
                users);

        assertThat(event.content().bodyBytes()).isLessThanOrEqualTo(Content.MAX_BODY_BYTES);
        assertThat(event.change().joined()).hasSize(Groups.MAX_CHANGE);
        byte[] record = Codecs.ENVELOPE.encode(event);
        assertThat(record.length).isLessThan(256 * 1024);
        assertThat(Codecs.ENVELOPE.decode(record)).isEqualTo(event);
    }
}
