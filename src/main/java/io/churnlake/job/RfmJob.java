package io.churnlake.job;

import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.rfm.RfmScores;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Rfm;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Recency, frequency and monetary scores. */
public final class RfmJob implements Job {
  @Override
  public String name() {
    return "rfm";
  }

  @Override
  public String summary() {
    return "Scores each customer's recency, frequency and revenue from 1 to 5.";
  }

  @Override
  public List<Table> reads() {
    return List.of(CustomerDays.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(Rfm.TABLE);
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf();
    Dataset<Row> days = lake.require(CustomerDays.TABLE, name());
    KnownHistory history = KnownHistory.upTo(asOf, days);
    Written rfm = lake.replaceSlices(Rfm.TABLE, List.of(asOf), RfmScores.of(days, asOf));
    return Outcome.of(
        history.occasions(), rfm.rows() + " customers scored as of " + asOf + ".", rfm);
  }
}
