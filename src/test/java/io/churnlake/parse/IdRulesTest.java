package io.churnlake.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is one customer's id, and what is nobody's. */
@Tag("fast")
class IdRulesTest {
  private static final IdRules RULES = new IdRules("\\.0$", List.of("0", "guest"), true);

  @Test
  void mailAddressesAreTheSameInCapitalsAndOtherIdsAreNot() {
    assertThat(RULES.read(" Anna@Example.com ")).hasValue("anna@example.com");
    assertThat(RULES.read("K1")).hasValue("K1");
    assertThat(IdRules.asWritten("").read("Anna@Example.com")).hasValue("Anna@Example.com");
  }

  @Test
  void wordsForNobodyAreAskedForBehindWhatIsRemoved() {
    assertThat(RULES.read("0.0")).isEmpty();
    assertThat(RULES.read("Guest")).isEmpty();
    assertThat(RULES.read(" ")).isEmpty();
    assertThat(RULES.read("100.0")).hasValue("100");
  }
}
