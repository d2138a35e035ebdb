package io.fluxim.loops;

import io.r2dbc.spi.Option;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/**
 * One set of event loops: an application's own, or that of the process where one was given to its context before it started.
 * Its own set is made before the clients that use it, hence Spring destroys it after them.
 */
@Configuration(proxyBeanMethods = false)
public class LoopsConfiguration {

    @Bean
    @ConditionalOnMissingBean
    EventLoops eventLoops() {
        return new EventLoops();
    }

    /** The web server's share. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ReactorResourceFactory.class)
    static class OfHttp {

        /** Connections of its own: when another application of the same process stops, these sockets live on. */
        @Bean
        ReactorResourceFactory reactorResourceFactory(EventLoops loops) {
            ReactorResourceFactory resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            resources.setLoopResources(loops.resources());
            resources.setShutdownQuietPeriod(Duration.ZERO); // sessions have been drained by then
            return resources;
        }
    }

    /** MySQL's share. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConnectionFactoryOptionsBuilderCustomizer.class)
    static class OfR2dbc {

        /** The option's name is r2dbc-mysql's; another driver ignores it. */
        private static final Option<LoopResources> LOOPS = Option.valueOf("loopResources");

        @Bean
        ConnectionFactoryOptionsBuilderCustomizer r2dbcOnEventLoops(EventLoops loops) {
            return options -> options.option(LOOPS, loops.resources());
        }
    }
}
