package io.churnlake.lake;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a row needs before its columns are fields of a line.
 *
 * @param made columns that the file does not have, by what they are made of
 * @param order column of the order's id, which may be made; empty if there is none
 * @param fillDown columns that only the first row of an order has
 * @param keep regular expressions that a row must match, by column
 * @param drop those that it must not match
 * @param refund column of what an order gave back; its first value becomes a row of its own. Empty:
 *     there is none
 * @param notOnRefund columns that such a row has not
 * @param time column of the time, which may be made
 * @param language of the months' names in it (ISO 639), or empty
 * @param folders whether folders {@code name=value} are columns
 */
public record RowShape(
    Map<String, Made> made,
    String order,
    Set<String> fillDown,
    Map<String, String> keep,
    Map<String, String> drop,
    String refund,
    List<String> notOnRefund,
    String time,
    String language,
    boolean folders)
    implements Serializable {
  /** Rows as they stand. */
  public static final RowShape PLAIN =
      new RowShape(Map.of(), "", Set.of(), Map.of(), Map.of(), "", List.of(), "", "", false);

  /**
   * A column that is made of others: the first alternative that is not empty.
   *
   * @param alternatives each a column, or several that are joined by blanks
   * @param whole joined columns must all have a value; else those that have one are joined
   * @param none values that are none, in small letters: the next alternative is asked then
   * @param remove regular expression of what is no part of a value, or empty
   */
  public record Made(
      List<List<String>> alternatives, boolean whole, List<String> none, String remove)
      implements Serializable {}

  public boolean isPlain() {
    return equals(PLAIN);
  }

  /** Whether rows are otherwise than they stand. */
  public boolean isNeeded() {
    return isInOrder() || !made.isEmpty() || !language.isEmpty();
  }

  /** Whether a row depends on those before it, so that a file cannot be read in parts. */
  boolean isInOrder() {
    return folders
        || !fillDown.isEmpty()
        || !keep.isEmpty()
        || !drop.isEmpty()
        || !refund.isEmpty();
  }

  /** The columns of the file that are looked at for the columns asked for. */
  List<String> sources(List<String> columns) {
    Stream<String> used =
        Stream.of(
                columns.stream(), Stream.of(order), keep.keySet().stream(), drop.keySet().stream())
            .flatMap(names -> names);
    return used.filter(name -> !name.isEmpty())
        .flatMap(
            name -> {
              Made of = made.get(name);
              return of == null
                  ? Stream.of(name)
                  : of.alternatives().stream().flatMap(List::stream);
            })
        .distinct()
        .toList();
  }
}
