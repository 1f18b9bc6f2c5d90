package io.churnlake.inspect;

import io.churnlake.config.SourceMapping.Field;
import io.churnlake.config.SourceMapping.Format;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A mapping for files that are no known export: what it says, and what a person should look at. */
final class Proposal {
  private static final Pattern POSTAGE =
      Pattern.compile(
          "(?i)(versand|porto|fracht|shipping|ship|postage|post|delivery|freight|livraison|envio)"
              + "([-_ ]?(kosten|costs?|fee|charge))?");

  private static final Pattern VOUCHER =
      Pattern.compile("(?i)(gutschein|voucher|coupon|gift[-_ ]?card|rabatt|discount|promo).*");

  private static final Pattern BACK =
      Pattern.compile(
          "(?i)gutschrift|storno|credit.?(note|memo)|refund|return|retoure|avoir|abono");

  private static final String DAY_AND_MONTH =
      "day and month could be the other way round; if so, the pattern is ";

  private final Table table;
  private final FieldGuess fields;
  private final Map<Field, List<List<String>>> columns = new EnumMap<>(Field.class);
  private final List<String> questions = new ArrayList<>();
  private final List<String> patterns = new ArrayList<>();
  private final Set<String> fillDown = new LinkedHashSet<>();
  private final List<String> optional = new ArrayList<>();
  private final List<String> vouchers = new ArrayList<>();
  private final List<String> noProducts = new ArrayList<>();
  private final String timeZone;
  private final String language;
  private final Zones zone;
  private final CurrencyGuess currency;
  private final boolean minorUnits;
  private final Map<String, String> remove = new java.util.TreeMap<>();
  private Optional<String> statusColumn = Optional.empty();
  private Optional<StatusWords> status = Optional.empty();
  private Optional<String> returnsColumn = Optional.empty();
  private List<String> returnWords = List.of();

  Proposal(Table table, Dialect dialect) {
    this.table = table;
    NumberForm numbers =
        dialect.format().isNested() ? NumberForm.PLAIN : NumberForm.of(table.columns().values());
    this.fields = new FieldGuess(table, numbers, dialect);
    for (Field field : Field.values()) {
      fields.column(field).ifPresent(name -> columns.put(field, List.of(List.of(name))));
    }
    List<TimeForm> forms = times();
    forms.stream().flatMap(form -> form.patterns().stream()).distinct().forEach(patterns::add);
    this.language =
        forms.stream().map(TimeForm::language).filter(l -> !l.isEmpty()).findFirst().orElse("");
    this.timeZone = forms.stream().anyMatch(TimeForm::utc) ? "UTC" : "";
    List<String> countries =
        column(Field.COUNTRY).map(column -> Zones.countries(column.filled())).orElse(List.of());
    this.zone = Zones.of(column(Field.TIME).map(ColumnValues::filled).orElse(List.of()), countries);
    List<ColumnValues> money =
        Stream.of(Field.UNIT_PRICE, Field.AMOUNT, Field.ORDER_AMOUNT, Field.DISCOUNT)
            .flatMap(field -> column(field).stream())
            .toList();
    this.currency =
        CurrencyGuess.of(column(Field.CURRENCY), money, table.columns().values(), countries);
    forms.stream()
        .filter(form -> !form.either().isEmpty())
        .forEach(form -> questions.add(DAY_AND_MONTH + form.either().get(0)));
    if (numbers.ambiguous()) {
      questions.add(
          "some column has numbers such as 1,234 only, which may be a thousand and more, or 1 and"
              + " some; see numbers");
    }
    if (!fields.called().isEmpty()) {
      questions.add(
          "columns have no names, and are taken for what they seem to hold: "
              + PositionNames.told(fields.called()));
    }
    fields
        .amounts()
        .orderTotal()
        .ifPresent(
            total ->
                questions.add(
                    "prices and pieces do not come to "
                        + total
                        + ", the order's total, in all orders: shipping, tax or a discount may be in it;"
                        + " to take it, name it as columns.order-amount"));
    discounts();
    fields
        .column(Field.ORDER_AMOUNT)
        .ifPresent(
            total ->
                questions.add(
                    "all lines of an order have the same "
                        + total
                        + ", which is taken for its total"));
    fields
        .column(Field.REFUNDED_AMOUNT)
        .ifPresent(
            back ->
                questions.add(back + " is taken for what a whole order gave back, once an order"));
    minorUnits = cents(dialect);
    customers();
    fillDown();
    orders();
    kinds();
    statuses();
    codes();
    lacking();
    taxes();
    required();
  }

