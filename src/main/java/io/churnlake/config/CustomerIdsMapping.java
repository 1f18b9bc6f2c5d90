package io.churnlake.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * A file that says whose each customer id of the orders is, where a person has several; section
 * customer-ids of a source mapping.
 *
 * @param file CSV with a header, below the input folder or absolute; empty if there is none
 * @param from column of ids as orders have them
 * @param to column of the person's id
 */
public record CustomerIdsMapping(String file, String from, String to) {
  private static final String SECTION = "source.customer-ids";

  public boolean isPresent() {
    return !file.isEmpty();
  }

  static CustomerIdsMapping load(Settings s) {
    CustomerIdsMapping ids =
        new CustomerIdsMapping(
            s.string(SECTION + ".file"), s.string(SECTION + ".from"), s.string(SECTION + ".to"));
    long given = Stream.of(ids.file, ids.from, ids.to).filter(text -> !text.isEmpty()).count();
    if (given != 0 && given != 3) {
      s.problem(SECTION, "needs file, from and to, or none of them");
    }
    if (List.of(ids.file.split("/")).contains("..")) {
      s.problem(SECTION + ".file", "is \"" + ids.file + "\", must not lead out of --input by ..");
    }
    return ids;
  }
}
