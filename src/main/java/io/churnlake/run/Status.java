package io.churnlake.run;

import io.churnlake.lake.LogTables;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * How a lake is doing.
 *
 * @param lake its folder as a URI
 * @param at when this was read
 * @param zone the shop's
 * @param today the shop's date then
 * @param published what readers see; empty before the first publication
 * @param runs the newest runs, the newest first
 * @param sizes each table's
 */
public record Status(
    String lake,
    Instant at,
    String zone,
    LocalDate today,
    Optional<Published> published,
    List<Run> runs,
    List<LogTables.Size> sizes) {

  /**
   * The newest publication.
   *
   * @param id 1, 2, ...
   * @param runId the run that made it
   * @param asOf its business date
   * @param at when
   * @param tables how many tables it made visible anew
   */
  public record Published(long id, String runId, LocalDate asOf, Instant at, int tables) {
    /** Days from its business date until today. */
    public long ageDays(LocalDate today) {
      return ChronoUnit.DAYS.between(asOf, today);
    }
  }

  /**
   * A run.
   *
   * @param runId its name
   * @param asOf its business date
   * @param state done, failed, unpublished, died, or running
   * @param started when it began
   * @param took empty for one that has not ended
   * @param rowsIn rows that ingest read
   * @param rowsRejected rows that its steps refused
   * @param message what it says of itself
   * @param steps its steps in order; none of a run that was killed
   * @param checks those that did not pass
   */
  public record Run(
      String runId,
      LocalDate asOf,
      String state,
      Optional<Instant> started,
      Optional<Duration> took,
      long rowsIn,
      long rowsRejected,
      String message,
      List<Step> steps,
      List<FailedCheck> checks) {}

  /**
   * A step of a run.
   *
   * @param job its name
   * @param state done, unchanged or failed
   * @param took how long
   * @param median of the runs before in which it did something; empty if there is none
   */
  public record Step(String job, String state, Duration took, Optional<Duration> median) {}

  /**
   * A check that did not pass.
   *
   * @param job the step
   * @param name what was checked
   * @param expected what it should be
   * @param actual what it was
   * @param fatal whether it stopped the run
   */
  public record FailedCheck(
      String job, String name, String expected, String actual, boolean fatal) {}
}