  private Optional<ColumnValues> column(Field field) {
    return fields.column(field).flatMap(table::column);
  }

  private void discounts() {
    fields
        .column(Field.DISCOUNT)
        .filter(column -> !fields.amounts().discountForm().isEmpty())
        .ifPresent(
            column ->
                questions.add(
                    column
                        + " is taken for a share of its line, which is taken off; if it is money, discounts"
                        + " = \"either-sign\"; if prices have it off already, leave it out"));
    fields
        .amounts()
        .leftDiscount()
        .ifPresent(
            column ->
                questions.add(
                    column
                        + " is not taken off: if it is of the line, name it as columns.discount, if it is"
                        + " of the whole order, as columns.order-discount"));
  }

  private boolean cents(Dialect dialect) {
    List<ColumnValues> money =
        Stream.of(
                Field.UNIT_PRICE,
                Field.AMOUNT,
                Field.ORDER_AMOUNT,
                Field.DISCOUNT,
                Field.UNIT_COST,
                Field.REFUNDED_AMOUNT)
            .flatMap(field -> column(field).stream())
            .toList();
    boolean ofPrograms =
        dialect.format().isNested() && patterns.stream().anyMatch(it -> it.startsWith("epoch"));
    Optional<ColumnValues> cents = MinorUnits.of(money, fields.numbers(), ofPrograms);
    cents.ifPresent(
        column ->
            questions.add(
                "money such as "
                    + column.name()
                    + " is taken for cents; if it is not, numbers.minor-units = false"));
    if (cents.isEmpty()) {
      MinorUnits.named(money).stream()
          .findFirst()
          .ifPresent(
              column ->
                  questions.add(
                      column.name()
                          + " is called cents, but not all money is in whole numbers: all that is"
                          + " mapped must be in one unit (numbers.minor-units)"));
    }
    return cents.isPresent();
  }

  /** The forms of the column of times, and of those that stand in for it. */
  private List<TimeForm> times() {
    Optional<ColumnValues> time = column(Field.TIME);
    if (time.isEmpty()) {
      return List.of();
    }
    List<TimeForm> forms = new ArrayList<>();
    forms.add(fields.times().get(time.get().name()));
    if (!time.get().isFull()) {
      List<List<String>> others = new ArrayList<>();
      others.add(List.of(time.get().name()));
      fields
          .times()
          .forEach(
              (name, form) -> {
                if (!name.equals(time.get().name()) && fills(name, time.get().name())) {
                  others.add(List.of(name));
                  forms.add(form);
                }
              });
      columns.put(Field.TIME, others);
    }
    return forms;
  }

