package io.churnlake.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.churnlake.error.Errors;
import io.churnlake.table.OpsTables;
import io.delta.tables.DeltaTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;

/**
 * What shop a lake is, as its table ops.lake says. A run that disagrees is refused.
 *
 * @param formatVersion version of the lake's layout
 * @param source name of the source mapping that feeds it
 * @param zone the shop's time zone
 * @param currency the reporting currency
 * @param keyId which key hashes its customer ids
 * @param madeBy program version that made it
 */
public record LakeRecord(
    int formatVersion, String source, String zone, String currency, String keyId, String madeBy) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The record of the lake, if there is a lake. */
  public static Optional<LakeRecord> of(Lake lake) {
    if (!lake.exists(OpsTables.LAKE)) {
      return Optional.empty();
    }
    LakeRecord record = ofNote(lake.note(OpsTables.LAKE)).orElseGet(() -> ofRows(lake));
    if (record.formatVersion() > Lake.FORMAT_VERSION) {
      throw Errors.lakeNewer(lake.root(), record.formatVersion(), Lake.FORMAT_VERSION);
    }
    return Optional.of(record);
  }

  /** Whether no row says what shop the lake is. */
  public static boolean isMissing(Lake lake) {
    return !lake.exists(OpsTables.LAKE)
        || (ofNote(lake.note(OpsTables.LAKE)).isEmpty() && lake.read(OpsTables.LAKE).isEmpty());
  }

  /** The newest row; a program of before left no note, and a change of the key leaves none. */
  private static LakeRecord ofRows(Lake lake) {
    Row row =
        lake
            .read(OpsTables.LAKE)
            .select("format_version", "source", "zone", "currency", "key_id", "made_by")
            .collectAsList()
            .stream()
            .max(Comparator.comparingInt(record -> record.getInt(0)))
            .orElseThrow(
                () ->
                    Errors.lakeDamaged(
                        lake.root(), List.of(OpsTables.LAKE.fullName() + ": it has no row")));
    return new LakeRecord(
        row.getInt(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5));
  }

  /** What the commit that wrote the row notes, so that every command knows it without a query. */
  private String note() {
    return JSON.createObjectNode()
        .put("format_version", formatVersion)
        .put("source", source)
        .put("zone", zone)
        .put("currency", currency)
        .put("key_id", keyId)
        .put("made_by", madeBy)
        .toString();
  }

  private static Optional<LakeRecord> ofNote(String note) {
    try {
      JsonNode read = JSON.readTree(note);
      return read.has("format_version")
          ? Optional.of(
              new LakeRecord(
                  read.path("format_version").asInt(),
                  read.path("source").asText(),
                  read.path("zone").asText(),
                  read.path("currency").asText(),
                  read.path("key_id").asText(),
                  read.path("made_by").asText()))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * The record of the lake.
   *
   * @throws io.churnlake.error.UserException if there is no lake, or a newer program made it
   */
  public static LakeRecord require(Lake lake) {
    return of(lake).orElseThrow(() -> Errors.lakeMissing(lake.root()));
  }

  /**
   * Refuses a run for another shop or with another key.
   *
   * @throws io.churnlake.error.UserException naming every difference
   */
  public void mustMatch(LakeRecord run, Lake lake) {
    List<String> differences = new ArrayList<>();
    compare("source", source, run.source(), differences);
    compare("zone", zone, run.zone(), differences);
    compare("currency", currency, run.currency(), differences);
    compare("key id", keyId, run.keyId(), differences);
    if (!differences.isEmpty()) {
      throw Errors.lakeDiffers(lake.root(), differences);
    }
  }

  private static void compare(String what, String lakes, String runs, List<String> differences) {
    if (!lakes.equals(runs)) {
      differences.add("the lake's " + what + " is " + lakes + ", this run's is " + runs);
    }
  }

  /** Says that another key hashes the customer ids from now on, in one commit. */
  public static void changeKey(Lake lake, String keyId) {
    DeltaTable.forPath(lake.spark(), lake.path(OpsTables.LAKE))
        .update(Map.of("key_id", functions.lit(keyId)));
  }

  /** Writes the record of a new lake. */
  public void write(Lake lake) {
    lake.isBeingMade();
    Row row = RowFactory.create(formatVersion, source, zone, currency, keyId, madeBy);
    lake.append(OpsTables.LAKE, List.of(row), note());
  }
}
