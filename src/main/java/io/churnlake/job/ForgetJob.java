package io.churnlake.job;

import io.churnlake.config.SourceMapping;
import io.churnlake.customer.CustomerKeys;
import io.churnlake.customer.CustomerMerges;
import io.churnlake.customer.ForgottenCustomers;
import io.churnlake.customer.PersonSearch;
import io.churnlake.error.Errors;
import io.churnlake.lake.Erasure;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeSearch;
import io.churnlake.lake.Loads;
import io.churnlake.lake.Publications;
import io.churnlake.lake.Written;
import io.churnlake.parse.IdRules;
import io.churnlake.privacy.CustomerIds;
import io.churnlake.privacy.ForgetRequests;
import io.churnlake.privacy.Forgotten;
import io.churnlake.privacy.MergedCustomers;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.step.Unfinished;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.BronzeRejected;
import io.churnlake.table.CustomerIdentity;
import io.churnlake.table.KeyColumns;
import io.churnlake.table.Layout;
import io.churnlake.table.PrivacyTables;
import io.churnlake.table.RejectedContracts;
import io.churnlake.table.RejectedInputs;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.io.Serializable;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Removes persons from every table, file and older version, and puts them on the list that keeps
 * them out. The order of the steps lets it die anywhere: first the list, so that nothing comes
 * back; then the rows, those with raw ids last; then publication; and only then what older versions
 * need. Any later forget finishes the work, whomever it is asked to forget.
 */
public final class ForgetJob implements Job {

  private final List<String> ids;
  private final List<String> texts;
  private final Set<String> deliveredIn = new TreeSet<>();

  /**
   * A job for these persons, and for those of requests that were left unfinished.
   *
   * @param ids their raw ids; none to do nothing but finish what was left unfinished
   * @param texts what else names them, such as names and addresses
   */
  public ForgetJob(List<String> ids, List<String> texts) {
    this.ids = List.copyOf(ids);
    this.texts = List.copyOf(texts);
  }

  /** The delivered files that held the persons, by name; known after the run. */
  public List<String> deliveredIn() {
    return List.copyOf(deliveredIn);
  }

  @Override
  public String name() {
    return ForgetRequests.JOB;
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
    return mayHoldPersons();
  }

  @Override
  public Set<Unfinished> finishes() {
    return Set.of(Unfinished.FORGETTING);
  }

  /**
   * All that says who is meant.
   *
   * @param asked keys of the persons whom this run was asked to forget, merged ones too
   * @param keys the same, and those that are still there of persons of unfinished requests
   * @param unknown how many ids are of nobody here
   */
  private record Persons(Set<String> asked, Set<String> keys, long unknown, PersonSearch search) {}

  /** Whether a text is one of a set, asked in a task's closure. */
  private record OneOf(Set<String> values) implements Serializable {
    boolean holds(Row row) {
      return !row.isNullAt(0) && values.contains(row.getString(0));
    }
  }

  @Override
  public Outcome run(JobContext context) {
    JobContext.Delivery delivery = context.requireDelivery(name());
    Lake lake = context.lake();
    CustomerIds.mustStay(delivery.source(), new Loads(lake));
    Map<String, ForgetRequests.Request> unfinished = ForgetRequests.unfinished(lake);
    Set<String> textHashes = textHashes(delivery);
    unfinished.forEach(
        (run, request) -> {
          if (!textHashes.containsAll(request.texts())) {
            throw Errors.forgetTextsMissing(run, request.texts().size());
          }
        });
    Persons persons = persons(lake, delivery, unfinished);
    if (persons.asked().isEmpty() && unfinished.isEmpty()) {
      return Outcome.of(0, "no request was left unfinished");
    }
    Set<String> requests = new TreeSet<>(unfinished.keySet());
    Set<String> entries = new TreeSet<>();
    unfinished.values().forEach(request -> entries.addAll(request.persons()));
    if (!persons.asked().isEmpty()) {
      Set<String> asked = entries(persons.asked(), delivery);
      // With all that another run needs to finish it; then the list, which keeps files out.
      ForgetRequests.begin(
          lake,
          context.runId(),
          new ForgetRequests.Request(asked, textHashes),
          context.clock().instant());
      requests.add(context.runId());
      entries.addAll(asked);
    }
    remember(context, delivery, entries);
    PersonSearch wanted = persons.search();
    LakeSearch search = new LakeSearch(lake, wanted::isIn, wanted::isWhereIdsAre);
    LakeSearch.Found before = search.run();
    List<Written> written = new ArrayList<>();
    long rows = 0;
    LakeSearch.Found after = before;
    // A killed run may have removed what tells the persons, and not yet the versions before.
    List<Table> tables = existing(lake, unfinished.isEmpty() ? before.tables() : mayHoldPersons());
    if (!before.found().isEmpty() || !unfinished.isEmpty()) {
      noteDelivered(lake, persons);
      rows = erase(context, persons, tables, written);
      after = search.run();
    }
    ForgetRequests.end(lake, requests, context.runId(), context.clock().instant());
    if (!after.found().isEmpty()) {
      throw Errors.notForgotten(named(after.found(), wanted));
    }
    return new Outcome(
        ids.size(), 0, written, List.of(), note(persons, unfinished.size(), before, rows, after));
  }

