package io.churnlake.alarm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a night. It holds no data of customers: texts of errors of the program itself,
 * which may quote rows, are left out.
 *
 * @param event what happened
 * @param night which night, and where
 * @param step the step that failed; empty if none had begun, or none failed
 * @param told what is wrong; empty for a recovery
 * @param failedRun for a recovery: the run that had failed, or empty if only this program's own
 *     process knows of it
 * @param at when it is told
 */
public record Alarm(
    Event event, Night night, String step, Optional<Told> told, String failedRun, Instant at) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 2000;

  /** What happened. */
  public enum Event {
    FAILURE,
    RECOVERY;

    /** As the message has it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Which night.
   *
   * @param lake the lake's folder or URI
   * @param runId its run; empty if none had begun
   * @param asOf its business date; empty if it failed before that was known
   * @param started when it began
   */
  public record Night(String lake, String runId, Optional<LocalDate> asOf, Instant started) {}

  /**
   * What is wrong, in words.
   *
   * @param problem what
   * @param cause why
   * @param remedy what to do
   * @param exitCode of the command; see docs/commands.md
   */
  public record Told(String problem, String cause, String remedy, int exitCode) {}

  /** A night that failed. */
  public static Alarm failure(Night night, String step, Told told, Instant at) {
    return new Alarm(Event.FAILURE, night, step, Optional.of(told), "", at);
  }

  /** The first night that went well after one that failed. */
  public static Alarm recovery(Night night, String failedRun, Instant at) {
    return new Alarm(Event.RECOVERY, night, "", Optional.empty(), failedRun, at);
  }

  /** All of it in a sentence. */
  private String sentence() {
    String which =
        "the night" + night.asOf().map(date -> " of " + date).orElse("") + " in " + lake();
    return told.map(
            what ->
                "churnlake: "
                    + which
                    + " failed"
                    + (step.isEmpty() ? "" : " at " + step)
                    + ": "
                    + inOneLine(what.problem()))
        .orElse("churnlake: " + which + " went well, the first one after a failure.");
  }

  /** As one line of JSON; what is not known is null, times are ISO 8601 in UTC. */
  public String json() {
    ObjectNode json =
        JSON.createObjectNode()
            .put("event", event.word())
            .put("text", sentence())
            .put("lake", lake())
            .put("as_of", night.asOf().map(LocalDate::toString).orElse(null))
            .put("run_id", orNull(night.runId()))
            .put("step", orNull(step))
            .put("problem", told.map(what -> inOneLine(what.problem())).orElse(null))
            .put("cause", told.map(what -> inOneLine(what.cause())).orElse(null))
            .put("remedy", told.map(what -> inOneLine(what.remedy())).orElse(null))
            .put("exit_code", told.map(Told::exitCode).orElse(0))
            .put("failed_run_id", orNull(failedRun))
            .put("started_at", iso(night.started()))
            .put("at", iso(at));
    return json.toString();
  }

  /** Without what stands before an @ of a URI, which may be a password. */
  private String lake() {
    return night.lake().replaceFirst("//[^/]*@", "//");
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String iso(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String inOneLine(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
  }
}
