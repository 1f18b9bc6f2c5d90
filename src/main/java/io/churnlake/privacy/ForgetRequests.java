package io.churnlake.privacy;

import static org.apache.spark.sql.functions.col;

import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.step.RunStatus;
import io.churnlake.table.OpsTables;
import io.churnlake.table.PrivacyTables;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Requests to forget somebody, each by the run that was asked: begun before anything else is
 * written, ended when no table and no older version holds the persons any more. A request is ended
 * by its own run, or by the next forget; the end of one says nothing about another.
 */
public final class ForgetRequests {
  /** Name of the job that they are made to. */
  public static final String JOB = "forget";

  private static final String BEGUN = "begun";
  private static final String ENDED = "ended";

  private ForgetRequests() {}

  /**
   * What has to be known to finish a request; nobody can read an id or a text from it.
   *
   * @param persons entries of the list of forgotten customers
   * @param texts keyed hashes of the further texts that were given
   */
  public record Request(Set<String> persons, Set<String> texts) {
    static final Request UNKNOWN = new Request(Set.of(), Set.of());
  }

  /** Requests that have not ended, by the run that was asked. */
  public static Map<String, Request> unfinished(Lake lake) {
    Map<String, Request> unfinished = new TreeMap<>(older(lake));
    List<Row> events =
        lake.exists(PrivacyTables.FORGET_REQUESTS)
            ? lake.read(PrivacyTables.FORGET_REQUESTS)
                .select(
                    OpsTables.RUN_ID,
                    PrivacyTables.EVENT,
                    PrivacyTables.PERSONS,
                    PrivacyTables.TEXTS)
                .collectAsList()
            : List.of();
    events.stream()
        .filter(event -> event.getString(1).equals(BEGUN))
        .forEach(
            event ->
                unfinished.put(
                    event.getString(0),
                    new Request(
                        new TreeSet<>(event.<String>getList(2)),
                        new TreeSet<>(event.<String>getList(3)))));
    events.stream()
        .filter(event -> event.getString(1).equals(ENDED))
        .forEach(event -> unfinished.remove(event.getString(0)));
    return unfinished;
  }

  /** Of a program that kept no requests: those whose own run has no account of an end. */
  private static Map<String, Request> older(Lake lake) {
    if (!lake.exists(PrivacyTables.FORGOTTEN)) {
      return Map.of();
    }
    Set<String> asked = runs(lake, PrivacyTables.FORGOTTEN);
    if (lake.exists(PrivacyTables.FORGET_REQUESTS)) {
      asked.removeAll(runs(lake, PrivacyTables.FORGET_REQUESTS));
    }
    if (asked.isEmpty()) {
      return Map.of();
    }
    Column ended =
        col("job")
            .equalTo(JOB)
            .and(
                col("status")
                    .equalTo(RunStatus.DONE)
                    .or(col("message").contains(Errors.TO_BE_FORGOTTEN)));
    lake.read(OpsTables.RUNS)
        .filter(ended)
        .select(OpsTables.RUN_ID)
        .collectAsList()
        .forEach(row -> asked.remove(row.getString(0)));
    return asked.stream().collect(Collectors.toMap(run -> run, run -> Request.UNKNOWN));
  }

  private static Set<String> runs(Lake lake, io.churnlake.table.Table table) {
    return lake.read(table).select(OpsTables.RUN_ID).distinct().collectAsList().stream()
        .map(row -> row.getString(0))
        .collect(Collectors.toSet());
  }

  /** Says that this run was asked. */
  public static void begin(Lake lake, String runId, Request request, Instant at) {
    append(
        lake,
        List.of(
            RowFactory.create(
                runId,
                BEGUN,
                List.copyOf(request.persons()),
                List.copyOf(request.texts()),
                null,
                Timestamp.from(at))));
  }

  /** Says that these requests have ended, by the work of {@code by}. */
  public static void end(Lake lake, Collection<String> runs, String by, Instant at) {
    List<Row> rows = new ArrayList<>();
    runs.forEach(
        run ->
            rows.add(RowFactory.create(run, ENDED, List.of(), List.of(), by, Timestamp.from(at))));
    append(lake, rows);
  }

  private static void append(Lake lake, List<Row> rows) {
    lake.append(PrivacyTables.FORGET_REQUESTS, rows);
  }
}
