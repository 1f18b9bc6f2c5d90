package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.churnlake.config.SourceMapping;
import io.churnlake.lake.Lake;
import io.churnlake.parse.IdRules;
import io.churnlake.table.CustomerIdentity;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Column;

/** Customer ids that a person wrote down, cleaned as those in the files are. */
final class CustomerIds {
  private CustomerIds() {}

  /** The cleaned ids, each once, without empty ones. */
  static List<String> cleaned(SourceMapping source, Collection<String> ids) {
    IdRules rules = rules(source);
    return ids.stream().flatMap(id -> rules.read(id).stream()).distinct().toList();
  }

  /** Whether every id that the lake has is read by the source as it stands there. */
  static boolean allStay(Lake lake, SourceMapping source) {
    Column id = col(CustomerIdentity.CUSTOMER_ID);
    return !lake.exists(CustomerIdentity.TABLE)
        || lake.read(CustomerIdentity.TABLE)
            .filter(id.isNotNull().and(not(id.eqNullSafe(rules(source).read(id)))))
            .isEmpty();
  }

  /** How the source reads ids. */
  static IdRules rules(SourceMapping source) {
    return new IdRules(
        source.remove().getOrDefault(SourceMapping.Field.CUSTOMER_ID, ""),
        source.nobody(),
        source.foldsMail());
  }
}
