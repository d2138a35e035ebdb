package io.fluxim.access.http;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Describes the routes: {@code /v3/api-docs}, and {@code /swagger-ui.html} to try them. Nothing of it is fetched from afar. */
@Configuration(proxyBeanMethods = false)
public class OpenApiConfiguration {

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Fluxim")
                                .version("v3.8")
                                .license(new License().name("Apache-2.0"))
                                .description(
                                        "The HTTP API, in the conventions of OpenIM v3.8: every route is a POST with JSON and"
                                                + " answers HTTP 200 with `{errCode, errMsg, errDlt, data}`; errCode 0 is success. Messages"
                                                + " travel over the WebSocket at `/ws`. Routes tagged *own addition* are not OpenIM's."))
                .components(new Components()
                        .addSecuritySchemes(
                                CallResolver.TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.HEADER)
                                        .name(CallResolver.TOKEN)
                                        .description("of /auth/get_user_token, or /auth/get_admin_token")));
    }

    @Bean
    RouteDescriptions routeDescriptions(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
        return new RouteDescriptions(routes);
    }

    @Bean
    RecordSchemas recordSchemas() {
        return new RecordSchemas();
    }
}
