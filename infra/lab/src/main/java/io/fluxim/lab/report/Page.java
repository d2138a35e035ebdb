package io.fluxim.lab.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A page that needs nothing beside it: the look of all reports. */
public final class Page {

    private Page() {}

    /** The whole page. */
    public static String of(String title, Markup body) {
        return "<!DOCTYPE html>\n" + Markup.of("""
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <title>{}</title>
            <style>{}</style>
            </head>
            <body>
            {}
            </body>
            </html>
            """, title, style(), body).html();
    }

    private static Markup style() {
        try (InputStream css = Page.class.getResourceAsStream("report.css")) {
            if (css == null) {
                throw new IllegalStateException("report.css is not beside " + Page.class.getName());
            }
            return new Markup(new String(css.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
