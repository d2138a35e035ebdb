package io.fluxim.protocol;

/**
 * One run of one access process; a restart is another node.
 *
 * @param value printable, without white space
 */
public record NodeId(String value) {

    public NodeId {
        if (value.isBlank()) {
            throw InvalidInput.of("node", "must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