  /** Whether a column has a value in every row where the other has none. */
  private boolean fills(String column, String other) {
    for (int row = 0; row < table.rows(); row++) {
      if (table.value(other, row).isEmpty() && table.value(column, row).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private void customers() {
    column(Field.CUSTOMER_ID)
        .map(ids -> new CustomerGuess(table, ids))
        .ifPresent(
            guess -> {
              if (guess.areNumbers()) {
                remove.put("customer-id", "\\.0$");
              }
              guess
                  .mail()
                  .ifPresent(mail -> columns.put(Field.CUSTOMER_ID, List.of(List.of(mail))));
              questions.addAll(guess.questions());
            });
  }

  private void fillDown() {
    Optional<String> order = fields.column(Field.ORDER_ID);
    if (order.isEmpty()) {
      return;
    }
    List<String> candidates = new ArrayList<>();
    for (Field field :
        List.of(
            Field.TIME,
            Field.CUSTOMER_ID,
            Field.ORDER_AMOUNT,
            Field.CURRENCY,
            Field.CHANNEL,
            Field.COUNTRY)) {
      columns.getOrDefault(field, List.of()).forEach(candidates::addAll);
    }
    fields.words(FieldNames.STATUS).ifPresent(column -> candidates.add(column.name()));
    fillDown.addAll(FillDownGuess.of(table, order.get(), candidates));
  }

  private void orders() {
    Optional<String> order = fields.column(Field.ORDER_ID);
    Optional<String> time = fields.column(Field.TIME);
    if (order.isEmpty() || time.isEmpty() || columns.containsKey(Field.LINE_ID)) {
      return;
    }
    Optional<TimeForm> form = Optional.ofNullable(fields.times().get(time.get()));
    String customer = columns.getOrDefault(Field.CUSTOMER_ID, List.of(List.of(""))).get(0).get(0);
    OrderIdGuess guess =
        new OrderIdGuess(
            table,
            order.get(),
            row -> day(form, table.value(time.get(), row)),
            row -> {
              String id = table.value(customer, row).toLowerCase(Locale.ROOT);
              return CustomerGuess.isNobody(id) ? "" : id;
            },
            this::isSale);
    List<String> others = new ArrayList<>();
    fields.column(Field.CHANNEL).ifPresent(others::add);
    if (form.isPresent() && !form.get().hasTime()) {
      others.add(time.get());
    }
    guess
        .before(others)
        .ifPresent(
            other -> {
              columns.put(Field.ORDER_ID, List.of(List.of(other, order.get())));
              questions.add(
                  "numbers of orders come again on other days or by other customers: an order is "
                      + other
                      + " and "
                      + order.get());
            });
  }

  private static Optional<LocalDate> day(Optional<TimeForm> form, String text) {
    return text.isEmpty()
        ? Optional.empty()
        : form.flatMap(times -> times.read(text)).map(LocalDateTime::toLocalDate);
  }

  private boolean isSale(int row) {
    for (Field field : List.of(Field.QUANTITY, Field.UNIT_PRICE, Field.AMOUNT)) {
      Optional<ColumnValues> column = column(field);
      if (column.isPresent()
          && fields
              .numbers()
              .read(column.get().values().get(row))
              .map(value -> value.signum() <= 0)
              .orElse(false)) {
        return false;
      }
    }
    return true;
  }

  /** Credit notes are told by the kind of the document, whatever their sign. */
  private void kinds() {
    Optional<ColumnValues> kind = fields.words(FieldNames.KIND);
    if (kind.isEmpty()) {
      return;
    }
    List<String> back =
        kind.get().distinct().stream().filter(word -> BACK.matcher(word).matches()).toList();
    if (!back.isEmpty() && back.size() < kind.get().distinct().size()) {
      returnsColumn = Optional.of(kind.get().name());
      returnWords = back;
    }
  }

  private void statuses() {
    Optional<ColumnValues> column = fields.words(FieldNames.STATUS);
    if (column.isEmpty()) {
      return;
    }
    String name = column.get().name();
    StatusWords words = StatusWords.of(column.get().distinct());
    if (!words.areStatuses()) {
      questions.add(
          "the words of "
              + name
              + " could not be told: "
              + String.join(", ", column.get().distinct().stream().limit(5).toList())
              + "; see status in conf/source-reference.conf");
      return;
    }
    if (!words.unknown().isEmpty()) {
      questions.add(
          "of "
              + name
              + ", these words count, for want of a better guess: "
              + String.join(", ", words.unknown()));
    }
    if (!words.parts().isEmpty() && !columns.containsKey(Field.REFUNDED_AMOUNT)) {
      questions.add(
          "of "
              + name
              + ", these words count whole, though a part went back: "
              + String.join(", ", words.parts())
              + "; name the money as columns.refunded-amount, if a column has it");
    }
    statusColumn = Optional.of(name);
    status = Optional.of(words);
  }

  /** Whether each row has a status, so that one without may be refused. */
  private boolean statusIsFull() {
    return statusColumn
        .flatMap(table::column)
        .map(column -> column.isFull() || fillDown.contains(column.name()))
        .orElse(false);
  }

  private void codes() {
    Optional<ColumnValues> code = column(Field.PRODUCT_CODE);
    Optional<ColumnValues> money = column(Field.UNIT_PRICE).or(() -> column(Field.AMOUNT));
    if (code.isEmpty() || money.isEmpty()) {
      return;
    }
    for (String value : code.get().distinct()) {
      if (POSTAGE.matcher(value).matches()) {
        noProducts.add(value);
      } else if (VOUCHER.matcher(value).matches()
          && columns.containsKey(Field.ORDER_ID)
          && isBelowZero(value, code.get(), money.get())) {
        vouchers.add(value);
      }
    }
  }

  private boolean isBelowZero(String code, ColumnValues codes, ColumnValues money) {
    for (int row = 0; row < table.rows(); row++) {
      if (codes.values().get(row).equals(code)
          && fields
              .numbers()
              .read(money.values().get(row))
              .map(value -> value.signum() < 0)
              .orElse(false)) {
        return true;
      }
    }
    return false;
  }

  /** Files that lack a column are read without it. */
  private void lacking() {
    columns.forEach(
        (field, alternatives) -> {
          if (alternatives.size() == 1) {
            alternatives.get(0).stream()
                .filter(table.lacking()::containsKey)
                .forEach(optional::add);
          }
        });
  }

  private void taxes() {
    for (Field field : List.of(Field.UNIT_PRICE, Field.AMOUNT, Field.ORDER_AMOUNT)) {
      fields
          .column(field)
          .ifPresent(
              taken ->
                  TaxWords.twin(taken, List.copyOf(table.columns().values()))
                      .ifPresent(
                          other ->
                              questions.add(
                                  taken
                                      + " is taken; "
                                      + other
                                      + " is the same with or without tax")));
    }
  }

  private void required() {
    if (!columns.containsKey(Field.CUSTOMER_ID)) {
      questions.add("no column looks like a customer: name it as columns.customer-id");
    }
    if (!columns.containsKey(Field.TIME)) {
      questions.add("no column looks like a time: name it as columns.time");
    }
    if (Stream.of(Field.UNIT_PRICE, Field.AMOUNT, Field.ORDER_AMOUNT)
        .noneMatch(columns::containsKey)) {
      questions.add("no column looks like money: only dates are known by this mapping");
    }
    if (columns.containsKey(Field.UNIT_PRICE) && !columns.containsKey(Field.QUANTITY)) {
      questions.add("no column looks like pieces: 1 is taken");
    }
    if (zone.because().isEmpty()) {
      questions.add("nothing says in which zone the shop is: put it at zone");
    }
    if (currency.because().isEmpty()) {
      questions.add("nothing says which currency amounts are in: put it at currency");
    }
  }

  /** What nobody but the shop can know, and what was guessed. */
  List<String> questions() {
    return List.copyOf(questions);
  }

  boolean isUsable() {
    return columns.containsKey(Field.TIME) && columns.containsKey(Field.CUSTOMER_ID);
  }

  /** The fields that columns are read as, by column. */
  Map<String, String> uses() {
    Map<String, String> uses = new LinkedHashMap<>();
    columns.forEach(
        (field, alternatives) ->
            alternatives.stream()
                .flatMap(List::stream)
                .forEach(column -> uses.merge(column, field.key(), (a, b) -> a + ", " + b)));
    statusColumn.ifPresent(column -> uses.putIfAbsent(column, "status"));
    returnsColumn.ifPresent(column -> uses.putIfAbsent(column, "returns"));
    return uses;
  }

  /** The mapping, with a word on each thing that a person may want to change. */
  String text(String name, FilePattern files, Dialect dialect) {
    Hocon text = new Hocon();
    text.comment(
        "Proposed by `churnlake inspect`. Look at what is marked CHECK, and compare the totals with yours.");
    questions.forEach(question -> text.comment("CHECK: " + question + "."));
    text.open("source");
    text.value("name", name);
    files.writeTo(text);
    format(text, dialect);
    text.comment(
        zone.because().isEmpty()
            ? "CHECK: the shop's zone."
            : "Because of " + zone.because() + ".");
    text.value("zone", zone.zone());
    text.comment(
        currency.because().isEmpty()
            ? "CHECK: the shop's currency."
            : "Because of " + currency.because() + ".");
    text.value("currency", currency.code());
    times(text);
    if (!fillDown.isEmpty()) {
      text.comment("Only the first row of an order has these.");
      text.list("fill-down", List.copyOf(fillDown));
    }
    if (!optional.isEmpty()) {
      text.comment("Some files do not have these.");
      text.list("optional", optional);
    }
    text.open("columns");
    for (Field field : Field.values()) {
      List<List<String>> column = columns.get(field);
      if (column != null) {
        text.column(field.key(), column);
      }
    }
    text.close();
    remove.forEach((field, regex) -> text.value("remove." + field, regex));
    rules(text);
    text.close();
    return text.toString();
  }

  private void format(Hocon text, Dialect dialect) {
    if (dialect.format() != Format.CSV) {
      text.value("format", dialect.format().name().toLowerCase(Locale.ROOT));
    }
    if (!dialect.items().isEmpty()) {
      text.comment("The lines of an order are this array in its object.");
      text.value("items", dialect.items());
    }
    if (!dialect.encoding().equals("UTF-8")) {
      text.value("encoding", dialect.encoding());
    }
    if (!dialect.header() && !dialect.format().isNested()) {
      text.comment("Columns have no names: they go by position.");
      text.raw("header", "false");
    }
    if (dialect.format() == Format.CSV && !dialect.delimiter().equals(",")) {
      text.value("delimiter", dialect.delimiter());
    }
    if (dialect.format() == Format.CSV && dialect.quote() == Dialect.NO_QUOTE) {
      text.comment("Quotes are characters like others: this stands for none.");
      text.value("quote", String.valueOf(Dialect.NO_QUOTE));
    }
    NumberForm numbers = fields.numbers();
    if (!numbers.decimal().equals(".") || !numbers.grouping().isEmpty()) {
      text.value("numbers.decimal", numbers.decimal());
      text.value("numbers.grouping", numbers.grouping());
    }
    if (minorUnits) {
      text.raw("numbers.minor-units", "true");
    }
  }

  private void times(Hocon text) {
    if (!patterns.isEmpty()) {
      text.list("time.patterns", patterns);
    }
    if (!timeZone.isEmpty()) {
      text.value("time.zone", timeZone);
    }
    if (!language.isEmpty()) {
      text.value("time.language", language);
    }
  }

  private void rules(Hocon text) {
    if (!fields.amounts().discountForm().isEmpty()) {
      text.comment(
          fields.amounts().discountForm().equals("share")
              ? "0.1, or 10 %."
              : "Hundredths: 10, or 10 %.");
      text.value("discounts", fields.amounts().discountForm());
    }
    returnsColumn.ifPresent(
        column -> {
          text.comment("Documents that take back, whatever their sign.");
          text.open("returns");
          text.value("column", column);
          text.value("pattern", whole(returnWords));
          text.close();
        });
    if (status.isPresent()) {
      statuses(text, statusColumn.orElseThrow(), status.get());
    }
    if (!vouchers.isEmpty()) {
      text.comment("Below zero, they are taken off the lines of their order.");
      text.list("vouchers", new ArrayList<>(new TreeSet<>(vouchers)));
    }
    if (!noProducts.isEmpty()) {
      text.comment("No products: they do not count as purchases.");
      text.list("no-product-codes", new ArrayList<>(new TreeSet<>(noProducts)));
    }
  }

  private void statuses(Hocon text, String column, StatusWords words) {
    List<String> others =
        Stream.of(words.pending(), words.cancelled(), words.refunded())
            .flatMap(List::stream)
            .toList();
    List<String> counting =
        Stream.concat(words.counting().stream(), words.unknown().stream()).toList();
    if (statusIsFull() && !counting.isEmpty()) {
      text.comment(
          "What each word means; a line with another word is rejected, so that it is seen.");
      text.open("status");
      text.value("column", column);
      text.list("counting", counting);
      text.list("pending", words.pending());
      text.list("cancelled", words.cancelled());
      text.list("refunded", words.refunded());
      text.close();
    } else if (!others.isEmpty()) {
      text.open("cancelled");
      text.value("column", column);
      text.value("pattern", whole(others));
      text.close();
    }
  }

  private static String whole(List<String> words) {
    return "^("
        + String.join(
            "|",
            words.stream()
                .map(word -> word.replaceAll("([\\\\.*+?()\\[\\]{}|^$])", "\\\\$1"))
                .toList())
        + ")$";
  }
}
