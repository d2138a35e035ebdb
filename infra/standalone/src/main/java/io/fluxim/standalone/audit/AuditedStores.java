package io.fluxim.standalone.audit;

import io.fluxim.audit.AuditConfiguration;
import io.fluxim.audit.Auditor;
import io.fluxim.audit.Findings;
import io.fluxim.audit.Scope;
import io.fluxim.standalone.Cause;
import io.fluxim.standalone.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The stores as an application of its own reaches them, and the auditor on them. */
final class AuditedStores implements AutoCloseable {

    /** All of a large installation takes hours; what takes longer than this stands still. */
    private static final Duration LONGEST = Duration.ofDays(2);

    private final ConfigurableApplicationContext context;

    @EnableAutoConfiguration
    @Import(AuditConfiguration.class)
    static class Program {}

    private AuditedStores(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param keys how stores are reached, above all other configuration */
    static AuditedStores open(Path data, Map<String, String> keys) {
        try {
            return new AuditedStores(new SpringApplicationBuilder(Program.class)
                    .web(WebApplicationType.NONE)
                    .bannerMode(Banner.Mode.OFF)
                    .logStartupInfo(false)
                    .registerShutdownHook(false)
                    // the cleaner's stores are the auditor's: what it is not told, it takes from there
                    .properties(
                            "spring.config.name=fluxim,offline-cleaner",
                            "spring.config.additional-location=" + Settings.location(data))
                    .run(keys.entrySet().stream()
                            .map(key -> "--" + key.getKey() + "=" + key.getValue())
                            .toArray(String[]::new)));
        } catch (RuntimeException e) {
            throw new CannotLook("the stores cannot be opened: " + Cause.sentence(e), e);
        }
    }

    Findings look(Scope scope, Consumer<Findings> progress) {
        Findings findings = new Findings();
        try {
            context.getBean(Auditor.class)
                    .run(scope)
                    .doOnNext(look -> {
                        findings.add(look); // one after the other: a Flux's signals never overlap
                        progress.accept(findings);
                    })
                    .blockLast(LONGEST);
            return findings;
        } catch (RuntimeException e) {
            throw new CannotLook("the audit broke off: " + Cause.sentence(e), e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
