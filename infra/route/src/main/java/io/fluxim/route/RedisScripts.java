package io.fluxim.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.script.RedisScript;

/** Scripts, read once: one that stands on a resource looks at every call whether its file has changed. */
public final class RedisScripts {

    private RedisScripts() {}

    /** @param file beside the class that runs it */
    public static <T> RedisScript<T> read(Class<?> beside, String file, Class<T> answer) {
        try {
            return RedisScript.of(
                    new ClassPathResource(file, beside).getContentAsString(StandardCharsets.UTF_8), answer);
        } catch (IOException e) {
            throw new UncheckedIOException("the script " + file + " cannot be read", e);
        }
    }
}
