package io.churnlake.ingest;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.collect_set;

import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
import io.churnlake.step.JobContext;
import io.churnlake.table.BronzeOrderLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What refuses a load because of its headers: they would take away, or double, what is there. */
public final class AnewRefusals {
  private static final int SHOWN = 3;

  private AnewRefusals() {}

  /**
   * Refuses headers that leave too many loaded lines without one. What a file's former load
   * rejected is not asked again.
   *
   * @param counts of each file
   */
  public static void refuseRejected(
      JobContext context, FilesAnew anew, NewFiles known, Map<String, FileCounts> counts) {
    double limit = context.configuration().ingest().maxRejectedShare();
    long rows = 0;
    long more = 0;
    List<String> files = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    for (String file : new TreeSet<>(anew.names())) {
      FileCounts count = counts.getOrDefault(file, FileCounts.NONE);
      long moreOfFile = Math.max(0, count.rejected() - known.rejected(file));
      rows += count.rows();
      more += moreOfFile;
      String said = file + " (" + moreOfFile + " of " + count.rows() + ")";
      if (moreOfFile > 0) {
        files.add(said);
      }
      if (LoadRefusals.isBroken(count.rows(), moreOfFile)) {
        broken.add(said);
      }
    }
    if (more > limit * rows) {
      throw Errors.headersTakeLinesAway(more, rows, limit, shown(files));
    }
    if (!broken.isEmpty()) {
      throw Errors.headersTakeLinesAway(more, rows, limit, shown(broken));
    }
  }

  /**
   * Where lines are added to those that are there, refuses an order whose lines would have its new
   * header in one file and its former one in another, which cannot be loaded anew: they would count
   * twice, or be of several customers.
   *
   * @param lines good ones of the load
   */
  public static void refuseHalfCorrected(SourceMapping source, FilesAnew anew, Dataset<Row> lines) {
    if (source.restatement() == SourceMapping.Restatement.REPLACE_ORDER) {
      return;
    }
    anew.left()
        .map(left -> halfCorrected(left, lines))
        .filter(orders -> !orders.isEmpty())
        .ifPresent(
            orders -> {
              throw Errors.ordersHalfCorrected(orders);
            });
  }

  private static List<String> halfCorrected(Dataset<Row> left, Dataset<Row> lines) {
    return told(
        left.join(
                lines.select(BronzeOrderLines.ORDER_ID).distinct(),
                new String[] {BronzeOrderLines.ORDER_ID},
                "left_semi")
            .groupBy(BronzeOrderLines.ORDER_ID)
            .agg(array_sort(collect_set(BronzeOrderLines.FILE)).as(BronzeOrderLines.FILE)));
  }

  /** The first few orders with their files, for a message. */
  static List<String> told(Dataset<Row> ordersAndFiles) {
    return ordersAndFiles
        .select(BronzeOrderLines.ORDER_ID, BronzeOrderLines.FILE)
        .orderBy(BronzeOrderLines.ORDER_ID)
        .limit(SHOWN)
        .collectAsList()
        .stream()
        .map(row -> row.getString(0) + " in " + String.join(" and ", row.<String>getList(1)))
        .toList();
  }

  private static List<String> shown(List<String> files) {
    return files.subList(0, Math.min(SHOWN, files.size()));
  }
}
