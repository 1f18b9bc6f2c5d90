package io.churnlake.value;

import io.churnlake.clv.contract.Outlook;
import io.churnlake.clv.contract.RenewalCounts;
import io.churnlake.clv.model.ShiftedBetaGeometric;
import io.churnlake.clv.optimize.Fit;
import io.churnlake.quality.Wilson;
import io.churnlake.table.ContractRenewals;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Rows of the tables about contracts that are made in the driver. */
public final class ContractRows {
  private final LocalDate asOf;
  private final RenewalCounts counts;
  private final Fit<ShiftedBetaGeometric> fit;

  public ContractRows(LocalDate asOf, RenewalCounts counts, Fit<ShiftedBetaGeometric> fit) {
    this.asOf = asOf;
    this.counts = counts;
    this.fit = fit;
  }

  /** gold.contract_fits. */
  public Row fit(int periodMonths) {
    return RowFactory.create(
        Date.valueOf(asOf),
        periodMonths,
        fit.estimates().get(0).value(),
        finite(fit.estimates().get(0).standardError()),
        fit.estimates().get(1).value(),
        finite(fit.estimates().get(1).standardError()),
        finite(fit.logLikelihood()),
        counts.contracts(),
        counts.running(),
        counts.renewals(),
        counts.cancellations(),
        fit.converged(),
        fit.note().orElse(null));
  }

  /** gold.contract_renewals. */
  public List<Row> renewals() {
    List<Row> rows = new ArrayList<>();
    for (RenewalCounts.Renewal renewal : counts.table()) {
      boolean asked = renewal.atRisk() > 0;
      Wilson.@Nullable Interval interval =
          asked ? Wilson.interval(renewal.renewed(), renewal.atRisk()) : null;
      boolean determined = counts.determineTheModel();
      rows.add(
          RowFactory.create(
              Date.valueOf(asOf),
              renewal.n(),
              renewal.atRisk(),
              renewal.renewed(),
              asked ? (Double) ((double) renewal.renewed() / renewal.atRisk()) : null,
              interval == null ? null : (Double) interval.low(),
              interval == null ? null : (Double) interval.high(),
              determined ? (Double) fit.model().retentionRate(renewal.n()) : null,
              determined ? (Double) fit.model().survival(renewal.n()) : null,
              asked ? null : ContractRenewals.NOBODY_AT_RISK));
    }
    return rows;
  }

  /** What is to be expected after each number of renewals; nothing of an undetermined model. */
  public List<Row> outlooks(double discountRate, int periodMonths) {
    List<Row> rows = new ArrayList<>();
    if (counts.determineTheModel()) {
      for (int renewals : counts.distinct()) {
        Outlook outlook = Outlook.of(fit.model(), renewals, discountRate, periodMonths);
        rows.add(RowFactory.create(renewals, outlook.pRenewal(), outlook.expectedPeriods()));
      }
    }
    return rows;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
