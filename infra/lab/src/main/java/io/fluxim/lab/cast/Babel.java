package io.fluxim.lab.cast;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Texts in several scripts, with emoji, of 1 byte to 60 KB; most are short. */
public final class Babel {

    private static final List<String> ALPHABETS = List.of(
            "abcdefghijklmnopqrstuvwxyz \"\\/\n\t",
            "äöüßéèçñøåł",
            "абвгдеёжзийклмн",
            "你好世界消息平台",
            "مرحبابالعالم",
            "नमस्तेदुनिया",
            "😀🎉👩‍👩‍👧‍👦🇩🇪🏳️‍🌈\u0000\u001f");
    private static final int LARGEST = 60 * 1024;

    private final Random random;

    public Babel(Random random) {
        this.random = random;
    }

    /** The next text. */
    public JsonNode text() {
        int[] letters =
                ALPHABETS.get(random.nextInt(ALPHABETS.size())).codePoints().toArray();
        int bytes = length();
        StringBuilder text = new StringBuilder();
        int used = 0;
        while (used < bytes) {
            int letter = letters[random.nextInt(letters.length)];
            used += Character.toString(letter).getBytes(StandardCharsets.UTF_8).length;
            text.appendCodePoint(letter);
        }
        return StringNode.valueOf(text.toString());
    }

    /** Of a hundred: ninety up to 200 bytes, nine up to 4 KB, one up to 60 KB in its JSON form, where \\u0000 takes six. */
    private int length() {
        int dice = random.nextInt(100);
        int most = dice < 90 ? 200 : dice < 99 ? 4096 : LARGEST / 6;
        return 1 + random.nextInt(most);
    }
}
