package io.fluxim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Seq;
import org.junit.jupiter.api.Test;

class MessagesTest {

    @Test
    void givenTwoEnvelopes_whenBuiltAlike_thenTheirIdsDiffer() {
        Envelope one = Messages.envelope("alice", "bob", "hi");
        Envelope other = Messages.envelope("alice", "bob", "hi");
        assertThat(one.id()).isNotEqualTo(other.id());
        assertThat(one.content()).isEqualTo(other.content());
        assertThat(one.conversation().key()).isEqualTo("d:alice:bob");
    }

    @Test
    void givenFirstSeq_whenNumbered_thenSeqsAndTimesRise() {
        assertThat(Messages.messages("alice", "bob", 5, 3))
                .extracting(Message::seq)
                .containsExactly(new Seq(5), new Seq(6), new Seq(7));
        assertThat(Messages.messages("alice", "bob", 5, 3))
                .extracting(Message::at)
                .isSorted();
    }

    @Test
    void givenQuotes_whenText_thenBodyIsJson() {
        assertThat(Messages.text("a \"b\"\n\\").body()).isEqualTo("{\"content\":\"a \\\"b\\\"\\n\\\\\"}");
    }
}
