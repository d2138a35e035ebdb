package io.fluxim.testkit.hostile;

import java.util.List;

/**
 * Strings that somebody sends who wishes a system ill, or whose keyboard has more than 26 letters: each has broken a query,
 * a key, a log, a comparison or a column somewhere.
 */
public final class HostileWords {

    private static final List<String> QUERIES = List.of(
            "'",
            "\"",
            "\\",
            "`",
            "';--",
            "'/**/OR/**/1=1;--",
            "');DROP/**/TABLE/**/users;--",
            "' UNION SELECT id, ex FROM users -- ",
            "?",
            ":1",
            "%",
            "a%",
            "_",
            "%s%n",
            "$where",
            "$ne",
            "{$gt:''}",
            "{\"$gt\":\"\"}",
            ".",
            "a.b",
            "${jndi:ldap://127.0.0.1/x}",
            "#{7*7}",
            "../../etc/passwd",
            "<script>alert(1)</script>");

    private static final List<String> KEYS = List.of(
            ":",
            "a:b",
            "d:a:b",
            "g:a",
            "u:a",
            "*",
            "[a-z]*",
            "{f0}",
            "}{",
            "{f0}:route:a",
            "a|0",
            "lease:outbox-relay",
            "a\r\nDEL {f0}:route:a\r\n",
            "*1\r\n$8\r\nFLUSHALL\r\n",
            "a\n",
            "\t",
            " ",
            " a",
            "a ",
            "\0",
            "a\0",
            "\u001b[2J",
            "\u0085",
            "\u00a0",
            "\u2028",
            "\u3000");

    /** Some of these are alike to the eye, or to a database that folds case, accents or width. */
    private static final List<String> SCRIPTS = List.of(
            "A",
            "a",
            "\u00e4",
            "a\u0308",
            "\uff41",
            "\u0430",
            "a\u200b",
            "a\u200d",
            "\ufeffa",
            "\u202ea",
            "\u00df",
            "ss",
            "\u0130",
            "i\u0307",
            "\u0131",
            "\ufb00",
            "\u212a",
            "\u1e9b\u0323",
            "\u0645\u0631\u062d\u0628\u0627",
            "\u4f60\u597d",
            "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "\ud83c\udde9\ud83c\uddea",
            "\ue000",
            "\uffff",
            "\udbff\udfff",
            "a" + "\u0301".repeat(31));

    private static final List<String> NO_TEXT = List.of("\ud800", "a\udc00", "\udc00\ud800", "\ud83d");

    private static final List<String> OTHERS = List.of(
            "",
            "null",
            "true",
            "NaN",
            "0",
            "-1",
            "1e309",
            "9223372036854775808",
            "a".repeat(64),
            "a".repeat(65),
            "\u00e4".repeat(32),
            "\u00e4".repeat(33),
            "a".repeat(256),
            "a".repeat(3_000),
            "a".repeat(70_000));

    private HostileWords() {}

    /** All of them, each once. */
    public static List<String> all() {
        return List.of(QUERIES, KEYS, SCRIPTS, NO_TEXT, OTHERS).stream()
                .flatMap(List::stream)
                .toList();
    }
}
