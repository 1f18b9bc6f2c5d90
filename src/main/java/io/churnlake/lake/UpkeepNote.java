package io.churnlake.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnlake.table.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a commit of upkeep notes: which commit of a run the table's content is still that of. Upkeep
 * puts files together and drops slices that nobody needs; no step has to run again for that, and
 * nothing has to be restored after it. So whoever asks what the newest commit is gets told of the
 * run's.
 *
 * @param since the version that the run's commit made; content of later ones is the same
 * @param state the table's state then, as {@link Lake#state} tells it; empty if it was not known
 * @param note what the run's commit noted
 * @param transaction the number of the transaction that it was, if it was one
 * @param at when it was made
 */
record UpkeepNote(long since, String state, String note, OptionalLong transaction, Instant at) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UPKEEP = "upkeep";
  private static final String BEGIN = "{\"" + UPKEEP + "\":";

  /** For the next commit of upkeep to the table. */
  static UpkeepNote next(Lake lake, Table table) {
    long newest = lake.version(table);
    return new UpkeepNote(
        CommitFile.of(lake, table, newest).upkeep().map(UpkeepNote::since).orElse(newest),
        lake.state(table).orElse(""),
        lake.note(table),
        CommitFile.transaction(lake, table, newest),
        lake.lastWriteAt(table));
  }

  /** The same for a table that is noted to be made of something else. */
  UpkeepNote with(String otherNote) {
    return new UpkeepNote(since, state, otherNote, transaction, at);
  }

  String text() {
    ObjectNode note = JSON.createObjectNode();
    ObjectNode told =
        note.putObject(UPKEEP)
            .put("since", since)
            .put("state", state)
            .put("note", this.note)
            .put("at", at.toEpochMilli());
    transaction.ifPresent(number -> told.put("transaction", number));
    return note.toString();
  }

  /** What a commit notes; empty if it is none of upkeep. */
  static Optional<UpkeepNote> of(String note) {
    if (!note.startsWith(BEGIN)) {
      return Optional.empty();
    }
    try {
      JsonNode told = JSON.readTree(note).path(UPKEEP);
      JsonNode transaction = told.path("transaction");
      return Optional.of(
          new UpkeepNote(
              told.path("since").asLong(),
              told.path("state").asText(""),
              told.path("note").asText(""),
              transaction.isMissingNode()
                  ? OptionalLong.empty()
                  : OptionalLong.of(transaction.asLong()),
              Instant.ofEpochMilli(told.path("at").asLong())));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
