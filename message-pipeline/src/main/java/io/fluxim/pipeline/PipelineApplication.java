package io.fluxim.pipeline;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The message pipeline as a program: both flows, and a management port. Any number of them share the partitions. */
@SpringBootApplication(proxyBeanMethods = false)
public class PipelineApplication {

    /** How it is started, alone or beside others in one process. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(PipelineApplication.class)
                .web(WebApplicationType.REACTIVE)
                .properties("spring.config.name=fluxim,message-pipeline");
    }

    public static void main(String[] args) {
        builder().run(args);
    }
}
