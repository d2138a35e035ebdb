package io.fluxim.access.http;

import com.fasterxml.jackson.databind.JavaType;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How our records look in the OpenAPI document: ids are strings, a component that is no {@code Optional} is required, and a
 * record is called by its group of routes too, as several have a {@code Found}.
 */
final class RecordSchemas implements ModelConverter {

    private static final String OURS = "io.fluxim.";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType java = Json.mapper().constructType(type.getType());
        Class<?> raw = java.getRawClass();
        if (raw == UserId.class || raw == GroupId.class) {
            return new StringSchema().minLength(1).maxLength(64);
        }
        if (raw == JsonNode.class) {
            return new ObjectSchema();
        }
        if (!chain.hasNext()) {
            return null;
        }
        if (raw.isRecord() && raw.getName().startsWith(OURS)) {
            type.name(name(java));
            Schema<?> schema = chain.next().resolve(type, context, chain);
            requireComponents(raw, context.getDefinedModels().get(name(java)));
            return schema;
        }
        return chain.next().resolve(type, context, chain);
    }

    private static void requireComponents(Class<?> type, @Nullable Schema<?> schema) {
        if (schema == null) {
            return;
        }
        List<String> required = Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() != Optional.class)
                .map(component -> component.getName())
                .toList();
        schema.setRequired(required.isEmpty() ? null : required);
    }

    /** {@code GroupRequests.Made} is {@code GroupMade}, {@code Answer<Made>} is {@code AnswerGroupMade}. */
    static String name(JavaType type) {
        StringBuilder name = new StringBuilder();
        Class<?> raw = type.getRawClass();
        if (raw.getEnclosingClass() != null) {
            name.append(raw.getEnclosingClass().getSimpleName().replaceAll("Requests$|Request$|Handler$", ""));
        }
        name.append(raw.getSimpleName());
        for (int i = 0; i < type.containedTypeCount(); i++) {
            name.append(name(type.containedType(i)));
        }
        return name.toString();
    }
}
