package io.fluxim.access.server;

import io.fluxim.access.http.HttpConfiguration;
import io.fluxim.access.http.OpenApiConfiguration;
import io.fluxim.access.http.group.GroupConfiguration;
import io.fluxim.access.http.message.MessageConfiguration;
import io.fluxim.access.http.user.UserConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The HTTP door: every route, and their description. */
@Configuration(proxyBeanMethods = false)
@Import({
    HttpConfiguration.class,
    OpenApiConfiguration.class,
    UserConfiguration.class,
    GroupConfiguration.class,
    MessageConfiguration.class,
})
class HttpRole {}
