package io.churnlake.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.clv.model.Design;
import io.churnlake.clv.model.GammaGamma;
import io.churnlake.clv.model.GammaGammaEstimator;
import io.churnlake.clv.model.PurchaseEstimator;
import io.churnlake.clv.model.PurchaseFamilies;
import io.churnlake.clv.model.PurchaseRows;
import io.churnlake.clv.model.WeightedLikelihood;
import io.churnlake.clv.optimize.Estimate;
import io.churnlake.clv.optimize.Fit;
import io.churnlake.simulate.CustomerBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the benchmark fits to. */
@Tag("fast")
class CountedCustomersTest {
  @TempDir Path folder;

  @Test
  void customersAreCountedToDistinctRows() {
    CountedCustomers.Counter counter = new CountedCustomers.Counter();
    counter.add(2, 30, 100, 700);
    counter.add(0, 0, 100, 0);
    counter.add(2, 30, 100, 900);
    counter.add(1_000, 99_999, 1_234_567, 4_000_000_000_000L);
    counter.add(2, 20, 100, 700);
    counter.addGap(10);
    counter.addGap(20);
    CountedCustomers counted = counter.counted();

    assertThat(counted.customers()).isEqualTo(5);
    assertThat(rows(counted.purchases()))
        .containsExactly("0 0 100: 1", "2 20 100: 1", "2 30 100: 2", "1000 99999 1234567: 1");
    assertThat(counted.spendRows()).isEqualTo(3);
    assertThat(counted.logGapDays()).isCloseTo(Math.log(200), within(1e-12));
    // Customers; their mean spends added up: 3.50 twice, 4.50, 40,000,000.
    assertThat(WeightedLikelihood.over(counted.spend()).moments())
        .containsExactly(4.0, 40_000_011.5);
  }

  /** CDNOW's parameters are found again, but for purchases that share a day: some 4 %. */
  @Test
  void madeCustomersFollowTheirLaw() {
    CountedCustomers counted = ModelBenchmark.counted(new CustomerBase(189, 273, 1), 20_000);
    Fit<?> purchases =
        new PurchaseEstimator(PurchaseFamilies.named("bg_nbd"), Design.NONE, 7)
            .fit(counted.purchases(), counted.logGapDays());
    Fit<GammaGamma> spend =
        GammaGammaEstimator.fit(WeightedLikelihood.over(counted.spend()), () -> 0);

    assertThat(counted.customers()).isEqualTo(20_000);
    List<Estimate> estimates = new ArrayList<>(purchases.estimates());
    estimates.addAll(spend.estimates());
    double[] published = {.243, 4.414, .793, 2.426, 6.25, 3.74, 15.44};
    for (int i = 0; i < published.length; i++) {
      Estimate estimate = estimates.get(i);
      assertThat(estimate.value())
          .as(estimate.name())
          .isCloseTo(published[i], within(.2 * published[i]));
    }
  }

  @Test
  void copiesOfALogAreMovedByDays() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("log"),
            """
             00004 0001 19970101  2   29.33
             00004 0001 19970118  1   10.50
             00004 0001 19970118  1    9.50
             00004 0001 19970802  1   14.96
             00005 0002 19970110  1   14.96
             00006 0003 19970131  1    1.00
             00006 0003 19970201  1    1.00
            """);
    PurchaseLog log = PurchaseLog.read(file);
    LocalDate asOf = LocalDate.of(1997, 1, 31);

    // Customer 3 came in on that day.
    assertThat(rows(log.copies(1, asOf, 1).purchases()))
        .containsExactly("0 0 0: 1", "0 0 21: 1", "1 17 30: 1");
    assertThat(rows(log.copies(1, null, 1).purchases()))
        .containsExactly("0 0 204: 1", "1 1 183: 1", "2 213 213: 1");
    CountedCustomers many = log.copies(200, null, 1);
    assertThat(many.customers()).isEqualTo(600);
    PurchaseRows rows = many.purchases();
    assertThat(rows.size()).isGreaterThan(30);
    for (int i = 0; i < rows.size(); i++) {
      int x = rows.x(i);
      assertThat(rows.txDays(i)).isBetween(x, rows.tDays(i));
      assertThat(rows.tDays(i)).isCloseTo(x == 0 ? 204 : x == 1 ? 183 : 213, within(3));
      assertThat(rows.txDays(i)).isCloseTo(x == 0 ? 0 : x == 1 ? 1 : 213, within(x == 0 ? 0 : 3));
    }
  }

  private static List<String> rows(PurchaseRows rows) {
    List<String> result = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      result.add(rows.x(i) + " " + rows.txDays(i) + " " + rows.tDays(i) + ": " + rows.customers(i));
    }
    return result;
  }
}
