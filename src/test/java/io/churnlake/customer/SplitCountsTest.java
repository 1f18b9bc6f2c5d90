package io.churnlake.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SplitCountsTest {
  private static CustomerLog customer(String... values) {
    List<String> all = new ArrayList<>(List.of("all"));
    all.addAll(List.of(values));
    return new CustomerLog(1, false, all, List.of());
  }

  /** What is frequent is a part; equally frequent values go by their names; unknown is one more. */
  @Test
  void theMostFrequentValuesArePartsAndTheRestIsOther() {
    SplitCounts some = new SplitCounts();
    SplitCounts others = new SplitCounts();
    for (String channel : List.of("web", "web", "shop", "fax")) {
      some.add(customer("p1", channel));
    }
    for (String channel : List.of("shop", "app", "(unknown)", "(unknown)", "(unknown)")) {
      others.add(customer("p2", channel));
    }
    // Who never bought tells nothing of what is frequent.
    CustomerLog never =
        new CustomerLog(CustomerLog.NEVER, false, List.of("all", "p", "fax"), List.of());
    for (int i = 0; i < 9; i++) {
      others.add(never);
    }
    SplitCounts counts = some.plus(others);
    assertThat(counts.cells()).isEqualTo(1 + 2 + 5);
    SplitView view =
        SplitView.of(List.of("all", "product", "channel"), List.of("channel")).limited(counts, 3);
    assertThat(view.names()).containsExactly("all", "channel");
    assertThat(
            List.of(
                view.value(customer("p1", "web"), 1),
                view.value(customer("p1", "shop"), 1),
                view.value(customer("p1", "app"), 1),
                view.value(customer("p1", "fax"), 1),
                view.value(customer("p1", "(unknown)"), 1),
                view.value(customer("p1", "fax"), 0)))
        .containsExactly("web", "shop", "app", "(other)", "(unknown)", "all");
    assertThatThrownBy(() -> SplitView.of(List.of("all"), List.of("channel")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no split channel");
  }
}
