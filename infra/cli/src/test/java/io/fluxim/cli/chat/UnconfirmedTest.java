package io.fluxim.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnconfirmedTest {

    private static final Target BOB = new Target.User("bob");

    private final Unconfirmed unconfirmed = new Unconfirmed();

    @Test
    void givenLinesSent_whenOneIsSettled_thenTheOthersAreSentAgainInOrder() {
        Unconfirmed.Line first = unconfirmed.add(BOB, "same");
        Unconfirmed.Line second = unconfirmed.add(BOB, "same");
        Unconfirmed.Line third = unconfirmed.add(BOB, "same");

        unconfirmed.settle(second);

        assertThat(unconfirmed.all()).containsExactly(first, third);
    }
}
