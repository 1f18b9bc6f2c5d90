package io.churnlake.job;

import io.churnlake.customer.CustomerKeys;
import io.churnlake.customer.CustomerMerges;
import io.churnlake.customer.ForgottenCustomers;
import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Loads;
import io.churnlake.lake.Written;
import io.churnlake.privacy.CustomerIds;
import io.churnlake.privacy.Forgotten;
import io.churnlake.privacy.MergedCustomers;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.PrivacyTables;
import io.churnlake.table.Table;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Notes that several customer ids are one person; the next conform applies it. */
public final class MergeCustomersJob implements Job {
  private final List<String> pairs;

  /**
   * A job for these pairs.
   *
   * @param pairs lines {@code from,to} of raw ids; a tab may stand for the comma
   */
  public MergeCustomersJob(List<String> pairs) {
    this.pairs = List.copyOf(pairs);
  }

  @Override
  public String name() {
    return "merge-customers";
  }

  @Override
  public List<Table> reads() {
    return List.of(PrivacyTables.CUSTOMER_MERGES, BronzeOrderLines.TABLE);
  }

  /** Accounts are never published. */
  @Override
  public List<Table> writes() {
    return List.of(PrivacyTables.CUSTOMER_MERGES);
  }

  /**
   * Adds the merges that are new.
   *
   * @throws io.churnlake.error.UserException naming the first line that cannot be merged; nothing
   *     is noted then
   */
  @Override
  public Outcome run(JobContext context) {
    JobContext.Delivery delivery = context.requireDelivery(name());
    Lake lake = context.lake();
    CustomerIds.mustStay(delivery.source(), new Loads(lake));
    Map<String, String> merges = MergedCustomers.of(lake);
    Timestamp at = Timestamp.from(context.clock().instant());
    List<Row> added = new ArrayList<>();
    Set<String> listed = Forgotten.entries(lake).getOrDefault(delivery.secret().id(), Set.of());
    Set<String> given = new HashSet<>();
    int left = 0;
    for (int line = 1; line <= pairs.size(); line++) {
      List<String> keys = keys(delivery, pairs.get(line - 1), line);
      String from = keys.get(0);
      String to = keys.get(1);
      Optional<String> conflict = CustomerMerges.conflict(merges, from, to);
      if (conflict.isPresent()) {
        throw Errors.cannotMerge(line, conflict.get());
      }
      if (forgotten(keys, listed, delivery)) {
        left++;
        continue;
      }
      given.addAll(keys);
      if (merges.put(from, to) == null) {
        added.add(RowFactory.create(from, to, at, context.runId()));
      }
    }
    String unknown = unknown(lake, given);
    String note =
        added.size()
            + " merges noted; the next conform or nightly applies them"
            + unknown
            + (left == 0 ? "" : "; " + left + " of forgotten customers left out");
    if (added.isEmpty()) {
      return Outcome.of(
          pairs.size(),
          left == 0 ? "all of them were noted before" + unknown : "no new ones: " + note);
    }
    Written written = lake.append(PrivacyTables.CUSTOMER_MERGES, added);
    return Outcome.of(pairs.size(), note, written);
  }

  /** Ids that no order has are mistyped, of another source, or to come. */
  private static String unknown(Lake lake, Set<String> keys) {
    if (!lake.exists(BronzeOrderLines.TABLE)) {
      return "; no orders are loaded yet";
    }
    List<Row> rows = keys.stream().map(RowFactory::create).toList();
    StructType schema =
        new StructType().add(BronzeOrderLines.TABLE.schema().apply(BronzeOrderLines.CUSTOMER_KEY));
    long known =
        new Loads(lake)
            .committedRows(BronzeOrderLines.TABLE)
            .select(BronzeOrderLines.CUSTOMER_KEY)
            .distinct()
            .join(
                lake.spark().createDataFrame(rows, schema),
                new String[] {BronzeOrderLines.CUSTOMER_KEY},
                "left_semi")
            .count();
    long unknown = keys.size() - known;
    return unknown == 0 ? "" : "; " + unknown + " of " + keys.size() + " ids have no order so far";
  }

  /** A list that is delivered again must not bring somebody's key back. */
  private static boolean forgotten(
      List<String> keys, Set<String> listed, JobContext.Delivery delivery) {
    return keys.stream()
        .map(key -> ForgottenCustomers.entry(key, delivery.secret().bytes()))
        .anyMatch(listed::contains);
  }

  private static List<String> keys(JobContext.Delivery delivery, String pair, int line) {
    String[] ids = pair.split(pair.contains("\t") ? "\t" : ",", -1);
    if (ids.length != 2) {
      throw Errors.cannotMerge(line, "it is not two ids with a comma or tab between them");
    }
    List<String> keys = new ArrayList<>();
    for (String id : ids) {
      List<String> cleaned = CustomerIds.cleaned(delivery.source(), List.of(id));
      if (cleaned.isEmpty()) {
        throw Errors.cannotMerge(line, "one of the two ids is empty");
      }
      keys.add(CustomerKeys.key(cleaned.get(0), delivery.secret().bytes()));
    }
    return keys;
  }
}
