package io.fluxim.torture.fault;

import java.time.Duration;
import java.util.List;

/** The network between the access nodes and Kafka. */
final class NetworkFaults {

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration CUT = Duration.ofSeconds(8);
    private static final Duration DELAY = Duration.ofMillis(150);

    private NetworkFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("network-cut", "nothing passes between the access nodes and Kafka for 8 s", scene -> {
                    scene.holdAbout(MOMENT);
                    scene.cluster().kafkaFromAccess().cut();
                    scene.mark("cut");
                    scene.hold(CUT);
                    scene.cluster().kafkaFromAccess().heal();
                    scene.mark("whole again");
                }),
                new Fault(
                        "network-slow",
                        "everything between the access nodes and Kafka takes 150 ms longer each way for 8 s",
                        scene -> {
                            scene.cluster().kafkaFromAccess().slow(DELAY);
                            scene.mark("slow");
                            scene.hold(CUT);
                            scene.cluster().kafkaFromAccess().heal();
                            scene.mark("quick again");
                        }));
    }
}
