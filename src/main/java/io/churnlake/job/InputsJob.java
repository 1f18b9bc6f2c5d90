package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import io.churnlake.config.InputMapping;
import io.churnlake.config.SourceMapping;
import io.churnlake.customer.CustomerKeys;
import io.churnlake.customer.ForgottenCustomers;
import io.churnlake.error.Errors;
import io.churnlake.ingest.InputCounts;
import io.churnlake.ingest.InputDelivery;
import io.churnlake.inputs.InputParsing;
import io.churnlake.inputs.InputRows;
import io.churnlake.inputs.InputSpec;
import io.churnlake.lake.FileFacts;
import io.churnlake.lake.InputFiles;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.Loads;
import io.churnlake.lake.OrderFile;
import io.churnlake.lake.OrderFiles;
import io.churnlake.lake.RecordFormat;
import io.churnlake.lake.Written;
import io.churnlake.privacy.CustomerIds;
import io.churnlake.privacy.Forgotten;
import io.churnlake.privacy.MergedCustomers;
import io.churnlake.step.Check;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.OpsTables;
import io.churnlake.table.RejectedInputs;
import io.churnlake.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What a shop knows beside its orders. An input whose files or mapping have changed is read whole
 * and replaces its table; whatever can refuse any of them is checked before the first write. The
 * mark at a table's commit says what it was made from, so that a table that was brought back to an
 * earlier state is read again.
 */
public final class InputsJob implements Job {

  @Override
  public String name() {
    return "inputs";
  }

  @Override
  public List<Table> reads() {
    return List.of(OpsTables.LOADS);
  }

  @Override
  public List<Table> writes() {
    return Stream.concat(
            Stream.of(RejectedInputs.TABLE), InputSpec.all().stream().map(InputSpec::table))
        .toList();
  }

  @Override
  public boolean mayRunBesideOthers() {
    return true;
  }

  @Override
  public Outcome run(JobContext context) {
    JobContext.Delivery delivery = context.requireDelivery(name());
    List<Check> checks = new ArrayList<>();
    List<InputDelivery> delivered = delivered(context, delivery, checks);
    Map<OrderFile, FileFacts> facts = new HashMap<>();
    List<InputDelivery> changed = changed(context, delivery, delivered, facts, checks);
    if (changed.isEmpty()) {
      return new Outcome(
          0, 0, List.of(), checks, delivered.size() + " inputs delivered, none of them changed");
    }
    mustBeReadable(changed, facts);
    CustomerIds.mustStay(delivery.source(), new Loads(context.lake()));
    Map<String, Dataset<Row>> judged = new LinkedHashMap<>();
    try {
      for (InputDelivery input : changed) {
        judged.put(
            input.name(),
            judged(context, delivery, input, facts).persist(StorageLevel.MEMORY_AND_DISK()));
      }
      Map<String, InputCounts> counts = InputCounts.of(judged);
      double limit = context.configuration().ingest().maxRejectedShare();
      counts.values().forEach(count -> count.refuse(limit));
      return written(context, delivery, changed, facts, judged, counts, checks);
    } finally {
      judged.values().forEach(Dataset::unpersist);
    }
  }

  // ---- what was delivered ----------------------------------------------------------------------

  private List<InputDelivery> delivered(
      JobContext context, JobContext.Delivery delivery, List<Check> checks) {
    List<InputDelivery> delivered = new ArrayList<>();
    for (InputMapping mapping : delivery.source().inputs()) {
      if (!mapping.isPresent()) {
        checks.add(note(mapping.kind().key(), "not mapped: skipped"));
        continue;
      }
      if (delivery.input().isEmpty()) {
        throw Errors.usage(
            "The job inputs needs a folder to read.",
            "The source mapping names the inputs' files below it.",
            "Add --input DIR.");
      }
      List<OrderFile> files =
          InputFiles.delivered(
              context.lake().spark(), delivery.input(), mapping.path(), mapping.pattern());
      if (files.isEmpty()) {
        checks.add(note(mapping.kind().key(), "not delivered: skipped"));
      } else {
        delivered.add(InputDelivery.of(context, delivery, mapping, files));
      }
    }
    // Another job reads them, which a night does not run.
    checks.add(
        note(
            "contracts",
            delivery.source().contracts().isPresent()
                ? "mapped: run the job contracts"
                : "not mapped: skipped"));
    return delivered;
  }

