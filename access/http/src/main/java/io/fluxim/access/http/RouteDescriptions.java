package io.fluxim.access.http;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** What the {@link Call} of each route is made of, as OpenAPI has it: the headers, and the request's record as the body. */
final class RouteDescriptions implements GlobalOpenApiCustomizer {

    private static final boolean OPENAPI_31 = true;

    private final RequestMappingHandlerMapping routes;

    RouteDescriptions(RequestMappingHandlerMapping routes) {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Call.class, OpenCall.class);
        this.routes = routes;
    }

    @Override
    public void customise(OpenAPI api) {
        routes.getHandlerMethods()
                .forEach((mapping, method) -> mapping.getPatternsCondition()
                        .getPatterns()
                        .forEach(pattern -> describe(api, pattern.getPatternString(), method)));
    }

    private static void describe(OpenAPI api, String path, HandlerMethod method) {
        Optional<MethodParameter> call = Arrays.stream(method.getMethodParameters())
                .filter(parameter ->
                        parameter.getParameterType() == Call.class || parameter.getParameterType() == OpenCall.class)
                .findFirst();
        if (call.isEmpty() || !api.getPaths().containsKey(path)) {
            return;
        }
        Operation operation = api.getPaths().get(path).getPost();
        operation.setOperationId(path.substring(path.lastIndexOf('/') + 1));
        operation.setTags(new ArrayList<>(List.of(path.substring(1, path.indexOf('/', 1)))));
        operation.setParameters(List.of(operationId()));
        operation.setRequestBody(body(api, CallResolver.requestType(call.get())));
        operation
                .getResponses()
                .values()
                .forEach(response -> response.setContent(
                        json(response.getContent().values().iterator().next().getSchema())));
        if (call.get().getParameterType() == Call.class) {
            operation.addSecurityItem(new SecurityRequirement().addList(CallResolver.TOKEN));
        }
        if (method.hasMethodAnnotation(OwnAddition.class)) {
            operation.addTagsItem("own addition");
            operation.addExtension("x-own-addition", true);
        }
    }

    private static Parameter operationId() {
        return new Parameter()
                .in("header")
                .name(CallResolver.OPERATION_ID)
                .required(true)
                .description("names this request, in logs too")
                .example("1")
                .schema(new StringSchema());
    }

    private static RequestBody body(OpenAPI api, Class<? extends Record> request) {
        ResolvedSchema resolved = ModelConverters.getInstance(OPENAPI_31)
                .resolveAsResolvedSchema(new AnnotatedType(request).resolveAsRef(true));
        resolved.referencedSchemas.forEach(api.getComponents()::addSchemas);
        return new RequestBody().required(true).content(json(resolved.schema));
    }

    private static Content json(Schema<?> schema) {
        return new Content().addMediaType("application/json", new MediaType().schema(schema));
    }
}
