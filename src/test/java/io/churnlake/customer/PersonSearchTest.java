package io.churnlake.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.parse.IdRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PersonSearchTest {
  private static final byte[] SECRET = new byte[32];
  private static final String KEY = CustomerKeys.key("C-0007", SECRET);

  private static PersonSearch search(String id, String... texts) {
    return new PersonSearch(
        List.of(KEY), List.of(id), List.of(texts), ";", IdRules.asWritten("\\.0$"));
  }

  @Test
  void keysAreFoundWherEverTheyStand() {
    PersonSearch search = search("12");
    assertThat(search.isIn("{\"min\":\"" + KEY + "|2024-01\"}")).isTrue();
    assertThat(search.isIn("xx" + KEY + "yy")).isTrue();
    assertThat(search.isIn(KEY.substring(1))).isFalse();
  }

  @Test
  void idsAreFoundAsWholeWords() {
    PersonSearch search = search("C-0007", "Zoë Ünal");
    assertThat(search.isIn("order of C-0007.")).isTrue();
    assertThat(search.isIn("AC-0007")).isFalse();
    assertThat(search.isIn("C-00071")).isFalse();
    assertThat(search.isIn("by Zoë Ünal, Wien")).isTrue();
    byte[] bytes = "by Zoë Ünal".getBytes(StandardCharsets.UTF_8);
    assertThat(search.isIn(new String(bytes, StandardCharsets.ISO_8859_1))).isTrue();
  }

  @Test
  void aNumberIsAnIdOnlyWhereIdsAre() {
    PersonSearch search = search("12");
    assertThat(search.isIn("12")).isFalse();
    assertThat(search.isWhereIdsAre("12")).isTrue();
    assertThat(search.isWhereIdsAre("2024-12-12 12:12;x;\"12.0\";p")).isTrue();
    assertThat(search.isWhereIdsAre("2024-12-12 12:12;x;13;p12")).isFalse();
  }

  @Test
  void theListRecognisesIdsAndKeepsNone() {
    String entry = ForgottenCustomers.entry(KEY, SECRET);
    ForgottenCustomers list =
        ForgottenCustomers.none(";", IdRules.asWritten("\\.0$"), "")
            .with(SECRET, Set.of(entry))
            .with(new byte[] {1}, Set.of());
    assertThat(entry).isNotEqualTo(KEY);
    assertThat(list.isForgotten("C-0007")).isTrue();
    assertThat(list.isForgotten("C-0008")).isFalse();
    assertThat(list.isIn("broken;row of C-0007")).isTrue();
    assertThat(list.isIn("broken;\"C-0007.0\"")).isTrue();
    assertThat(list.isIn("{\"who\":\"C-0007\"}")).isTrue();
    assertThat(list.isIn("broken;row of C-0008")).isFalse();
  }
}