  /** The inputs whose tables were made from something else; adds the facts of their files. */
  private static List<InputDelivery> changed(
      JobContext context,
      JobContext.Delivery delivery,
      List<InputDelivery> delivered,
      Map<OrderFile, FileFacts> facts,
      List<Check> checks) {
    Map<String, String> marks = new HashMap<>();
    delivered.forEach(input -> marks.put(input.name(), context.lake().note(input.spec().table())));
    Map<RecordFormat, List<OrderFile>> unknown =
        delivered.stream()
            .filter(input -> !input.looksLike(marks.getOrDefault(input.name(), "")))
            .collect(
                Collectors.groupingBy(
                    input -> input.format(delivery.source()),
                    Collectors.flatMapping(input -> input.files().stream(), Collectors.toList())));
    unknown.forEach(
        (format, files) ->
            new OrderFiles(context.lake().spark(), format)
                .inspect(files)
                .forEach(fact -> facts.put(fact.file(), fact)));
    List<InputDelivery> changed = new ArrayList<>();
    for (InputDelivery input : delivered) {
      String mark = marks.getOrDefault(input.name(), "");
      if (input.looksLike(mark) || input.isSameAs(mark, facts)) {
        checks.add(note(input.name(), "unchanged"));
      } else {
        changed.add(input);
      }
    }
    return changed;
  }

  private static void mustBeReadable(List<InputDelivery> changed, Map<OrderFile, FileFacts> facts) {
    List<String> unreadable = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (InputDelivery input : changed) {
      for (OrderFile file : input.files()) {
        FileFacts fact = facts.get(file);
        if (fact == null || !fact.problem().isEmpty()) {
          unreadable.add(file.name() + ": " + (fact == null ? "not found" : fact.problem()));
          continue;
        }
        input.wanted().keySet().stream()
            .filter(column -> input.mapping().header() && !fact.header().contains(column))
            .forEach(column -> missing.add(file.name() + " has no column " + column));
      }
    }
    if (!unreadable.isEmpty()) {
      throw Errors.filesUnreadable(unreadable);
    }
    if (!missing.isEmpty()) {
      throw Errors.columnsMissing(missing);
    }
  }

  // ---- rows ------------------------------------------------------------------------------------

  private static Dataset<Row> judged(
      JobContext context,
      JobContext.Delivery delivery,
      InputDelivery input,
      Map<OrderFile, FileFacts> facts) {
    SourceMapping source = delivery.source();
    Dataset<Row> rows =
        InputParsing.judged(
            new OrderFiles(context.lake().spark(), input.format(source))
                .records(
                    input.files().stream().map(facts::get).toList(),
                    List.copyOf(input.wanted().keySet())),
            input.spec(),
            input.inputRules(source, delivery.zone(context.configuration())));
    rows = notForgotten(context, delivery, input, rows);
    for (String column : input.spec().customerColumns()) {
      String id = InputParsing.idColumn(column);
      rows = CustomerKeys.keyed(rows, id, column, delivery.secret().bytes()).drop(id);
    }
    if (input.spec().customerColumns().contains(BronzeOrderLines.CUSTOMER_KEY)) {
      rows = MergedCustomers.canonical(context.lake(), rows);
    }
    return input.isSmall() ? rows.coalesce(1) : rows;
  }

