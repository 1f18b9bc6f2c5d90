package io.churnlake.privacy;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Loads;
import io.churnlake.parse.IdRules;
import io.churnlake.step.Hashes;
import io.churnlake.table.CustomerIdentity;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Column;

/** Customer ids that a person wrote down, cleaned as those in the files are. */
public final class CustomerIds {
  private CustomerIds() {}

  /** The cleaned ids, each once, without empty ones. */
  public static List<String> cleaned(SourceMapping source, Collection<String> ids) {
    IdRules rules = rules(source);
    return ids.stream().flatMap(id -> rules.read(id).stream()).distinct().toList();
  }

  /** Whether every id that the lake has is read by the source as it stands there. */
  private static boolean allStay(Lake lake, SourceMapping source) {
    Column id = col(CustomerIdentity.CUSTOMER_ID);
    return !lake.exists(CustomerIdentity.TABLE)
        || lake.read(CustomerIdentity.TABLE)
            .filter(id.isNotNull().and(not(id.eqNullSafe(rules(source).read(id)))))
            .isEmpty();
  }

  /**
   * Refuses a mapping under which known customers would get other keys.
   *
   * @throws io.churnlake.error.UserException if it does
   */
  public static void mustStay(SourceMapping source, Loads loads) {
    String identity = Hashes.sha256(source.identity());
    List<String> others =
        loads.identityHashes(source.name()).stream()
            .filter(hash -> !hash.equals(identity))
            .toList();
    if (others.isEmpty()) {
      return;
    }
    // An earlier build took ids as they stand. Where that makes no difference, its lake goes on.
    boolean isEarlier = others.equals(List.of(Hashes.sha256(source.identityOfEarlierBuilds())));
    boolean isKnownToAgree = loads.identityHashes(source.name()).contains(identity);
    if (!isEarlier || !(isKnownToAgree || allStay(loads.lake(), source))) {
      throw Errors.identityChanged(source.name());
    }
  }

  /** How the source reads ids. */
  public static IdRules rules(SourceMapping source) {
    return new IdRules(
        source.remove().getOrDefault(SourceMapping.Field.CUSTOMER_ID, ""),
        source.nobody(),
        source.foldsMail());
  }
}
