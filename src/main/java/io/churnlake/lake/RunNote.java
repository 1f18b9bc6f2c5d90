package io.churnlake.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnlake.table.OpsTables;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the newest commit to ops.runs says of the run that made it. It is read without a Spark job,
 * before a run does anything.
 *
 * @param runId the run
 * @param state whether it has ended
 * @param publication the newest publication that it knows of, 0 for none
 * @param steps what each step was last made of, by its name, as far as that is known
 * @param halfway how far it came, if it did not publish
 */
public record RunNote(
    String runId, State state, long publication, Map<String, Step> steps, Halfway halfway) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of a run that left nothing to go on with. */
  public RunNote(String runId, State state, long publication, Map<String, Step> steps) {
    this(runId, state, publication, steps, Halfway.NONE);
  }

  /**
   * How far a run came that did not publish.
   *
   * @param asOf its business date; empty if nothing can be gone on with
   * @param steps what each step was last made of, those of this run among them
   * @param tables the state of each table of a step that came to its end, by full name
   */
  public record Halfway(String asOf, Map<String, Step> steps, Map<String, String> tables) {
    static final Halfway NONE = new Halfway("", Map.of(), Map.of());
  }

  /** How far a run has come; only of one that began or failed may tables be left unpublished. */
  public enum State {
    BEGUN,
    FAILED,
    ENDED
  }

  /**
   * The last run that a step was part of and did something in.
   *
   * @param runId that run
   * @param fingerprint of all that its outcome follows from, and of what it left
   */
  public record Step(String runId, String fingerprint) {}

  String text() {
    ObjectNode note =
        JSON.createObjectNode()
            .put("run", runId)
            .put("state", state.name())
            .put("publication", publication);
    put(note.putObject("steps"), steps);
    if (!halfway.asOf().isEmpty()) {
      ObjectNode way = note.putObject("halfway").put("as_of", halfway.asOf());
      put(way.putObject("steps"), halfway.steps());
      ObjectNode tables = way.putObject("tables");
      halfway.tables().forEach(tables::put);
    }
    return note.toString();
  }

  private static void put(ObjectNode to, Map<String, Step> steps) {
    steps.forEach(
        (name, step) ->
            to.putObject(name).put("run", step.runId()).put("made_of", step.fingerprint()));
  }

  /** The note of the newest commit; empty if there is none, or an older program made it. */
  public static Optional<RunNote> newest(Lake lake) {
    try {
      JsonNode note = JSON.readTree(lake.note(OpsTables.RUNS));
      return note.has("publication")
          ? Optional.of(
              new RunNote(
                  note.path("run").asText(),
                  State.valueOf(note.path("state").asText()),
                  note.path("publication").asLong(),
                  steps(note.path("steps")),
                  halfway(note.path("halfway"))))
          : Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Halfway halfway(JsonNode way) {
    Map<String, String> tables = new TreeMap<>();
    way.path("tables")
        .properties()
        .forEach(entry -> tables.put(entry.getKey(), entry.getValue().asText()));
    return new Halfway(way.path("as_of").asText(""), steps(way.path("steps")), tables);
  }

  private static Map<String, Step> steps(JsonNode made) {
    Map<String, Step> steps = new TreeMap<>();
    made.properties()
        .forEach(
            entry ->
                steps.put(
                    entry.getKey(),
                    new Step(
                        entry.getValue().path("run").asText(),
                        entry.getValue().path("made_of").asText())));
    return steps;
  }
}
