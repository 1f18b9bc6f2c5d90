package io.churnlake.lake;

import io.churnlake.error.Errors;
import io.churnlake.table.PrivacyTables;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;

/**
 * Changes of the key that hashes customer ids. A change writes many tables; it is recorded before
 * the first one, and done when ops.lake names the new key. In between no other run may write.
 */
public final class KeyRotations {
  private final Lake lake;

  public KeyRotations(Lake lake) {
    this.lake = lake;
  }

  /** The id of the new key, if a change to it was begun and is not done. */
  public Optional<String> unfinished() {
    if (!lake.exists(PrivacyTables.KEY_ROTATIONS)) {
      return Optional.empty();
    }
    String keyId = LakeRecord.require(lake).keyId();
    return lake
        .read(PrivacyTables.KEY_ROTATIONS)
        .orderBy(functions.col("begun_at").desc())
        .select(PrivacyTables.TO_KEY_ID)
        .limit(1)
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .filter(newest -> !newest.equals(keyId))
        .findFirst();
  }

  /**
   * Refuses a run while tables are under two keys.
   *
   * @throws io.churnlake.error.UserException if a change was begun and is not done
   */
  public void mustBeFinished() {
    unfinished()
        .ifPresent(
            keyId -> {
              throw Errors.rotationUnfinished(lake.root(), keyId);
            });
  }

  /** Records that a change begins. */
  public void begin(String fromKeyId, String toKeyId, Instant at, String runId) {
    Row row = RowFactory.create(fromKeyId, toKeyId, Timestamp.from(at), runId);
    lake.append(PrivacyTables.KEY_ROTATIONS, List.of(row));
  }
}
