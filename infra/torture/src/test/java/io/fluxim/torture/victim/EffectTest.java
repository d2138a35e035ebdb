package io.fluxim.torture.victim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Every await of the flows has its points: a method that comes to a port is either one of them or stands below. */
class EffectTest {

    /** What no flow awaits, and who calls it. */
    private static final Set<String> NOT_OF_FLOWS = Set.of(
            "Timeline.messages", // access: sync
            "Inbox.after", // access: sync
            "Inbox.floor", // access: sync
            "VisibleHeads.read", // access: hello, pong
            "Routes.renew", // access: sessions
            "Routes.remove", // access: sessions
            "Members.of", // access: history; auditor, rebuild
            "RecordSink.append", // access: send
            "History.page", // access: history
            "History.present", // cleaner
            "History.messages", // access: bodies that retention took
            "History.now", // cleaner
            "Timeline.after", // auditor
            "Heads.read", // auditor
            "VisibleHeads.raised", // auditor
            "Heads.forget", // rebuild, while nothing runs
            "VisibleHeads.forget"); // rebuild

    @Test
    void givenPorts_whenTheirAwaitsAreListed_thenEachHasPointsOrAReason() {
        List<String> awaits = Wrapping.PORTS.stream()
                .flatMap(port -> Arrays.stream(port.getMethods())
                        .filter(method -> method.getReturnType() == Mono.class)
                        .map(method -> port.getSimpleName() + "." + method.getName()))
                .distinct()
                .toList();

        assertThat(awaits)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(NOT_OF_FLOWS.stream(), Effect.ofPorts())
                        .distinct()
                        .toList());
    }

    @Test
    void givenPoints_whenNamed_thenFoundByTheirNames() {
        assertThat(Point.all())
                .allSatisfy(point -> assertThat(
                                Point.of(point.effect(), point.when().name().toLowerCase(java.util.Locale.ROOT)))
                        .isEqualTo(point));
    }
}
