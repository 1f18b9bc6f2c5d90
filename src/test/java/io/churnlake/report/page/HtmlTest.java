package io.churnlake.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class HtmlTest {
  @Test
  void textAndValuesOfAttributesAreEscaped() {
    assertThat(new Html().element("p", "<b>&\"'", "title", "\"><x>").toString())
        .isEqualTo("<p title=\"&quot;&gt;&lt;x&gt;\">&lt;b&gt;&amp;&quot;&#39;</p>\n");
  }

  @Test
  void charactersThatHtmlDoesNotAllowAreReplaced() {
    assertThat(Html.escaped("a\u0000b\u001bc\u007f\ud800d\uffff\t\n\ud83d\ude00"))
        .isEqualTo("a\ufffdb\ufffdc\ufffd\ufffdd\ufffd\t\n\ud83d\ude00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x</script>", "x</SCRIPT >", "</style", "<!-- x"})
  void aScriptThatCouldEndItsElementIsRefused(String content) {
    assertThatThrownBy(() -> new Html().raw(content)).isInstanceOf(IllegalArgumentException.class);
  }
}
