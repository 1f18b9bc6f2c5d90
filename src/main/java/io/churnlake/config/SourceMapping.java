package io.churnlake.config;

import com.typesafe.config.Config;
import io.churnlake.parse.Times;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** How one kind of order log is read; conf/source-reference.conf explains each key. */
public record SourceMapping(
    String name,
    String folder,
    String pattern,
    Format format,
    String encoding,
    boolean header,
    String delimiter,
    char quote,
    String items,
    Numbers numbers,
    Changed changed,
    List<String> carry,
    List<String> personal,
    String zone,
    String currency,
    List<String> timePatterns,
    String timeZone,
    Map<Field, String> columns,
    Map<Field, String> remove,
    String cancelledColumn,
    String cancelledPattern,
    List<String> noProductCodes,
    List<String> creditCodes,
    Counting counting,
    boolean keepRepeats,
    Restatement restatement,
    HeaderMapping headers,
    RefundMapping refunds,
    CustomerIdsMapping customerIds,
    RatesMapping rates,
    ContractMapping contracts,
    List<InputMapping> inputs,
    List<String> nobody,
    boolean foldsMail,
    List<String> vouchers,
    RowMapping rows,
    IdSpaces ids,
    OrderDatabase database,
    String canonical) {
  private static final String REFERENCE = "/churnlake/conf/source-reference.conf";

  private static final String EVERY_COLUMN = "*";

  /** How {@code ParquetValues} of the lake writes instants, local times and dates. */
  private static final List<String> PARQUET_TIMES =
      List.of("yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS", "yyyy-MM-dd");

  /** How {@code CellText} of the lake writes a cell's date and time. */
  private static final List<String> CELL_TIMES = List.of("yyyy-MM-dd HH:mm:ss[.SSS]", "yyyy-MM-dd");

  public enum Format {
    CSV,
    WHITESPACE,
    JSON,
    PARQUET,
    XLSX,
    /** A Delta table. */
    DELTA,
    /** A table of a database, or a query. */
    JDBC;

    /** Columns are paths in nested records, whatever the header says. */
    public boolean isNested() {
      return this == JSON || isTyped();
    }

    /** Values have types, such as dates. */
    boolean isTyped() {
      return this == PARQUET || isTable();
    }

    /** Lines are rows of a table, and not of files that are delivered. */
    public boolean isTable() {
      return this == DELTA || this == JDBC;
    }
  }

  /** What it means that a file that was loaded has another content now. */
  public enum Changed {
    /** The load is refused. */
    REFUSE,
    /** The file is loaded anew, and its former rows no longer count. */
    REPLACE
  }

  /**
   * How numbers are written.
   *
   * @param decimal the decimal point
   * @param grouping between groups of three digits, or empty
   */
  public record Numbers(String decimal, String grouping) {
    private static final Numbers PLAIN = new Numbers(".", "");
  }

  /** What it means that an order id is delivered again. */
  public enum Restatement {
    /** Lines that are there already are restated, others are added. */
    AUTO,
    /** Its lines are added; those that are there already count once. */
    APPEND,
    /** The latest delivery replaces all lines of the order. */
    REPLACE_ORDER
  }

  /** The fields a log may have, with their keys in the mapping. */
  public enum Field {
    TIME("time"),
    CUSTOMER_ID("customer-id"),
    ORDER_ID("order-id"),
    LINE_ID("line-id"),
    PRODUCT_CODE("product-code"),
    PRODUCT_NAME("product-name"),
    CATEGORY("category"),
    QUANTITY("quantity"),
    UNIT_PRICE("unit-price"),
    DISCOUNT("discount"),
    AMOUNT("amount"),
    ORDER_AMOUNT("order-amount"),
    ORDER_DISCOUNT("order-discount"),
    REFUNDED_AMOUNT("refunded-amount"),
    UNIT_COST("unit-cost"),
    CURRENCY("currency"),
    CHANNEL("channel"),
    COUNTRY("country"),
    REFERS_TO_ORDER("refers-to-order");

    private final String key;

    Field(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /** Which lines count on basis gross. */
  public record Counting(
      boolean cancelledLines,
      boolean positiveQuantity,
      boolean positivePrice,
      boolean noProductCodes) {}

  /** The column (header name or 1-based position) of a field; empty if the log has none. */
  public String column(Field field) {
    return columns.getOrDefault(field, "");
  }

  /**
   * What must stay the same while a lake lives, since lines that were read otherwise would be other
   * lines and other customers: how ids are cleaned, which zone times are in, what cancels, how
   * numbers are written.
   */
  public String identity() {
    String identity = identityOfEarlierBuilds();
    return (nobody.isEmpty() && !foldsMail ? identity : identity + "\n" + nobody + "\n" + foldsMail)
        + (ids.areOwn(name) ? "" : "\n" + ids);
  }

  /** The same where ids are read as they stand, as earlier builds did. */
  public String identityOfEarlierBuilds() {
    // Words of a status and codes of vouchers come up while a shop lives.
    String identity =
        String.join(
            "\n",
            new TreeMap<>(remove).toString(),
            timeZone,
            cancelledColumn,
            rows.hasStatus() ? "" : cancelledPattern);
    return identity
        + (numbers.equals(Numbers.PLAIN) ? "" : "\n" + numbers)
        + (rows.isUsual() ? "" : "\n" + rows.identity())
        + (customerIds.isPresent() ? "\n" + customerIds.from() + " " + customerIds.to() : "");
  }

  public boolean has(Field field) {
    return !column(field).isEmpty();
  }

  /** Whether lines or, where orders have them, their headers have the field. */
  public boolean delivers(Field field) {
    return has(field) || headers.has(field) || refunds.has(field);
  }

  /**
   * Reads a mapping file.
   *
   * @throws io.churnlake.error.UserException naming every problem at once
   */
  public static SourceMapping load(Path file) {
    return load(file.toString(), Settings.file(file));
  }

  /** A mapping that the program carries, one of conf/sources. */
  public static SourceMapping bundled(String name) {
    String file = "conf/sources/" + name + ".conf";
    return load(file, Settings.resource("/churnlake/" + file));
  }

  /**
   * A mapping from its text.
   *
   * @param origin names it in messages
   */
  public static SourceMapping parse(String origin, String text) {
    return load(origin, Settings.text(origin, text));
  }

  /** Customer ids that stand for nobody where a mapping does not say, in small letters. */
  public static List<String> usuallyNobody() {
    return Settings.resource(REFERENCE).getStringList("source.nobody");
  }

  static SourceMapping load(String origin, Config text) {
    Settings s = Settings.over(REFERENCE, origin, text);
    String name = s.string("source.name");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9-]*")) {
      s.problem("source.name", "is \"" + name + "\", must be letters, digits and dashes");
    }
    Format format = format(s);
    boolean header = s.flag("source.header") || format.isNested();
    String zone = s.zone("source.zone", Settings.Presence.REQUIRED);
    String timeZone = s.zone("source.time.zone", Settings.Presence.OPTIONAL);
    Map<String, ComposedColumn> composed = new TreeMap<>();
    Map<Field, String> columns = columns(s, "source.", List.of(Field.values()), header, composed);
    String folder = s.string("source.files.folder");
    String glob = glob(s, "source.files.pattern");
    HeaderMapping headers = HeaderMapping.load(s, header, columns, folder, glob, composed);
    RefundMapping refunds = RefundMapping.load(s, header, columns, folder, glob, composed);
    checkRequired(s, columns, headers);
    checkAmounts(s, columns, headers);
    RowMapping rows = RowMapping.load(s, header, columns, composed);
    String cancelledColumn =
        rows.hasStatus() ? rows.statusColumn() : s.string("source.cancelled.column");
    checkColumn(s, "source.cancelled.column", cancelledColumn, header);
    String cancelledPattern =
        rows.hasStatus() ? rows.notCounting() : regex(s, "source.cancelled.pattern");
    if ((cancelledColumn + headers.cancelled()).isEmpty() != cancelledPattern.isEmpty()) {
      s.problem("source.cancelled", "needs both column and pattern, or neither");
    }
    if (!cancelledColumn.isEmpty() && !headers.cancelled().isEmpty()) {
      s.problem("source.cancelled.column", "is given in headers.columns too; only one can hold");
    }
    String encoding = encoding(s, "source.encoding", "");
    String separator = separator(s);
    char delimiter = separator.charAt(0);
    Numbers numbers = numbers(s, format);
    List<String> carry = carry(s, header);
    SourceMapping mapping =
        new SourceMapping(
            name,
            folder,
            glob,
            format,
            encoding,
            header,
            separator,
            character(s, "source.quote"),
            items(s, format),
            numbers,
            s.oneOf("source.files.changed", List.of("refuse", "replace")).equals("replace")
                ? Changed.REPLACE
                : Changed.REFUSE,
            carry,
            s.strings("source.personal"),
            zone,
            s.currency("source.currency", Settings.Presence.REQUIRED),
            timePatterns(s, timeZone.isEmpty() ? zone : timeZone, format),
            timeZone.isEmpty() ? zone : timeZone,
            columns,
            removals(s),
            cancelledColumn,
            cancelledPattern,
            s.strings("source.no-product-codes"),
            s.strings("source.credit-codes"),
            new Counting(
                s.flag("source.counting.cancelled-lines"),
                s.flag("source.counting.positive-quantity"),
                s.flag("source.counting.positive-price"),
                s.flag("source.counting.no-product-codes")),
            s.oneOf("source.repeats", List.of("keep", "drop")).equals("keep"),
            switch (s.oneOf("source.restatement", List.of("auto", "append", "replace_order"))) {
              case "replace_order" -> Restatement.REPLACE_ORDER;
              case "append" -> Restatement.APPEND;
              default -> Restatement.AUTO;
            },
            headers,
            refunds,
            CustomerIdsMapping.load(s),
            RatesMapping.load(s, encoding, separator, numbers.decimal()),
            ContractMapping.load(s, encoding, delimiter, folder, glob),
            InputMapping.load(s, encoding, delimiter, zone, timeZone),
            s.strings("source.nobody").stream().map(word -> word.toLowerCase(Locale.ROOT)).toList(),
            s.flag("source.fold-mail"),
            s.strings("source.vouchers"),
            rows,
            IdSpaces.load(s, name),
            OrderDatabase.load(s, format == Format.JDBC),
            s.canonical());
    mapping.checkTable(s);
    s.check();
    return mapping;
  }

  /** The columns of those fields that the section has, which ends with a point. */
  static Map<Field, String> columns(
      Settings s,
      String section,
      List<Field> fields,
      boolean header,
      Map<String, ComposedColumn> composed) {
    Map<Field, String> columns = new TreeMap<>();
    for (Field field : fields) {
      String column = column(s, section + "columns." + field.key(), header, composed);
      if (!column.isEmpty()) {
        columns.put(field, column);
      }
    }
    return Map.copyOf(columns);
  }

  /**
   * The name of the column, or of what is composed, which is added then; empty if there is none.
   */
  private static String column(
      Settings s, String key, boolean header, Map<String, ComposedColumn> composed) {
    ComposedColumn column = s.column(key).orElse(null);
    if (column == null) {
      return "";
    }
    column.columns().forEach(part -> checkColumn(s, key, part, header));
    if (!column.isPlain()) {
      composed.put(column.name(), column);
    }
    return column.name();
  }

  private static void checkRequired(Settings s, Map<Field, String> columns, HeaderMapping headers) {
    for (Field required : List.of(Field.TIME, Field.CUSTOMER_ID)) {
      if (!columns.containsKey(required) && !headers.isPresent()) {
        s.problem("source.columns." + required.key(), "is required");
      }
    }
  }

  /** What is said of files can be no table's. */
  private void checkTable(Settings s) {
    if (!format.isTable()) {
      return;
    }
    if (headers.isPresent()) {
      s.problem("source.headers", "goes with files; join the tables in a view or a query");
    }
    if (refunds.isPresent()) {
      s.problem("source.refunds", "goes with files; give refunds as rows of the table or query");
    }
    if (!rows.fillDown().isEmpty()) {
      s.problem("source.fill-down", "goes with files: rows of a table are in no order");
    }
    if (has(Field.REFUNDED_AMOUNT)) {
      s.problem(
          "source.columns.refunded-amount",
          "goes with files; let a view or a query give the money back as lines of its own");
    }
    if (rows.subfolders()) {
      s.problem("source.files.subfolders", "goes with files");
    }
    if (format == Format.DELTA && restatement != Restatement.AUTO) {
      s.problem("source.restatement", "goes with files: a Delta table's rows are its lines");
    }
    // What has changed of an order is rarely all of it.
    if (!database.grows().isEmpty()
        && (needsWholeOrders() || restatement == Restatement.REPLACE_ORDER)) {
      s.problem(
          "source.database.grows",
          "reads single lines, and order totals, vouchers, returns and replace_order need whole"
              + " orders: leave it out");
    }
  }

  /** Whether what a line comes to depends on other lines of its order. */
  public boolean needsWholeOrders() {
    return has(Field.ORDER_AMOUNT)
        || has(Field.ORDER_DISCOUNT)
        || !vouchers.isEmpty()
        || !rows.returnsColumn().isEmpty();
  }

  /** Amounts are of lines, of orders, or not known at all. */
  private static void checkAmounts(Settings s, Map<Field, String> columns, HeaderMapping headers) {
    boolean ofOrder = columns.containsKey(Field.ORDER_AMOUNT) || headers.has(Field.ORDER_AMOUNT);
    if (columns.containsKey(Field.AMOUNT) && columns.containsKey(Field.UNIT_PRICE)) {
      s.problem("source.columns", "needs exactly one of unit-price and amount, or neither");
    }
    if (columns.containsKey(Field.AMOUNT) && ofOrder) {
      s.problem("source.columns", "needs one of amount and order-amount, not both");
    }
    if (ofOrder && !columns.containsKey(Field.ORDER_ID)) {
      s.problem(
          "source.columns.order-amount", "needs order-id: it is spread over an order's lines");
    }
    boolean ofLine = columns.containsKey(Field.UNIT_PRICE) || columns.containsKey(Field.AMOUNT);
    if (columns.containsKey(Field.DISCOUNT) && (ofOrder || !ofLine)) {
      s.problem(
          "source.columns.discount",
          "goes with unit-price or amount; order-amount is after discount");
    }
    if (columns.containsKey(Field.ORDER_DISCOUNT) && (ofOrder || !ofLine)) {
      s.problem(
          "source.columns.order-discount",
          "goes with unit-price or amount; order-amount is after discount");
    }
    for (Field field : List.of(Field.ORDER_DISCOUNT, Field.REFUNDED_AMOUNT)) {
      if (columns.containsKey(field) && !columns.containsKey(Field.ORDER_ID)) {
        s.problem("source.columns." + field.key(), "needs order-id: it is of a whole order");
      }
    }
    if (!s.strings("source.vouchers").isEmpty()
        && !(columns.containsKey(Field.ORDER_ID) && columns.containsKey(Field.PRODUCT_CODE))) {
      s.problem("source.vouchers", "needs columns.order-id and columns.product-code");
    }
    boolean anyAmount =
        ofOrder || columns.containsKey(Field.AMOUNT) || columns.containsKey(Field.UNIT_PRICE);
    if (columns.containsKey(Field.UNIT_COST) && !anyAmount) {
      s.problem("source.columns.unit-cost", "needs unit-price, amount or order-amount beside it");
    }
  }

  /** Without a header columns are positions. */
  static void checkColumn(Settings s, String key, String column, boolean header) {
    if (!header && !column.isEmpty() && !column.matches("[1-9][0-9]{0,3}")) {
      s.problem(key, "is \"" + column + "\", must be a position 1, 2, ... since header = false");
    }
  }

  private static Map<Field, String> removals(Settings s) {
    Map<Field, String> removals = new TreeMap<>();
    for (Field field : List.of(Field.CUSTOMER_ID, Field.ORDER_ID, Field.PRODUCT_CODE)) {
      String regex = regex(s, "source.remove." + field.key());
      if (!regex.isEmpty()) {
        removals.put(field, regex);
      }
    }
    return Map.copyOf(removals);
  }

  static String regex(Settings s, String key) {
    String text = s.verbatim(key);
    try {
      Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      s.problem(key, "is no regular expression: " + e.getDescription());
    }
    return text;
  }

  static String glob(Settings s, String key) {
    String glob = s.string(key);
    if (glob.contains("/")) {
      s.problem(key, "is \"" + glob + "\", must be of names without /; see source.files.folder");
    }
    try {
      var unused = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      s.problem(key, "is \"" + glob + "\", no pattern of names: " + e.getDescription());
    }
    return glob;
  }

  private static Format format(Settings s) {
    return switch (s.oneOf(
        "source.format",
        List.of("csv", "whitespace", "json", "parquet", "xlsx", "delta", "jdbc"))) {
      case "whitespace" -> Format.WHITESPACE;
      case "json" -> Format.JSON;
      case "parquet" -> Format.PARQUET;
      case "xlsx" -> Format.XLSX;
      case "delta" -> Format.DELTA;
      case "jdbc" -> Format.JDBC;
      default -> Format.CSV;
    };
  }

  /** The character set of that key; where it is empty, that of the orders. */
  static String encoding(Settings s, String key, String ofOrders) {
    String value = s.string(key);
    if (value.isEmpty() && !ofOrders.isEmpty()) {
      return ofOrders;
    }
    try {
      return Charset.forName(value).name();
    } catch (IllegalArgumentException e) {
      s.problem(key, "is \"" + value + "\", not a known character set");
      return value;
    }
  }

  private static String separator(Settings s) {
    String value = s.verbatim("source.delimiter");
    if (value.isEmpty() || value.matches("(?s).*[\r\n\\x00].*")) {
      s.problem("source.delimiter", "must be one character or more, and no line break");
      return ",";
    }
    return value;
  }

  private static String items(Settings s, Format format) {
    String items = s.string("source.items");
    if (!items.isEmpty() && !format.isNested()) {
      s.problem("source.items", "goes with format json, parquet, delta or jdbc");
    }
    return items;
  }

  private static Numbers numbers(Settings s, Format format) {
    Numbers numbers =
        new Numbers(s.string("source.numbers.decimal"), s.verbatim("source.numbers.grouping"));
    if (!List.of(".", ",").contains(numbers.decimal())) {
      s.problem("source.numbers.decimal", "is \"" + numbers.decimal() + "\", must be . or ,");
    }
    if (!List.of("", ".", ",", " ", "'").contains(numbers.grouping())
        || numbers.grouping().equals(numbers.decimal())) {
      s.problem(
          "source.numbers.grouping",
          "is \""
              + numbers.grouping()
              + "\", must be empty, a blank, or one of . , ' that is not the decimal point");
    }
    if (format.isNested() && !numbers.equals(Numbers.PLAIN)) {
      s.problem("source.numbers", "goes with format csv or whitespace; numbers have a type there");
    }
    return numbers;
  }

  private static List<String> carry(Settings s, boolean header) {
    List<String> carry = s.strings("source.carry");
    if (!header && carry.contains(EVERY_COLUMN)) {
      s.problem("source.carry", "must name positions, since header = false");
    } else {
      carry.forEach(column -> checkColumn(s, "source.carry", column, header));
    }
    return carry;
  }

  private static char character(Settings s, String key) {
    String value = s.verbatim(key);
    if (value.length() != 1) {
      s.problem(key, "must be one character");
      return ' ';
    }
    return value.charAt(0);
  }

  private static List<String> timePatterns(Settings s, String timeZone, Format format) {
    List<String> given = s.strings("source.time.patterns");
    List<String> own =
        format.isTyped() ? PARQUET_TIMES : format == Format.XLSX ? CELL_TIMES : List.of();
    List<String> patterns = Stream.concat(given.stream(), own.stream()).distinct().toList();
    if (patterns.isEmpty()) {
      s.problem("source.time.patterns", "needs at least one pattern");
    }
    for (String pattern : patterns) {
      if (Times.isEpoch(pattern)) {
        continue;
      }
      for (String what : TimePattern.problems(pattern, timeZone)) {
        s.problem("source.time.patterns", "\"" + pattern + "\" " + what);
      }
    }
    return patterns;
  }
}
