package io.churnlake.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.step.JobContext;
import io.churnlake.table.ChurnDrift;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** An alarm of gold.churn_drift that has a model learnt before it is due. */
public final class DriftAlarm {
  private DriftAlarm() {}

  /** A figure of one date that is an alarm or not. */
  private record Figure(LocalDate asOf, String feature, boolean isAlarm) {}

  /**
   * Why to train now: the model in use raised an alarm on the newest night that it scored since the
   * last training, which was its own, and that is old enough. One that is over counts no more.
   *
   * @return in words; empty if there is no such alarm
   */
  public static Optional<String> of(JobContext context, Registry registry) {
    int after = context.configuration().churn().drift().retrainAfterDays();
    Optional<LocalDate> last = registry.lastTrained();
    Optional<Registry.Entry> inUse = registry.incumbent();
    if (inUse.isEmpty()
        || last.isEmpty()
        // What was trained since then has met the alarm, and did not take over.
        || last.get().isAfter(inUse.get().asOf())
        || last.get().plusDays(after).isAfter(context.asOf())
        || !context.lake().exists(ChurnDrift.TABLE)) {
      return Optional.empty();
    }
    List<Figure> figures =
        context
            .lake()
            .read(ChurnDrift.TABLE)
            .filter(col(ChurnDrift.AS_OF).geq(lit(last.get())))
            .filter(col(ChurnDrift.AS_OF).lt(lit(context.asOf())))
            .filter(col(ChurnDrift.MODEL_VERSION).equalTo(inUse.get().version()))
            .select(ChurnDrift.AS_OF, ChurnDrift.FEATURE, ChurnDrift.LEVEL)
            .collectAsList()
            .stream()
            .map(DriftAlarm::figure)
            .toList();
    Optional<LocalDate> newest = figures.stream().map(Figure::asOf).max(Comparator.naturalOrder());
    String alarms =
        figures.stream()
            .filter(figure -> figure.isAlarm() && newest.equals(Optional.of(figure.asOf())))
            .map(Figure::feature)
            .sorted()
            .collect(Collectors.joining(", "));
    return alarms.isEmpty()
        ? Optional.empty()
        : newest.map(date -> "trains early, for the drift alarm of " + date + " (" + alarms + ")");
  }

  private static Figure figure(Row row) {
    return new Figure(
        row.getDate(0).toLocalDate(), row.getString(1), row.getString(2).equals(ChurnDrift.ALARM));
  }
}
