package io.fluxim.lab.report;

/** Data within Markdown. */
public final class MarkdownText {

    private MarkdownText() {}

    /** Data can neither become markup nor end a row. */
    public static String text(String data) {
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
