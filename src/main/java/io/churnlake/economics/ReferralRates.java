package io.churnlake.economics;

import io.churnlake.table.Referrals;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/** gold.referrals: new customers who were brought by customers. */
public final class ReferralRates {
  private ReferralRates() {}

  /** One row a month and channel from the log's first month to the business date. */
  public static List<Row> of(EconomicsTally tally) {
    Scope scope = tally.scope();
    Sums<PartMonth> months = tally.channels().months();
    SortedSet<String> channels = new TreeSet<>();
    months.keys().forEach(key -> channels.add(key.part()));
    Figures figures = new Figures(Referrals.TABLE, scope.asOf());
    List<Row> rows = new ArrayList<>();
    for (String channel : channels) {
      for (int month = Scope.MONTH.index(scope.logStart()); month <= scope.newest(); month++) {
        long[] sums = months.of(new PartMonth(channel, month));
        rows.add(
            figures
                .month(month)
                .set(Referrals.CHANNEL, channel)
                .set(Referrals.NEW_CUSTOMERS, sums[ChannelSums.NEW])
                .set(Referrals.DESCRIBED, sums[ChannelSums.DESCRIBED])
                .set(Referrals.REFERRED, sums[ChannelSums.REFERRED])
                .share(
                    Referrals.REFERRAL_RATE,
                    sums[ChannelSums.REFERRED],
                    sums[ChannelSums.NEW],
                    scope.notEnded(month))
                .row());
      }
    }
    return rows;
  }
}
