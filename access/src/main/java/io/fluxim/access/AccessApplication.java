package io.fluxim.access;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The edge as a program: WebSocket and HTTP on one port, management on another. Any number of nodes serve side by side. */
@SpringBootApplication(proxyBeanMethods = false)
public class AccessApplication {

    /** How it is started, alone or beside others in one process. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(AccessApplication.class)
                .web(WebApplicationType.REACTIVE)
                .properties("spring.config.name=fluxim,access");
    }

    public static void main(String[] args) {
        builder().run(args);
    }
}
