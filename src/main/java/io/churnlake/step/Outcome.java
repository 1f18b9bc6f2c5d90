package io.churnlake.step;

import io.churnlake.lake.Written;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

  /** The same with the name of what it is about before what it says. */
  public Outcome of(String name) {
    return new Outcome(
        rowsIn,
        rowsRejected,
        written,
        checks.stream().map(check -> check.of(name)).toList(),
        name + ": " + note);
  }

  /** The same under another note. */
  public Outcome withNote(String other) {
    return new Outcome(rowsIn, rowsRejected, written, checks, other);
  }

  /**
   * What two runs of one step did.
   *
   * @param other came after this one
   */
  public Outcome and(Outcome other) {
    Map<String, Written> both = new LinkedHashMap<>();
    Stream.concat(written.stream(), other.written.stream())
        .forEach(
            write ->
                both.merge(
                    write.table().fullName(),
                    write,
                    (first, next) ->
                        new Written(next.table(), next.version(), first.rows() + next.rows())));
    return new Outcome(
        rowsIn + other.rowsIn,
        rowsRejected + other.rowsRejected,
        List.copyOf(both.values()),
        Stream.concat(checks.stream(), other.checks.stream()).toList(),
        note + "; " + other.note);
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
