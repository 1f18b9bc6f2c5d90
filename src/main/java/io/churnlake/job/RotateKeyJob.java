package io.churnlake.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.churnlake.config.CustomerKeySecret;
import io.churnlake.customer.CustomerKeys;
import io.churnlake.customer.CustomerMerges;
import io.churnlake.error.Errors;
import io.churnlake.lake.Erasure;
import io.churnlake.lake.KeyRotations;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.Loads;
import io.churnlake.lake.Publications;
import io.churnlake.lake.Written;
import io.churnlake.privacy.CustomerIds;
import io.churnlake.privacy.Forgotten;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.step.Unfinished;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.CustomerIdentity;
import io.churnlake.table.KeyColumns;
import io.churnlake.table.Layout;
import io.churnlake.table.PrivacyTables;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Gives every customer a key under another secret. The intent is recorded first; each table changes
 * in one commit and is recognised as changed by its keys; ops.lake names the new key last. Until
 * then readers see the tables as published before, other runs are refused, and running it again
 * finishes the work.
 */
public final class RotateKeyJob implements Job {
  private static final String OLD = "old_key";
  private static final String NEW = "new_key";

  private final CustomerKeySecret next;
  private final History history;

  /** What happens to the versions under the old key. */
  public enum History {
    DROP,
    KEEP
  }

  /** A job for that key. */
  public RotateKeyJob(CustomerKeySecret next, History history) {
    this.next = next;
    this.history = history;
  }

  @Override
  public String name() {
    return "rotate-key";
  }

  @Override
  public List<Table> reads() {
    return Tables.all();
  }

  /** It publishes what it changes itself, before older versions go. */
  @Override
  public List<Table> writes() {
    return List.of();
  }

  @Override
  public List<Table> rewrites() {
    return Stream.concat(keyed(), new ConformJob().writes().stream()).distinct().toList();
  }

  @Override
  public Set<Unfinished> finishes() {
    return Set.of(Unfinished.KEY_ROTATION);
  }

