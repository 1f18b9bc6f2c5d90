package io.churnlake.customer;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;

import io.churnlake.parse.IdRules;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Recognises customers who were forgotten. The list holds a keyed hash of each one's key, so that
 * neither id nor key is kept; whoever holds the secret can ask it about an id, and nobody can read
 * ids from it. It travels in the task's closure, not in the plan.
 */
public final class ForgottenCustomers implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String PREFIX = "forgotten|";

  private final List<Part> parts;
  private final String delimiter;
  private final IdRules rules;
  private final String prefix;

  /** The entries of the list that one secret made. */
  private record Part(CustomerKeys.KeyedHash hash, Set<String> hashes) implements Serializable {
    boolean holds(String id) {
      return holdsKey(hash.hash(id));
    }

    boolean holdsKey(String key) {
      return hashes.contains(hash.hash(PREFIX + key));
    }
  }

  private ForgottenCustomers(List<Part> parts, String delimiter, IdRules rules, String prefix) {
    this.parts = parts;
    this.delimiter = delimiter;
    this.rules = rules;
    this.prefix = prefix;
  }

  /**
   * An empty list.
   *
   * @param delimiter the source's field delimiter, for raw text
   * @param rules how the source reads customer ids
   * @param prefix what stands before them in the lake
   */
  public static ForgottenCustomers none(String delimiter, IdRules rules, String prefix) {
    return new ForgottenCustomers(List.of(), delimiter, rules, prefix);
  }

  /** The list with these entries, which {@code secret} made, too. */
  public ForgottenCustomers with(byte[] secret, Set<String> hashes) {
    List<Part> more = new ArrayList<>(parts);
    more.add(new Part(new CustomerKeys.KeyedHash(secret.clone()), Set.copyOf(hashes)));
    return new ForgottenCustomers(List.copyOf(more), delimiter, rules, prefix);
  }

  /** The entry that a customer has on the list. */
  public static String entry(String customerKey, byte[] secret) {
    return CustomerKeys.key(PREFIX + customerKey, secret);
  }

  public boolean isEmpty() {
    return parts.stream().allMatch(part -> part.hashes().isEmpty());
  }

  /** Whether the customer of that cleaned id was forgotten. */
  public boolean isForgotten(@Nullable String id) {
    return id != null && parts.stream().anyMatch(part -> part.holds(id));
  }

  /** Whether the customer of that key was forgotten. */
  public boolean isForgottenKey(@Nullable String key) {
    return key != null && parts.stream().anyMatch(part -> part.holdsKey(key));
  }

  /** Whether anything in the text may be the id of a customer who was forgotten. */
  public boolean isIn(@Nullable String raw) {
    return raw != null && RawTokens.of(raw, delimiter, rules).stream().anyMatch(this::isRawOf);
  }

  /** The same where a row has no column of customers: a number in it is something else. */
  boolean isUnmistakablyIn(@Nullable String raw) {
    return raw != null
        && RawTokens.of(raw, delimiter, rules).stream()
            .filter(PersonSearch::isUnmistakable)
            .anyMatch(this::isRawOf);
  }

  private boolean isRawOf(String token) {
    return isForgotten(prefix + token);
  }

  /** True where the column holds the id, as the source cleans it, of somebody forgotten. */
  public Column ofId(Column id) {
    UDF1<String, Boolean> test = this::isForgotten;
    return coalesce(udf(test, DataTypes.BooleanType).apply(id), lit(false));
  }

  /** True where the raw text may hold such an id. */
  public Column ofRaw(Column raw) {
    UDF1<String, Boolean> test = this::isIn;
    return coalesce(udf(test, DataTypes.BooleanType).apply(raw), lit(false));
  }

  /** True where the raw text may hold such an id that can be told from other codes and numbers. */
  public Column ofRawWithoutIds(Column raw) {
    UDF1<String, Boolean> test = this::isUnmistakablyIn;
    return coalesce(udf(test, DataTypes.BooleanType).apply(raw), lit(false));
  }

  /** The rows of all others; {@code idColumn} holds ids as the source cleans them. */
  public Dataset<Row> without(Dataset<Row> rows, String idColumn) {
    return isEmpty() ? rows : rows.filter(not(ofId(col(idColumn))));
  }
}