  private static String note(
      Persons persons, int resumed, LakeSearch.Found before, long rows, LakeSearch.Found after) {
    return String.format(
        Locale.ROOT,
        "%s%s%d rows removed, %d files held them; searched %,d files: nothing found",
        resumed == 0 ? "" : resumed + " unfinished requests finished; ",
        persons.unknown() == 0 ? "" : persons.unknown() + " ids unknown here; ",
        rows,
        before.found().size(),
        after.files());
  }

  /** A file whose own name tells the person is named by its folder, since runs are recorded. */
  private static List<String> named(List<String> files, PersonSearch search) {
    return files.stream()
        .map(
            file -> {
              int slash = file.lastIndexOf('/');
              return search.isIn(file)
                  ? "a file in " + (slash < 0 ? "the lake's folder" : file.substring(0, slash))
                  : file;
            })
        .map(file -> search.isIn(file) ? "a folder that is named so" : file)
        .distinct()
        .toList();
  }

  // ---- who
  // ---------------------------------------------------------------------------------------

  private Persons persons(
      Lake lake, JobContext.Delivery delivery, Map<String, ForgetRequests.Request> unfinished) {
    SourceMapping source = delivery.source();
    byte[] secret = delivery.secret().bytes();
    Map<String, String> idsByKey = new LinkedHashMap<>();
    CustomerIds.cleaned(source, ids).forEach(id -> idsByKey.put(CustomerKeys.key(id, secret), id));
    if (idsByKey.isEmpty() && !ids.isEmpty()) {
      throw Errors.noCustomerIds();
    }
    Set<String> asked = CustomerMerges.group(MergedCustomers.of(lake), idsByKey.keySet());
    Set<String> group = new TreeSet<>(asked);
    group.addAll(stillThere(lake, delivery, unfinished));
    OneOf wanted = new OneOf(Set.copyOf(group));
    List<Row> known =
        lake.read(CustomerIdentity.TABLE)
            .select(CustomerIdentity.CUSTOMER_KEY, CustomerIdentity.CUSTOMER_ID)
            .filter((FilterFunction<Row>) wanted::holds)
            .collectAsList();
    Set<String> unknown = new HashSet<>(idsByKey.keySet());
    known.forEach(
        row -> {
          unknown.remove(row.getString(0));
          idsByKey.put(row.getString(0), row.getString(1));
        });
    return new Persons(
        asked,
        group,
        unknown.size(),
        new PersonSearch(
            group,
            idsByKey.values(),
            texts.stream().map(String::strip).filter(text -> !text.isEmpty()).toList(),
            source.delimiter(),
            CustomerIds.rules(source)));
  }

  /**
   * Keys of persons on the list, wherever a table still has them. The list holds hashes of keys
   * alone, so that each key of the lake is asked.
   */
  private static Set<String> stillThere(
      Lake lake, JobContext.Delivery delivery, Map<String, ForgetRequests.Request> unfinished) {
    if (unfinished.isEmpty()) {
      return Set.of();
    }
    Set<String> hashes =
        new HashSet<>(Forgotten.entries(lake).getOrDefault(delivery.secret().id(), Set.of()));
    unfinished.values().forEach(request -> hashes.addAll(request.persons()));
    ForgottenCustomers list =
        ForgottenCustomers.none("", IdRules.asWritten(""), "")
            .with(delivery.secret().bytes(), hashes);
    FilterFunction<Row> listed = row -> list.isForgottenKey(row.getString(0));
    Set<String> keys = new TreeSet<>();
    for (Table table : existing(lake, mayHoldPersons())) {
      for (String column : KeyColumns.all(table)) {
        lake.read(table).select(column).distinct().filter(listed).collectAsList().stream()
            .map(row -> row.getString(0))
            .forEach(keys::add);
      }
    }
    return keys;
  }

  /** First of all: whatever happens next, no file brings them back. */
  private static void remember(
      JobContext context, JobContext.Delivery delivery, Set<String> entries) {
    Lake lake = context.lake();
    String keyId = delivery.secret().id();
    Set<String> listed = Forgotten.entries(lake).getOrDefault(keyId, Set.of());
    Timestamp at = Timestamp.from(context.clock().instant());
    List<Row> rows =
        entries.stream()
            .filter(hash -> !listed.contains(hash))
            .sorted()
            .map(hash -> RowFactory.create(hash, keyId, at, context.runId()))
            .toList();
    if (!rows.isEmpty()) {
      lake.append(PrivacyTables.FORGOTTEN, rows);
    }
  }

