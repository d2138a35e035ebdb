package io.fluxim.access.socket.dialect;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is encoded once for each dialect that asks for it, and shared then. Used by one thread. */
public final class PerDialect<T> {

    private final Function<Dialect, T> encoding;
    private @Nullable Dialect first;
    private @Nullable T form;
    /** Of all but the first: nearly always none. */
    private Map<Dialect, T> others = Map.of();

    public PerDialect(Function<Dialect, T> encoding) {
        this.encoding = encoding;
    }

    /** Its form in this dialect. */
    public T in(Dialect dialect) {
        T known = form;
        if (known == null) {
            first = dialect;
            form = known = encoding.apply(dialect);
        }
        return dialect == first ? known : other(dialect);
    }

    private T other(Dialect dialect) {
        if (others.isEmpty()) {
            others = new HashMap<>();
        }
        return others.computeIfAbsent(dialect, encoding);
    }
}
