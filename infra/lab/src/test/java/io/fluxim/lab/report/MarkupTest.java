package io.fluxim.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkupTest {

    @Test
    void givenData_whenPutIntoATemplate_thenEscaped() {
        assertThat(Markup.of("<a title=\"{}\">{}</a>", "\"'", "<b> & \u0000 \ud800 😀")
                        .html())
                .isEqualTo("<a title=\"&quot;&#39;\">&lt;b&gt; &amp; \ufffd \ufffd 😀</a>");
    }

    @Test
    void givenAPiece_whenPutIntoATemplate_thenKept() {
        assertThat(Markup.of("<p>{}</p>", Markup.of("<b>{}</b>", "{}")).html()).isEqualTo("<p><b>{}</b></p>");
    }

    @Test
    void givenValuesAndPlacesThatDoNotMatch_whenRendered_thenRefused() {
        assertThatThrownBy(() -> Markup.of("{}", 1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Markup.of("{} {}", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
