package io.churnlake.privacy;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import io.churnlake.config.CustomerKeySecret;
import io.churnlake.config.SourceMapping;
import io.churnlake.customer.ForgottenCustomers;
import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.orders.LineParsing;
import io.churnlake.orders.OrderHeaders;
import io.churnlake.step.JobContext;
import io.churnlake.table.PrivacyTables;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Keeps customers who were forgotten from coming back with a file. */
public final class Forgotten {
  /** Whether a line is of such a customer. */
  public static final String FORGOTTEN = "forgotten";

  private Forgotten() {}

  /**
   * The list as this run's keys can read it.
   *
   * @throws io.churnlake.error.UserException if it has entries of a key that the run does not have
   */
  public static ForgottenCustomers of(JobContext context, JobContext.Delivery delivery) {
    SourceMapping source = delivery.source();
    ForgottenCustomers list =
        ForgottenCustomers.none(
            source.delimiter(), CustomerIds.rules(source), delivery.customerPrefix());
    Map<String, Set<String>> entries = entries(context.lake());
    if (entries.isEmpty()) {
      return list;
    }
    Map<String, CustomerKeySecret> secrets = new HashMap<>();
    context
        .configuration()
        .privacy()
        .retiredKeyFiles()
        .forEach(
            file -> {
              CustomerKeySecret secret = CustomerKeySecret.ofFile(file);
              secrets.put(secret.id(), secret);
            });
    secrets.put(delivery.secret().id(), delivery.secret());
    Set<String> unknown = new TreeSet<>(entries.keySet());
    unknown.removeAll(secrets.keySet());
    if (!unknown.isEmpty()) {
      throw Errors.retiredKeysMissing(context.lake().root(), unknown);
    }
    for (Map.Entry<String, Set<String>> entry : entries.entrySet()) {
      CustomerKeySecret secret = secrets.get(entry.getKey());
      if (secret != null) {
        list = list.with(secret.bytes(), entry.getValue());
      }
    }
    return list;
  }

  /** The hashes on the list, by the id of the key that made them. */
  public static Map<String, Set<String>> entries(Lake lake) {
    Map<String, Set<String>> entries = new HashMap<>();
    if (lake.exists(PrivacyTables.FORGOTTEN)) {
      lake.read(PrivacyTables.FORGOTTEN)
          .select(PrivacyTables.KEY_ID, PrivacyTables.HASH)
          .collectAsList()
          .forEach(
              row ->
                  entries
                      .computeIfAbsent(row.getString(0), id -> new HashSet<>())
                      .add(row.getString(1)));
    }
    return entries;
  }

  /**
   * Refuses a run while somebody is half forgotten: what a killed run had not yet published would
   * be restored, and the person with it.
   *
   * @throws io.churnlake.error.UserException if a request was begun and has not ended
   */
  public static void mustBeFinished(Lake lake) {
    Set<String> unfinished = ForgetRequests.unfinished(lake).keySet();
    if (!unfinished.isEmpty()) {
      throw Errors.forgetUnfinished(lake.root(), unfinished);
    }
  }

  /**
   * Order lines with the mark whether they are of somebody forgotten. A line that can be read tells
   * by its customer; in the text of one that cannot, everything that may be an id is tried. A line
   * that waits for the header of its order can be read and has no customer: only what can be
   * nothing but an id is.
   *
   * @param judged lines as {@link LineParsing#judged} gives them
   */
  public static Dataset<Row> marked(
      JobContext context, JobContext.Delivery delivery, Dataset<Row> judged) {
    ForgottenCustomers list = of(context, delivery);
    if (list.isEmpty()) {
      return judged.withColumn(FORGOTTEN, lit(false));
    }
    Column raw = col(LineParsing.RAW);
    return judged.withColumn(
        FORGOTTEN,
        when(OrderHeaders.onlyWaits(), list.ofRawWithoutIds(raw))
            .when(size(col(LineParsing.REASONS)).gt(0), list.ofRaw(raw))
            .otherwise(false)
            .or(list.ofId(col(LineParsing.CUSTOMER_ID))));
  }
}
