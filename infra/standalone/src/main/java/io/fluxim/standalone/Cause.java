package io.fluxim.standalone;

import io.fluxim.embedded.CannotStart;
import java.util.Objects;
import java.util.stream.Stream;

/** What went wrong at the bottom of a chain of exceptions, in a sentence for the operator. */
public final class Cause {

    private Cause() {}

    /** The deepest message there is: the one of the code that noticed, such as key, bound and value of a setting. */
    public static String sentence(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(50)
                .filter(cause -> cause.getMessage() != null)
                .reduce((outer, inner) -> inner)
                .map(Cause::of)
                .orElseGet(failure::toString);
    }

    /** Its message where people wrote it for people, else its type too. */
    static String of(Throwable cause) {
        boolean spoken = cause instanceof IllegalArgumentException
                || cause instanceof IllegalStateException
                || cause instanceof CannotStart
                || cause instanceof CannotRun;
        return spoken ? String.valueOf(cause.getMessage()) : cause.toString();
    }
}
