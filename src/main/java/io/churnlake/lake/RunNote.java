package io.churnlake.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.churnlake.table.OpsTables;
import java.util.Optional;

/**
 * What the newest commit to ops.runs says of the run that made it. It is read without a Spark job,
 * before a run does anything.
 *
 * @param runId the run
 * @param state whether it has ended
 * @param publication the newest publication that it knows of, 0 for none
 */
public record RunNote(String runId, State state, long publication) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How far a run has come; only of one that began or failed may tables be left unpublished. */
  public enum State {
    BEGUN,
    FAILED,
    ENDED
  }

  String text() {
    return JSON.createObjectNode()
        .put("run", runId)
        .put("state", state.name())
        .put("publication", publication)
        .toString();
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
                  note.path("publication").asLong()))
          : Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
