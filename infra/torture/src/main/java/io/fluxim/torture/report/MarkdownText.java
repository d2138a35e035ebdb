package io.fluxim.torture.report;

/** Data within Markdown. */
final class MarkdownText {

    private MarkdownText() {}

    /** Data can neither become markup nor end a row. */
    static String text(String data) {
        return data.replace("\\", "\\\\")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("[", "\\[")
                .replace("|", "\\|")
                .replace("`", "\\`")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replaceAll("\\p{Cntrl}+", " ");
    }
}
