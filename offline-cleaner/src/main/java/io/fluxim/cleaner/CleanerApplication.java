package io.fluxim.cleaner;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The cleaner as a program: sweeps, and a management port. Of any number of them, one works. */
@SpringBootApplication(proxyBeanMethods = false)
public class CleanerApplication {

    /** How it is started, alone or beside others in one process. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(CleanerApplication.class)
                .web(WebApplicationType.REACTIVE)
                .properties("spring.config.name=fluxim,offline-cleaner");
    }

    public static void main(String[] args) {
        builder().run(args);
    }
}
