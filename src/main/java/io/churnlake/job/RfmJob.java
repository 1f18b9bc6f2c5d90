package io.churnlake.job;

import io.churnlake.config.RfmRules;
import io.churnlake.history.KnownHistory;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.rfm.RfmMigrations;
import io.churnlake.rfm.RfmScores;
import io.churnlake.rfm.RfmSegments;
import io.churnlake.rfm.SegmentRule;
import io.churnlake.step.Check;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Rfm;
import io.churnlake.table.RfmMigration;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Recency, frequency and monetary scores, segments, and who moved between these. */
public final class RfmJob implements Job {
  @Override
  public String name() {
    return "rfm";
  }

  @Override
  public List<Table> reads() {
    return List.of(CustomerDays.TABLE, CustomerAttributes.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(Rfm.TABLE, RfmMigration.TABLE);
  }

  @Override
  public boolean followsFromTables() {
    return true;
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf();
    List<SegmentRule> rules = rules(context.configuration().rfm());
    Dataset<Row> days = lake.require(CustomerDays.TABLE, name());
    KnownHistory history = KnownHistory.of(context);
    Dataset<Row> scores = RfmSegments.of(RfmScores.of(days, asOf), rules);
    Dataset<Row> prospects = RfmSegments.prospects(lake.read(CustomerAttributes.TABLE), days, asOf);
    Written rfm = lake.replaceSlices(Rfm.TABLE, List.of(asOf), scores.unionByName(prospects));
    Map<LocalDate, List<Row>> moves = new LinkedHashMap<>();
    moves(lake.slices(Rfm.TABLE), asOf)
        .forEach((date, previous) -> moves.put(date, moved(lake, previous, date, rules)));
    List<Check> checks = checks(lake, moves);
    moves.putIfAbsent(asOf, List.of());
    List<Written> written = new ArrayList<>(List.of(rfm));
    moves.forEach((date, rows) -> written.add(lake.replaceSlice(RfmMigration.TABLE, date, rows)));
    return new Outcome(
        history.occasions(),
        0,
        written,
        checks,
        rfm.rows() + " customers in segments as of " + asOf + ".");
  }

  private static List<SegmentRule> rules(RfmRules rules) {
    return rules.segments().stream()
        .map(
            segment ->
                new SegmentRule(
                    segment.name(),
                    scores(segment.recency()),
                    scores(segment.frequency()),
                    scores(segment.monetary())))
        .toList();
  }

  private static SegmentRule.Scores scores(RfmRules.Scores scores) {
    return new SegmentRule.Scores(scores.low(), scores.high());
  }

  /**
   * The slice before each date whose moves have to be told: the run's, and the one after it, whose
   * slice before may be new. So the moves follow from the slices, whatever order they were made in.
   */
  private static Map<LocalDate, LocalDate> moves(NavigableSet<LocalDate> slices, LocalDate asOf) {
    Map<LocalDate, LocalDate> moves = new LinkedHashMap<>();
    LocalDate before = slices.lower(asOf);
    if (before != null) {
      moves.put(asOf, before);
    }
    LocalDate after = slices.higher(asOf);
    if (after != null) {
      moves.put(after, asOf);
    }
    return moves;
  }

  private static List<Row> moved(
      Lake lake, LocalDate previous, LocalDate asOf, List<SegmentRule> rules) {
    Dataset<Row> before = RfmSegments.filled(lake.slice(Rfm.TABLE, previous), rules);
    Dataset<Row> now = RfmSegments.filled(lake.slice(Rfm.TABLE, asOf), rules);
    return RfmMigrations.rows(RfmMigrations.counted(before, now).collectAsList(), previous, asOf);
  }

  /** Everybody in a slice has come from somewhere. */
  private static List<Check> checks(Lake lake, Map<LocalDate, List<Row>> moves) {
    List<String> columns = RfmMigration.TABLE.columnNames();
    return moves.entrySet().stream()
        .map(
            date ->
                Check.equal(
                    "customers who moved or stayed as of " + date.getKey(),
                    lake.slice(Rfm.TABLE, date.getKey()).count(),
                    date.getValue().stream()
                        .filter(
                            row ->
                                !RfmMigration.GONE.equals(
                                    row.getString(columns.indexOf(RfmMigration.TO_SEGMENT))))
                        .mapToLong(row -> row.getLong(columns.indexOf(RfmMigration.CUSTOMERS)))
                        .sum()))
        .toList();
  }
}
