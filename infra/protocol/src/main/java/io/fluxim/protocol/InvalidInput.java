package io.fluxim.protocol;

/**
 * Something that came from outside is not what it must be.
 *
 * <p>Carries what a caller needs to correct it: the code, the field by its name on the wire, and what was expected.
 */
public final class InvalidInput extends IllegalArgumentException {

    private final transient ErrorCode code;
    private final String field;

    public InvalidInput(ErrorCode code, String field, String expected) {
        super(expected, null);
        this.code = code;
        this.field = field;
    }

    /** A bad argument: the usual case. */
    public static InvalidInput of(String field, String expected) {
        return new InvalidInput(ErrorCode.BAD_ARGUMENT, field, expected);
    }

    public ErrorCode code() {
        return code;
    }

    /** The field at fault, by its name on the wire. */
    public String field() {
        return field;
    }

    /** The same complaint about a field that its caller knows by another name. */
    public InvalidInput named(String otherField) {
        return new InvalidInput(code, otherField, String.valueOf(getMessage()));
    }
}