  @Override
  public Outcome run(JobContext context) {
    JobContext.Delivery delivery = context.requireDelivery(name());
    Lake lake = context.lake();
    CustomerIds.mustStay(delivery.source(), new Loads(lake));
    if (LakeRecord.require(lake).keyId().equals(next.id())) {
      return finished(context);
    }
    KeyRotations rotations = new KeyRotations(lake);
    Optional<String> unfinished = rotations.unfinished();
    if (unfinished.isPresent() && !unfinished.get().equals(next.id())) {
      throw Errors.rotationUnfinished(lake.root(), unfinished.get());
    }
    Dataset<Row> keys = keys(lake, delivery.secret()).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return rekey(context, delivery, rotations, unfinished.isPresent(), keys);
    } finally {
      keys.unpersist();
    }
  }

  private Outcome rekey(
      JobContext context,
      JobContext.Delivery delivery,
      KeyRotations rotations,
      boolean begun,
      Dataset<Row> keys) {
    Lake lake = context.lake();
    Map<Table, Plan> plans = plans(lake, keys);
    if (!begun) {
      rotations.begin(
          delivery.secret().id(), next.id(), context.clock().instant(), context.runId());
    }
    List<Written> written = new ArrayList<>();
    List<String> emptied = new ArrayList<>();
    plans.forEach(
        (table, plan) -> {
          if (plan == Plan.EMPTY) {
            emptied.add(table.fullName() + " (run " + table.writer() + ")");
          }
          if (plan != Plan.DONE) {
            written.add(lake.rewrite(table, rekeyed(lake, table, plan, keys)));
          }
        });
    if (lake.exists(BronzeOrderLines.TABLE)) {
      written.addAll(ConformJob.anew().run(under(context, delivery)).written());
    }
    publishAndDropHistory(context, () -> LakeRecord.changeKey(lake, next.id()));
    return new Outcome(
        keys.count(), 0, written, List.of(), note(lake, delivery.secret().id(), emptied));
  }

  private static String note(Lake lake, String oldKeyId, List<String> emptied) {
    StringBuilder note = new StringBuilder("all customers have new keys");
    if (!emptied.isEmpty()) {
      note.append("; emptied, to be built again from files: ").append(String.join(", ", emptied));
    }
    if (Forgotten.entries(lake).containsKey(oldKeyId)) {
      note.append(
          "; forgotten customers are listed under the old key: name its file in"
              + " privacy.retired-key-files");
    }
    return note.toString();
  }

  /** A change that was done and may have died before older versions went. */
  private Outcome finished(JobContext context) {
    publishAndDropHistory(context, () -> {});
    return Outcome.of(0, "the lake has this key already");
  }

  private JobContext under(JobContext context, JobContext.Delivery delivery) {
    return new JobContext(
        context.lake(),
        context.configuration(),
        new JobContext.Delivery(delivery.source(), delivery.input(), next, delivery.password()),
        context.asOf(),
        context.runId(),
        context.clock());
  }

  // ---- tables ----------------------------------------------------------------------------------

  private enum Plan {
    REKEY,
    /**
     * It has customers that no identity is known of: those of files that are read anew each run.
     */
    EMPTY,
    DONE
  }

  /** The tables that hold keys. */
  private static Stream<Table> keyed() {
    return Tables.all().stream().filter(table -> !KeyColumns.all(table).isEmpty());
  }

  /** Each known customer's key before and after. */
  private Dataset<Row> keys(Lake lake, CustomerKeySecret before) {
    Dataset<Row> ids =
        lake.read(CustomerIdentity.TABLE).select(CustomerIdentity.CUSTOMER_ID).distinct();
    return CustomerKeys.keyed(
            CustomerKeys.keyed(ids, CustomerIdentity.CUSTOMER_ID, OLD, before.bytes()),
            CustomerIdentity.CUSTOMER_ID,
            NEW,
            next.bytes())
        .select(OLD, NEW);
  }

  /**
   * What is to be done with each table but those that conform builds anew.
   *
   * @throws io.churnlake.error.UserException if order lines name customers without an identity
   */
  private static Map<Table, Plan> plans(Lake lake, Dataset<Row> keys) {
    Set<Table> rebuilt = Set.copyOf(new ConformJob().writes());
    Map<Table, Plan> plans = new LinkedHashMap<>();
    for (Table table : keyed().filter(lake::exists).toList()) {
      if (!rebuilt.contains(table)) {
        Plan plan = plan(lake, table, keys);
        if (plan == Plan.EMPTY && table.writer().equals("ingest")) {
          throw Errors.identitiesMissing(table.fullName());
        }
        plans.put(table, plan);
      }
    }
    return plans;
  }

  private static Plan plan(Lake lake, Table table, Dataset<Row> keys) {
    Dataset<Row> used = null;
    for (String column : KeyColumns.all(table)) {
      Dataset<Row> values =
          lake.read(table).select(col(column).as("used")).filter("used IS NOT NULL");
      used = used == null ? values : used.union(values);
    }
    if (used == null) {
      return Plan.DONE;
    }
    Row counts =
        used.distinct()
            .join(keys.select(OLD), col("used").equalTo(col(OLD)), "left")
            .join(keys.select(NEW), col("used").equalTo(col(NEW)), "left")
            .agg(
                count(when(col(OLD).isNotNull(), 1)),
                count(when(col(OLD).isNull().and(col(NEW).isNull()), 1)))
            .first();
    if (counts.getLong(1) > 0 && !table.equals(PrivacyTables.CUSTOMER_MERGES)) {
      return Plan.EMPTY;
    }
    return counts.getLong(0) > 0 ? Plan.REKEY : Plan.DONE;
  }

  private static Dataset<Row> rekeyed(Lake lake, Table table, Plan plan, Dataset<Row> keys) {
    Dataset<Row> rows = lake.read(table);
    if (plan == Plan.EMPTY) {
      return rows.filter(lit(false));
    }
    List<String> names = Arrays.asList(rows.columns());
    for (String column : KeyColumns.all(table)) {
      Dataset<Row> joined = rows.join(keys, rows.col(column).equalTo(keys.col(OLD)), "left");
      boolean madeOrders =
          column.equals(BronzeOrderLines.CUSTOMER_KEY) && names.contains(BronzeOrderLines.ORDER_ID);
      rows =
          joined.select(
              names.stream()
                  .map(
                      name -> {
                        if (name.equals(column)) {
                          return coalesce(col(NEW), col(name)).as(name);
                        }
                        return madeOrders && name.equals(BronzeOrderLines.ORDER_ID)
                            ? CustomerMerges.rekeyedOrder(col(column), col(NEW)).as(name)
                            : col(name);
                      })
                  .toArray(Column[]::new));
    }
    return rows;
  }

  // ---- readers ---------------------------------------------------------------------------------

  private void publishAndDropHistory(JobContext context, Runnable changeKey) {
    Lake lake = context.lake();
    Erasure erasure = new Erasure(lake);
    Publications publications = new Publications(lake);
    Map<String, Long> published = publications.current();
    Map<String, Long> versions = new LinkedHashMap<>();
    List<Table> tables = rewrites().stream().filter(lake::exists).toList();
    for (Table table : tables) {
      long version =
          history == History.DROP ? erasure.seal(table, context.runId()) : lake.version(table);
      boolean rewritten = table.layout() != Layout.APPENDED;
      if (!table.area().equals("ops") && (rewritten || published.containsKey(table.fullName()))) {
        versions.put(table.fullName(), version);
      }
    }
    if (!versions.isEmpty()) {
      publications.publish(context.runId(), context.asOf(), versions, context.clock().instant());
    }
    changeKey.run();
    if (history == History.DROP) {
      tables.forEach(erasure::dropHistory);
    }
  }
}
