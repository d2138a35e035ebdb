package io.fluxim.access.gate.port;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a request asks for, as its first line has it: a path with a query, or an address of this server with both (RFC 9112,
 * 3.2).
 *
 * @param path  from its first slash
 * @param query behind the question mark; empty where there is none
 */
record RequestTarget(String path, String query) {

    /** Beside letters and digits. */
    private static final String IN_PATHS = "/-._~!$&'()*+,=:@";

    private static final String IN_QUERIES = IN_PATHS + ";?[]%";

    /** The target; empty where it is neither of the two. */
    static Optional<RequestTarget> of(String written) {
        String local = local(written);
        if (!local.startsWith("/")) {
            return Optional.empty();
        }
        int mark = local.indexOf('?');
        return Optional.of(
                mark < 0
                        ? new RequestTarget(local, "")
                        : new RequestTarget(local.substring(0, mark), local.substring(mark + 1)));
    }

    /**
     * Whether the path is spelled in the only way that leads to a route: without escapes, parameters ({@code ;a=b}), empty
     * segments and segments of dots, all of which Spring would read over.
     */
    boolean isPlain() {
        return consistsOf(path, IN_PATHS) && !path.contains("//") && !path.contains("/.");
    }

    /** Whether the query is text: made of what may stand there, its escapes those of UTF-8. */
    boolean isReadable() {
        return consistsOf(query, IN_QUERIES) && (query.indexOf('%') < 0 || escapesText(query));
    }

    private static String local(String written) {
        int authority = written.regionMatches(true, 0, "http://", 0, 7)
                ? 7
                : written.regionMatches(true, 0, "https://", 0, 8) ? 8 : 0;
        return authority == 0 ? written : written.substring(Math.max(written.indexOf('/', authority), authority));
    }

    private static boolean consistsOf(String text, String others) {
        return text.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || others.indexOf(c) >= 0));
    }

    private static boolean escapesText(String query) {
        ByteBuffer bytes = ByteBuffer.allocate(query.length());
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c != '%') {
                bytes.put((byte) c);
            } else if (i + 2 < query.length() && isHex(query.charAt(i + 1)) && isHex(query.charAt(i + 2))) {
                bytes.put((byte) HexFormat.fromHexDigits(query, i + 1, i + 3));
                i += 2;
            } else {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isHex(char c) {
        return HexFormat.isHexDigit(c);
    }
}
