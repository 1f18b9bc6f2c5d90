package io.churnlake.step;

import io.churnlake.lake.Written;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a step did.
 *
 * @param rowsIn rows of its main input
 * @param rowsRejected rows it refused
 * @param written the tables it wrote
 * @param checks what it verified on the way
 * @param note one line for the person watching
 */
public record Outcome(
    long rowsIn, long rowsRejected, List<Written> written, List<Check> checks, String note) {

  /** A step without rejects and checks. */
  public static Outcome of(long rowsIn, String note, Written... written) {
    return new Outcome(rowsIn, 0, List.of(written), List.of(), note);
  }

  /** The same under another note. */
  public Outcome withNote(String other) {
    return new Outcome(rowsIn, rowsRejected, written, checks, other);
  }

  public long rowsOut() {
    return written.stream().mapToLong(Written::rows).sum();
  }

  public Map<String, Long> versions() {
    Map<String, Long> versions = new LinkedHashMap<>();
    written.forEach(write -> versions.put(write.table().fullName(), write.version()));
    return versions;
  }
}
