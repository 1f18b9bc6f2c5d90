package io.churnlake.inputs;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.churnlake.inputs.InputField.Kind;
import io.churnlake.inputs.InputField.Presence;
import io.churnlake.parse.Times;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.RejectedInputs;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Delivered text becomes typed rows; what cannot be used is marked with every reason. */
public final class InputParsing {
  /** Over how many lines of its file a row goes. */
  public static final String LINES = "file_lines";

  private static final String FIELDS = "fields";
  private static final String PROBLEM = "problem";
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2200, 12, 31);
  private static final Object[] YES = {"yes", "y", "true", "t", "1"};
  private static final Object[] NO = {"no", "n", "false", "f", "0"};

  private InputParsing() {}

  /**
   * Types the records and judges them.
   *
   * @param records file, position, raw, fields (array of text), problem, file_lines
   * @return file, position, file_lines, reasons (empty if the row is good), raw (NULL if it is
   *     good), and the columns of the input's table as far as its fields give them; in place of a
   *     customer's key the id as mapped, under {@link #idColumn}
   */
  public static Dataset<Row> judged(Dataset<Row> records, InputSpec spec, InputRules rules) {
    List<InputField> fields = fields(spec, rules);
    List<Column> texts = new ArrayList<>(places());
    texts.add(col(PROBLEM));
    fields.stream()
        .map(InputField::key)
        .distinct()
        .forEach(key -> texts.add(text(rules, key).as(textColumn(key))));
    List<Column> typed = new ArrayList<>(places());
    typed.add(col(PROBLEM));
    fields.stream().map(InputField::key).distinct().forEach(key -> typed.add(col(textColumn(key))));
    fields.forEach(field -> typed.add(value(field, rules).as(valueColumn(field))));
    List<Column> judged = new ArrayList<>(places());
    judged.add(reasons(fields, spec).as(RejectedInputs.REASONS));
    spec.fields().forEach(field -> judged.add(col(valueColumn(field))));
    if (spec.hasAttributes()) {
      judged.add(attributes(rules).as(CustomerAttributes.ATTRIBUTES));
    }
    return records
        .select(texts.toArray(Column[]::new))
        .select(typed.toArray(Column[]::new))
        .select(judged.toArray(Column[]::new))
        .withColumn(
            RejectedInputs.RAW,
            when(size(col(RejectedInputs.REASONS)).gt(0), col(RejectedInputs.RAW)));
  }

  /** Where {@link #judged} leaves the raw id that is to be hashed into a column. */
  public static String idColumn(String column) {
    return "id behind " + column;
  }

  private static List<Column> places() {
    return List.of(
        col(RejectedInputs.FILE),
        col(RejectedInputs.POSITION),
        col(RejectedInputs.RAW),
        col(LINES));
  }

  private static List<InputField> fields(InputSpec spec, InputRules rules) {
    return Stream.concat(
            spec.fields().stream(), rules.attributes().stream().map(InputField::attribute))
        .toList();
  }

  /** Those that the row has, by name. */
  private static Column attributes(InputRules rules) {
    Column[] pairs =
        rules.attributes().stream()
            .flatMap(name -> Stream.of(lit(name), col(valueColumn(InputField.attribute(name)))))
            .toArray(Column[]::new);
    Column all = pairs.length == 0 ? map().cast(Types.mapOf(Types.STRING)) : map(pairs);
    return map_filter(all, (name, text) -> text.isNotNull());
  }

  private static String textColumn(String key) {
    return "text of " + key;
  }

  private static String valueColumn(InputField field) {
    return field.kind() == Kind.CUSTOMER ? idColumn(field.column()) : field.column();
  }

  /** The field's text, cleaned; NULL where it is empty or not mapped. */
  private static Column text(InputRules rules, String key) {
    Integer position = rules.positions().get(key);
    if (position == null) {
      return lit(null).cast(Types.STRING);
    }
    Column value = trim(col(FIELDS).getItem(position));
    String removed = rules.remove().getOrDefault(key, "");
    if (!removed.isEmpty()) {
      value = trim(regexp_replace(value, removed, ""));
    }
    return nullif(value, lit(""));
  }

  // ---- values ----------------------------------------------------------------------------------

  private static Column value(InputField field, InputRules rules) {
    Column text = col(textColumn(field.key()));
    return switch (field.kind()) {
      case CUSTOMER -> rules.customers().read(text);
      case TEXT -> text;
      case DATE -> first(rules, pattern -> date(text, pattern, rules));
      case TIME -> first(rules, pattern -> utc(text, pattern, rules));
      case MONEY, COST -> text.try_cast(Types.MONEY);
      case WHOLE -> whole(text, field);
      case CHOICE -> choice(text, field);
      case FLAG -> when(lower(text).isin(YES), lit(true)).when(lower(text).isin(NO), lit(false));
    };
  }

  /** Programs like to write whole numbers as 9.0. */
  private static Column whole(Column text, InputField field) {
    Column number = text.try_cast(Types.MONEY);
    return when(
        number.equalTo(floor(number)).and(number.between(field.least(), field.most())),
        number.try_cast(Types.INT));
  }

  private static Column choice(Column text, InputField field) {
    Column word = regexp_replace(lower(text), "[- ]", "_");
    return when(word.isin(field.choices().toArray()), word);
  }

  /** The value of the first pattern that reads the text. */
  private static Column first(InputRules rules, java.util.function.Function<String, Column> value) {
    return coalesce(rules.datePatterns().stream().map(value).toArray(Column[]::new));
  }

  private static Column utc(Column text, String pattern, InputRules rules) {
    return Times.utc(Times.written(text, pattern), pattern, rules.timeZone(), rules.shopZone());
  }

  private static Column date(Column text, String pattern, InputRules rules) {
    Column written = Times.written(text, pattern);
    return Times.shopDate(written, pattern, rules.timeZone(), rules.shopZone());
  }

  // ---- reasons ---------------------------------------------------------------------------------

  private static Column reasons(List<InputField> fields, InputSpec spec) {
    List<Column> reasons = new ArrayList<>();
    reasons.add(col(PROBLEM));
    reasons.add(reason(col(RejectedInputs.RAW).contains("\uFFFD"), "invalid_characters"));
    fields.forEach(field -> addReasons(field, reasons));
    spec.rules().forEach((name, broken) -> reasons.add(reason(broken, name)));
    return array_compact(array(reasons.toArray(Column[]::new)));
  }

  private static void addReasons(InputField field, List<Column> reasons) {
    Column text = col(textColumn(field.key()));
    Column value = col(valueColumn(field));
    String prefix = field.reasonPrefix();
    if (field.presence() == Presence.REQUIRED) {
      Column given = field.kind() == Kind.CUSTOMER ? value : text;
      reasons.add(reason(given.isNull(), prefix + "_missing"));
    }
    Column unread = text.isNotNull().and(value.isNull());
    switch (field.kind()) {
      case CUSTOMER -> {}
      case TEXT -> reasons.add(reason(length(text).gt(field.most()), prefix + "_too_long"));
      case CHOICE -> reasons.add(reason(unread, prefix + "_unknown"));
      case WHOLE -> {
        Column number = text.try_cast(Types.MONEY);
        Column outside = number.lt(field.least()).or(number.gt(field.most()));
        reasons.add(
            when(
                unread, when(outside, prefix + "_out_of_range").otherwise(prefix + "_unreadable")));
      }
      case COST -> {
        reasons.add(reason(unread, prefix + "_unreadable"));
        reasons.add(reason(value.lt(0), prefix + "_negative"));
      }
      case DATE -> {
        reasons.add(reason(unread, prefix + "_unreadable"));
        reasons.add(
            reason(value.lt(lit(EARLIEST)).or(value.gt(lit(LATEST))), prefix + "_out_of_range"));
      }
      // A time also gives a date, which is judged.
      case TIME -> {}
      case MONEY, FLAG -> reasons.add(reason(unread, prefix + "_unreadable"));
    }
  }

  private static Column reason(Column broken, String name) {
    return when(broken, lit(name));
  }
}