  private static Set<String> entries(Set<String> keys, JobContext.Delivery delivery) {
    return keys.stream()
        .map(key -> ForgottenCustomers.entry(key, delivery.secret().bytes()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The texts as keyed hashes: a request has to be finished with the same ones. */
  private Set<String> textHashes(JobContext.Delivery delivery) {
    return texts.stream()
        .map(text -> ForgottenCustomers.entry("text|" + text.strip(), delivery.secret().bytes()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  // ---- what
  // --------------------------------------------------------------------------------------

  /** Those that are there; the one that knows raw ids last, so that they are known to the end. */
  private static List<Table> existing(Lake lake, List<Table> tables) {
    return tables.stream()
        .filter(lake::exists)
        .sorted(Comparator.comparing(CustomerIdentity.TABLE::equals))
        .toList();
  }

  private static List<Table> mayHoldPersons() {
    return Tables.all().stream()
        .filter(table -> table.restricted() || !KeyColumns.all(table).isEmpty())
        .toList();
  }

  private void noteDelivered(Lake lake, Persons persons) {
    OneOf wanted = new OneOf(Set.copyOf(persons.keys()));
    lake.read(BronzeOrderLines.TABLE)
        .select(BronzeOrderLines.CUSTOMER_KEY, BronzeOrderLines.FILE)
        .filter((FilterFunction<Row>) wanted::holds)
        .select(BronzeOrderLines.FILE)
        .union(rejected(lake, BronzeRejected.TABLE, persons.search()).select(BronzeRejected.FILE))
        .union(rejected(lake, RejectedInputs.TABLE, persons.search()).select(RejectedInputs.FILE))
        .union(
            rejected(lake, RejectedContracts.TABLE, persons.search())
                .select(RejectedContracts.FILE))
        .distinct()
        .collectAsList()
        .forEach(row -> deliveredIn.add(row.getString(0)));
  }

  /** Where in its file a rejected row stood, by the table that keeps it. */
  private static final Map<Table, List<String>> PLACES =
      Map.of(
          BronzeRejected.TABLE,
          List.of(BronzeRejected.LOAD_ID, BronzeRejected.FILE, BronzeRejected.POSITION),
          RejectedInputs.TABLE,
          List.of(RejectedInputs.INPUT, RejectedInputs.FILE, RejectedInputs.POSITION),
          RejectedContracts.TABLE,
          List.of(RejectedContracts.FILE, RejectedContracts.POSITION));

  private static Dataset<Row> rejected(Lake lake, Table table, PersonSearch search) {
    List<String> columns = table.columnNames();
    int raw = columns.indexOf(BronzeRejected.RAW);
    // An order number is cleaned in its own way, and may then be what the raw text is not.
    int order = columns.indexOf(BronzeRejected.ORDER_ID);
    int reasons = columns.indexOf(BronzeRejected.REASONS);
    FilterFunction<Row> names =
        row -> {
          boolean ids = !row.<String>getList(reasons).equals(BronzeRejected.ONLY_WAITS);
          return names(search, row, raw, ids) || (order >= 0 && names(search, row, order, ids));
        };
    return lake.read(table).filter(names);
  }

  private static boolean names(PersonSearch search, Row row, int column, boolean ids) {
    return !row.isNullAt(column)
        && (ids ? search.isWhereIdsAre(row.getString(column)) : search.isIn(row.getString(column)));
  }

  private static long erase(
      JobContext context, Persons persons, List<Table> tables, List<Written> written) {
    Lake lake = context.lake();
    Erasure erasure = new Erasure(lake);
    Map<String, Long> published = new Publications(lake).current();
    Map<String, Long> versions = new LinkedHashMap<>();
    long rows = 0;
    for (Table table : tables) {
      long removed = rows(erasure, lake, table, persons);
      long version = erasure.seal(table, context.runId());
      rows += removed;
      written.add(new Written(table, version, 0));
      boolean rewritten = table.layout() != Layout.APPENDED;
      if (!table.area().equals("ops") && (rewritten || published.containsKey(table.fullName()))) {
        versions.put(table.fullName(), version);
      }
    }
    if (!versions.isEmpty()) {
      new Publications(lake)
          .publish(context.runId(), context.asOf(), versions, context.clock().instant());
    }
    tables.forEach(erasure::dropHistory);
    return rows;
  }

  private static long rows(Erasure erasure, Lake lake, Table table, Persons persons) {
    long rows = 0;
    if (PLACES.containsKey(table)) {
      rows =
          erasure.deleteRejected(table, PLACES.get(table), rejected(lake, table, persons.search()));
    }
    for (String column : KeyColumns.owners(table)) {
      rows += erasure.delete(table, column, persons.keys());
    }
    for (String column : KeyColumns.mentions(table)) {
      rows += erasure.blank(table, column, persons.keys());
    }
    return rows;
  }
}
