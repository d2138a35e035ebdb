package io.fluxim.sink;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The history sink as a program: one flow, and a management port. Any number of them share the partitions. */
@SpringBootApplication(proxyBeanMethods = false)
public class HistorySinkApplication {

    /** How it is started, alone or beside others in one process. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(HistorySinkApplication.class)
                .web(WebApplicationType.REACTIVE)
                .properties("spring.config.name=fluxim,history-sink");
    }

    public static void main(String[] args) {
        builder().run(args);
    }
}
