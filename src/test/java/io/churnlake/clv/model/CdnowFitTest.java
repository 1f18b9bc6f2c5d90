package io.churnlake.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.clv.optimize.Fit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The published and the independently computed figures of the CDNOW sample. */
@Tag("fast")
class CdnowFitTest {

  @Test
  void bgNbdAsPublished() {
    Fit<BgNbd> fit = Cdnow.bgNbdFit(7);

    assertThat(fit.converged()).isTrue();
    assertThat(fit.note()).isEmpty();
    assertThat(fit.customers()).isEqualTo(2357);
    assertThat(fit.logLikelihood()).isCloseTo(-9582.429, within(5e-4));
    // The root of the likelihood equations with 30 digits; published: .243 4.414 .793 2.426.
    assertThat(fit.model().r()).isCloseTo(.24259452243, within(1e-9));
    assertThat(fit.model().alpha()).isCloseTo(4.41360201901, within(1e-9));
    assertThat(fit.model().a()).isCloseTo(.79292201723, within(1e-9));
    assertThat(fit.model().b()).isCloseTo(2.42590677633, within(1e-9));
    assertThat(fit.gradientNorm()).isLessThan(1e-8);
    double[] published = {.012557, .378221, .185719, .705345};
    for (int i = 0; i < published.length; i++) {
      assertThat(fit.estimates().get(i).standardError())
          .isCloseTo(published[i], within(.005 * published[i]));
    }
  }

  @Test
  void gammaGammaAsPublished() {
    Fit<GammaGamma> fit = Cdnow.gammaGammaFit();

    assertThat(fit.converged()).isTrue();
    assertThat(fit.note()).isEmpty();
    assertThat(fit.customers()).isEqualTo(946);
    assertThat(fit.logLikelihood()).isCloseTo(-4055.918, within(5e-4));
    // The root of the likelihood equations with 30 digits; published: 6.25 3.74 15.44.
    assertThat(fit.model().p()).isCloseTo(6.24957227133, within(1e-8));
    assertThat(fit.model().q()).isCloseTo(3.74422466716, within(1e-8));
    assertThat(fit.model().v()).isCloseTo(15.44352096268, within(1e-8));
    assertThat(fit.model().populationMeanSpend()).isCloseTo(35.1704, within(5e-5));
  }

  @Test
  void everyCustomerAsComputedElsewhere() {
    BgNbd bgNbd = Cdnow.bgNbdFit(7).model();
    GammaGamma gammaGamma = Cdnow.gammaGammaFit().model();
    Map<String, Cdnow.Customer> customers = new HashMap<>();
    Cdnow.customers().forEach(c -> customers.put(c.id(), c));
    List<String> reference = Cdnow.lines("reference/cdnow_sample_per_customer.csv");
    List<String> columns = List.of(reference.get(0).split(",", -1));

    assertThat(reference).hasSize(2358);
    double predicted = 0;
    for (String line : reference.subList(1, reference.size())) {
      String[] row = line.split(",", -1);
      Cdnow.Customer c = customers.get(row[0]);
      double purchases = bgNbd.conditionalExpectedPurchases(c.x(), c.tx(), c.t(), 39);
      predicted += purchases;
      assertThat(bgNbd.logLikelihood(c.x(), c.tx(), c.t()))
          .as(line)
          .isCloseTo(Double.parseDouble(row[columns.indexOf("bg_ll")]), within(1e-4));
      assertThat(bgNbd.pAlive(c.x(), c.tx(), c.t()))
          .as(line)
          .isCloseTo(Double.parseDouble(row[columns.indexOf("bg_palive")]), within(1e-4));
      assertThat(purchases)
          .as(line)
          .isCloseTo(Double.parseDouble(row[columns.indexOf("bg_ce39")]), within(1e-4));
      assertThat(gammaGamma.expectedMeanSpend(c.x(), c.z()))
          .as(line)
          .isCloseTo(Double.parseDouble(row[columns.indexOf("gg_mean_spend")]), within(1e-4));
    }
    assertThat(predicted).isCloseTo(1653.4, within(.05));
  }

  @Test
  void theUnitOfTimeMovesOnlyAlpha() {
    BgNbd weeks = Cdnow.bgNbdFit(7).model();
    BgNbd days = Cdnow.bgNbdFit(1).model();

    assertThat(days.r()).isCloseTo(weeks.r(), within(1e-9));
    assertThat(days.alpha() / 7).isCloseTo(weeks.alpha(), within(1e-9));
    assertThat(days.a()).isCloseTo(weeks.a(), within(1e-9));
    assertThat(days.b()).isCloseTo(weeks.b(), within(1e-9));
  }

  @Test
  void anotherRunGivesTheSameDigits() {
    assertThat(Cdnow.bgNbdFit(7)).isEqualTo(Cdnow.bgNbdFit(7));
    assertThat(Cdnow.gammaGammaFit()).isEqualTo(Cdnow.gammaGammaFit());
  }

  @Test
  void weightsStandForRepeatedRows() {
    List<Cdnow.Customer> customers = Cdnow.customers();
    PurchaseRows doubled =
        PurchaseRows.of(
            customers.stream().mapToInt(Cdnow.Customer::x).toArray(),
            customers.stream().mapToInt(Cdnow.Customer::txDays).toArray(),
            customers.stream().mapToInt(Cdnow.Customer::tDays).toArray(),
            customers.stream().mapToLong(c -> 2).toArray());
    Fit<GroupedModel> twice =
        new PurchaseEstimator(BgNbd.FAMILY, Design.NONE, 7).fit(doubled, Double.NaN);
    Fit<BgNbd> once = Cdnow.bgNbdFit(7);

    assertThat(twice.customers()).isEqualTo(2 * once.customers());
    assertThat(twice.logLikelihood()).isCloseTo(2 * once.logLikelihood(), within(1e-7));
    assertThat(((BgNbd) twice.model().of(0)).b()).isCloseTo(once.model().b(), within(1e-9));
    assertThat(twice.estimates().get(0).standardError())
        .isCloseTo(once.estimates().get(0).standardError() / Math.sqrt(2), within(1e-7));
  }
}
