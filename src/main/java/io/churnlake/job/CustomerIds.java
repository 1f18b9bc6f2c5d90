package io.churnlake.job;

import io.churnlake.config.SourceMapping;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Customer ids that a person wrote down, cleaned as those in the files are. */
final class CustomerIds {
  private CustomerIds() {}

  /** The cleaned ids, each once, without empty ones. */
  static List<String> cleaned(SourceMapping source, Collection<String> ids) {
    Pattern removed = Pattern.compile(removed(source));
    boolean removes = !removed(source).isEmpty();
    return ids.stream()
        .map(String::strip)
        .map(id -> removes ? removed.matcher(id).replaceAll("").strip() : id)
        .filter(id -> !id.isEmpty())
        .distinct()
        .toList();
  }

  /** What the source removes from ids, or empty. */
  static String removed(SourceMapping source) {
    return source.remove().getOrDefault(SourceMapping.Field.CUSTOMER_ID, "");
  }
}
