package io.fluxim.kafka.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.kafka.Broker;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallbackQueuesTest {

    private static final int COUNT = 10_000;

    @Test
    void givenManyAnswersAndOneThatFails_whenTold_thenThoseOfAPartitionComeInOrderAndNoneIsLost() throws Exception {
        CallbackQueues answers = new CallbackQueues(Broker.LOOPS);
        List<Integer> told = new CopyOnWriteArrayList<>();
        CountDownLatch all = new CountDownLatch(1);
        answers.tell(3, () -> {
            throw new IllegalStateException("a caller's own mistake");
        });
        for (int i = 0; i < COUNT; i++) {
            int number = i;
            answers.tell(3, () -> told.add(number));
        }
        answers.tell(3, all::countDown);

        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(told).isEqualTo(IntStream.range(0, COUNT).boxed().toList());
    }
}
