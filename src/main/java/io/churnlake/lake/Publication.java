package io.churnlake.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What readers see since a publication. Its commit notes the same, so that it is known without a
 * Spark job; the rows of ops.published say it to everybody.
 *
 * @param id 1, 2, ...; 0 before the first one
 * @param visible the version of each visible table, by full name
 * @param tables the newest version of each table of the lake when it was made, by full name; empty
 *     if an older program made it
 */
record Publication(long id, Map<String, Long> visible, Map<String, Long> tables) {
  static final Publication NONE = new Publication(0, Map.of(), Map.of());

  private static final ObjectMapper JSON = new ObjectMapper();

  String note() {
    ObjectNode note = JSON.createObjectNode().put("publication", id);
    put(note.putObject("visible"), visible);
    put(note.putObject("tables"), tables);
    return note.toString();
  }

  private static void put(ObjectNode to, Map<String, Long> versions) {
    versions.forEach(to::put);
  }

  /** What a commit notes; empty if it does not. */
  static Optional<Publication> of(String note) {
    try {
      JsonNode read = JSON.readTree(note);
      return read.has("visible")
          ? Optional.of(
              new Publication(
                  read.path("publication").asLong(),
                  versions(read.path("visible")),
                  versions(read.path("tables"))))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Long> versions(JsonNode read) {
    Map<String, Long> versions = new LinkedHashMap<>();
    read.properties().forEach(entry -> versions.put(entry.getKey(), entry.getValue().asLong()));
    return versions;
  }
}
