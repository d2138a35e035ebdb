package io.fluxim.torture.fault;

import io.fluxim.torture.victim.Break;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Defects built into the applications on purpose, as if they were faults: the judge must find them. */
public final class Defects {

    /** Long enough for some dozens of occasions. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(8);

    private Defects() {}

    public static List<String> names() {
        return Arrays.stream(Break.values()).map(Break::word).toList();
    }

    /** @throws IllegalArgumentException that tells the names, for any other */
    public static Fault named(String name) {
        Break defect = Break.named(name);
        return new Fault(
                "break-" + name,
                "the applications have a defect, which breaks " + defect.expected(),
                scene -> broken(scene, defect));
    }

    private static void broken(Scene scene, Break defect) {
        scene.cluster().applications().forEach(app -> app.ask("break " + defect.word()));
        scene.mark("defect built in: " + defect.word());
        scene.hold(LONG_ENOUGH);
        scene.cluster().applications().forEach(app -> app.ask("mend"));
        scene.mark("mended");
    }
}
