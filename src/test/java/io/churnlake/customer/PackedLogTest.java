package io.churnlake.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PackedLogTest {
  @Test
  void aHistoryIsWhatWasPacked() {
    CustomerLog log =
        new CustomerLog(
            19_000,
            true,
            List.of("all", "Zürich", ""),
            List.of(
                new CustomerLog.Day(18_990, 0, 0, 0, 0, 0, 0, List.of(), -1, -2, -50_000),
                new CustomerLog.Day(
                    19_000, 1, 2, 1, 123_456_789_012L, 7, 9, List.of("A", "Bär"), 1, 2, 4)));
    byte[] packed = PackedLog.of("Kündin", log, 18_000);
    assertThat(PackedLog.log(packed)).isEqualTo(log);
    assertThat(PackedLog.firstDay(packed)).isEqualTo(18_000);
    assertThat(PackedLog.key(packed)).isEqualTo("Kündin");
  }
}