  /** Without the rows of customers who were forgotten, and without their ids in rows of others. */
  private static Dataset<Row> notForgotten(
      JobContext context, JobContext.Delivery delivery, InputDelivery input, Dataset<Row> rows) {
    ForgottenCustomers forgotten = Forgotten.of(context, delivery);
    if (forgotten.isEmpty()) {
      return rows;
    }
    Dataset<Row> kept =
        rows.filter(
            not(
                size(col(RejectedInputs.REASONS))
                    .gt(0)
                    .and(forgotten.ofRaw(col(RejectedInputs.RAW)))));
    for (String column : input.spec().customerColumns()) {
      String id = InputParsing.idColumn(column);
      kept =
          column.equals(BronzeOrderLines.CUSTOMER_KEY)
              ? forgotten.without(kept, id)
              : kept.withColumn(id, when(not(forgotten.ofId(col(id))), col(id)));
    }
    return kept;
  }

  private static Outcome written(
      JobContext context,
      JobContext.Delivery delivery,
      List<InputDelivery> changed,
      Map<OrderFile, FileFacts> facts,
      Map<String, Dataset<Row>> judged,
      Map<String, InputCounts> counts,
      List<Check> checks) {
    Lake lake = context.lake();
    if (LakeRecord.of(lake).isEmpty()) {
      delivery.record(context.configuration()).write(lake);
    }
    List<Written> written = new ArrayList<>(rejected(lake, changed, judged, counts));
    Map<String, Long> stored = written.isEmpty() ? Map.of() : storedRejects(lake);
    long rows = 0;
    long rejects = 0;
    for (InputDelivery input : changed) {
      String name = input.name();
      Dataset<Row> content = judged.get(name);
      InputCounts count = counts.get(name);
      if (content == null || count == null) {
        throw new IllegalStateException(name + " was not read");
      }
      Dataset<Row> silver = InputRows.silver(content, input.spec());
      Written write =
          input.isSmall() && count.areFew()
              ? lake.replaceByFew(input.spec().table(), silver, input.mark(facts))
              : lake.replace(input.spec().table(), silver, input.mark(facts));
      written.add(write);
      rows += count.rows();
      rejects += count.rejected();
      checks.add(
          Check.equal(
              name + ": rows in = accepted + rejected",
              count.rows(),
              count.accepted() + stored.getOrDefault(name, 0L)));
      if (write.rows() < count.accepted()) {
        checks.add(note(name, count.accepted() - write.rows() + " rows repeated or superseded"));
      }
      checks.addAll(count.notes());
    }
    return new Outcome(
        rows,
        rejects,
        written,
        checks,
        changed.size() + " inputs read, " + rejects + " rows rejected");
  }

  /** Written only if a row is rejected now, or was when the input was last read. */
  private static List<Written> rejected(
      Lake lake,
      List<InputDelivery> changed,
      Map<String, Dataset<Row>> judged,
      Map<String, InputCounts> counts) {
    Object[] names = changed.stream().map(InputDelivery::name).toArray();
    boolean now = counts.values().stream().anyMatch(count -> count.rejected() > 0);
    if (!now && !lake.exists(RejectedInputs.TABLE)) {
      return List.of();
    }
    Dataset<Row> before = lake.read(RejectedInputs.TABLE);
    if (!now && before.filter(col(RejectedInputs.INPUT).isin(names)).isEmpty()) {
      return List.of();
    }
    Dataset<Row> content =
        judged.entrySet().stream()
            .map(entry -> InputRows.rejected(entry.getValue(), InputSpec.named(entry.getKey())))
            .reduce(before.filter(not(col(RejectedInputs.INPUT).isin(names))), Dataset::union);
    return List.of(lake.replace(RejectedInputs.TABLE, content));
  }

  private static Map<String, Long> storedRejects(Lake lake) {
    return lake
        .read(RejectedInputs.TABLE)
        .groupBy(RejectedInputs.INPUT)
        .count()
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
  }

  /** Nothing is wrong: what was found is what was expected. */
  private static Check note(String input, String what) {
    return new Check("input " + input, what, what, Check.Severity.NOTE);
  }
}
