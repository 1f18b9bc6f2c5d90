package io.churnlake.inspect;

import io.churnlake.config.SourceMapping;
import io.churnlake.config.SourceMapping.Field;
import io.churnlake.ingest.SourceColumns;
import io.churnlake.lake.FileRecord;
import io.churnlake.orders.CurrencySigns;
import io.churnlake.parse.IdRules;
import io.churnlake.parse.TimeTexts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Records of a file become lines by a mapping, as {@code LineParsing} makes them of all records,
 * with the same reasons for those that would be rejected.
 */
final class LineReader {
  private static final Set<String> CODES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toSet());

  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2199;

  /** Behind the point, as tables have money. */
  private static final int DIGITS = 4;

  private final SourceMapping source;
  private final Map<String, Integer> wanted;
  private final Map<Field, Pattern> remove = new EnumMap<>(Field.class);
  private final Map<String, String> signs;
  private final IdRules customers;
  private final TimeTexts times;
  private final MoneyTexts money;
  private final @Nullable Pattern cancelled;
  private final @Nullable Pattern counting;
  private final @Nullable Pattern returned;

  LineReader(SourceMapping source) {
    this.source = source;
    this.wanted = SourceColumns.wanted(source);
    source.remove().forEach((field, regex) -> remove.put(field, Pattern.compile(regex)));
    this.signs = CurrencySigns.codes(source.currency());
    this.customers =
        new IdRules(
            source.remove().getOrDefault(Field.CUSTOMER_ID, ""),
            source.nobody(),
            source.foldsMail());
    this.times = new TimeTexts(source.timePatterns(), source.timeZone(), source.zone());
    this.money = new MoneyTexts(source.numbers());
    this.cancelled = compiled(source.cancelledPattern());
    this.counting = compiled(source.rows().counting());
    this.returned = compiled(source.rows().returnsPattern());
  }

  private static @Nullable Pattern compiled(String regex) {
    return regex.isEmpty() ? null : Pattern.compile(regex);
  }

  /** The columns that records are asked for, in the order of their fields. */
  List<String> columns() {
    return List.copyOf(wanted.keySet());
  }

  ReadLine read(FileRecord record, String file) {
    List<String> reasons = new ArrayList<>();
    String status = column(record, source.cancelledColumn());
    boolean takesBack = found(returned, column(record, source.rows().returnsColumn()));
    boolean isCancelled = found(cancelled, status) || takesBack;
    String back = text(record, Field.REFUNDED_AMOUNT);
    boolean moneyBack = !back.isEmpty();
    String currency = currency(text(record, Field.CURRENCY));
    LocalDateTime time = times.read(text(record, Field.TIME)).orElse(null);
    addTimeReasons(reasons, time);
    String order = text(record, Field.ORDER_ID);
    if (source.has(Field.ORDER_ID) && order.isEmpty()) {
      reasons.add("order_id_missing");
    }
    BigDecimal pieces = pieces(record, takesBack, isCancelled, moneyBack).orElse(null);
    if (pieces == null) {
      reasons.add("quantity_unreadable");
      pieces = BigDecimal.ZERO;
    }
    boolean mayBeEmpty = isCancelled || pieces.signum() == 0;
    BigDecimal price =
        moneyBack
            ? null
            : amount(record, Field.UNIT_PRICE, currency, mayBeEmpty, reasons)
                .map(value -> takesBack ? value.abs() : value)
                .orElse(null);
    BigDecimal discount = discount(record, currency, reasons);
    BigDecimal orderAmount =
        moneyBack
            ? null
            : amount(record, Field.ORDER_AMOUNT, currency, isCancelled, reasons).orElse(null);
    BigDecimal orderDiscount =
        optional(record, Field.ORDER_DISCOUNT, currency, reasons).orElse(BigDecimal.ZERO).abs();
    BigDecimal beside = moneyBack ? BigDecimal.ZERO : beside(record, currency, reasons);
    orderAmount = orderAmount == null ? null : orderAmount.add(beside);
    BigDecimal amount = null;
    if (moneyBack) {
      BigDecimal given =
          optional(record, Field.REFUNDED_AMOUNT, currency, reasons).orElse(BigDecimal.ZERO);
      amount = isCancelled ? BigDecimal.ZERO : given.abs().negate();
    } else if (source.has(Field.AMOUNT)) {
      BigDecimal total =
          amount(record, Field.AMOUNT, currency, mayBeEmpty, reasons).orElse(BigDecimal.ZERO);
      amount =
          less(takesBack ? total.abs().negate() : total, discount)
              .add(takesBack && total.signum() > 0 ? beside.negate() : beside);
    } else if (source.has(Field.UNIT_PRICE) && !source.has(Field.ORDER_AMOUNT)) {
      BigDecimal each = price == null ? BigDecimal.ZERO : price;
      amount =
          less(pieces.multiply(each), discount)
              .add(takesBack && writtenAbove(record) ? beside.negate() : beside);
    }
    if (source.has(Field.CURRENCY) && !CODES.contains(currency)) {
      reasons.add("currency_unknown");
    }
    if (counting != null && !found(counting, status) && !isCancelled) {
      reasons.add("status_unknown");
    }
    String code = text(record, Field.PRODUCT_CODE);
    String problem = record.problem();
    return new ReadLine(
        file,
        record.line(),
        time,
        customers.read(column(record, source.column(Field.CUSTOMER_ID))).orElse(""),
        order,
        moneyBack ? "refund" : text(record, Field.LINE_ID),
        code,
        code.isEmpty() ? text(record, Field.PRODUCT_NAME) : code,
        pieces,
        price,
        amount,
        orderAmount,
        orderDiscount,
        currency,
        isCancelled,
        takesBack,
        moneyBack,
        status,
        // A row without its fields lacks all that they hold; the cause says it.
        problem == null ? List.copyOf(reasons) : List.of(problem));
  }

  private static void addTimeReasons(List<String> reasons, @Nullable LocalDateTime time) {
    if (time == null) {
      reasons.add("time_unreadable");
    } else if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
      reasons.add("time_out_of_range");
    }
  }

  private String column(FileRecord record, String name) {
    Integer index = wanted.get(name);
    return index == null ? "" : record.fields().get(index);
  }

  private String text(FileRecord record, Field field) {
    String value = column(record, source.column(field));
    Pattern removed = remove.get(field);
    return removed == null ? value : removed.matcher(value).replaceAll("").strip();
  }

  private static boolean found(@Nullable Pattern pattern, String text) {
    return pattern != null && !text.isEmpty() && pattern.matcher(text).find();
  }

  /** An empty currency is the shop's own, and a sign is the code that it stands for. */
  private String currency(String text) {
    if (text.isEmpty()) {
      return source.currency();
    }
    return signs.getOrDefault(text, text.toUpperCase(Locale.ROOT));
  }

  private Optional<BigDecimal> pieces(
      FileRecord record, boolean takesBack, boolean isCancelled, boolean moneyBack) {
    if (moneyBack) {
      return Optional.of(BigDecimal.ZERO);
    }
    String text = text(record, Field.QUANTITY);
    Optional<BigDecimal> read;
    if (!source.has(Field.QUANTITY)) {
      read = Optional.of(BigDecimal.ONE);
    } else if (text.isEmpty() && isCancelled) {
      read = Optional.of(BigDecimal.ZERO);
    } else {
      read = money.read(text, null);
    }
    return read.map(value -> takesBack ? value.abs().negate() : value);
  }

  /** Money that a line must have, if the mapping names it. */
  private Optional<BigDecimal> amount(
      FileRecord record, Field field, String currency, boolean mayBeEmpty, List<String> reasons) {
    if (!source.has(field)) {
      return Optional.empty();
    }
    String text = text(record, field);
    if (text.isEmpty() && mayBeEmpty) {
      return Optional.of(BigDecimal.ZERO);
    }
    Optional<BigDecimal> read = money.read(text, currency).map(value -> units(value, currency));
    if (read.isEmpty()) {
      reasons.add(field.key().replace('-', '_') + "_unreadable");
    }
    return read;
  }

  /** Money that a line may have. */
  private Optional<BigDecimal> optional(
      FileRecord record, Field field, String currency, List<String> reasons) {
    return text(record, field).isEmpty()
        ? Optional.empty()
        : amount(record, field, currency, false, reasons);
  }

  private BigDecimal discount(FileRecord record, String currency, List<String> reasons) {
    if (source.rows().wholeOfDiscounts() > 0) {
      return share(text(record, Field.DISCOUNT), reasons);
    }
    BigDecimal read = optional(record, Field.DISCOUNT, currency, reasons).orElse(BigDecimal.ZERO);
    return source.rows().discountsAsWritten() ? read : read.abs();
  }

  /** Of the line, between 0 and 1. */
  private BigDecimal share(String text, List<String> reasons) {
    int hundredths = text.endsWith("%") || source.rows().wholeOfDiscounts() > 1 ? 2 : 0;
    Optional<BigDecimal> read =
        text.isEmpty()
            ? Optional.of(BigDecimal.ZERO)
            : money
                .read(text.replaceAll("\\s*%$", ""), null)
                .map(n -> n.abs().setScale(DIGITS, RoundingMode.HALF_UP).movePointLeft(hundredths))
                .filter(n -> n.compareTo(BigDecimal.ONE) <= 0);
    if (read.isEmpty()) {
      reasons.add("discount_unreadable");
    }
    return read.orElse(BigDecimal.ZERO);
  }

  /** Whether pieces are written as if they were sold. */
  private boolean writtenAbove(FileRecord record) {
    return !source.has(Field.QUANTITY)
        || money.read(text(record, Field.QUANTITY), null).map(n -> n.signum() > 0).orElse(true);
  }

  /** What stands beside the amount, such as tax or shipping. */
  private BigDecimal beside(FileRecord record, String currency, List<String> reasons) {
    BigDecimal sum = BigDecimal.ZERO;
    boolean isRead = true;
    for (String column : source.rows().plus()) {
      Optional<BigDecimal> more = moneyIn(record, column, currency);
      isRead &= more.isPresent();
      sum = sum.add(more.orElse(BigDecimal.ZERO));
    }
    for (String column : source.rows().minus()) {
      Optional<BigDecimal> less = moneyIn(record, column, currency);
      isRead &= less.isPresent();
      sum = sum.subtract(less.orElse(BigDecimal.ZERO));
    }
    if (!isRead) {
      reasons.add("amount_beside_unreadable");
    }
    return sum;
  }

  private Optional<BigDecimal> moneyIn(FileRecord record, String column, String currency) {
    String text = column(record, column);
    return text.isEmpty()
        ? Optional.of(BigDecimal.ZERO)
        : money.read(text, currency).map(value -> units(value, currency));
  }

  /** A discount brings what is taken back nearer to nothing, too. */
  private BigDecimal less(BigDecimal amount, BigDecimal discount) {
    if (source.rows().wholeOfDiscounts() > 0) {
      return amount.subtract(amount.multiply(discount).setScale(DIGITS, RoundingMode.HALF_UP));
    }
    return amount.signum() < 0 && !source.rows().discountsAsWritten()
        ? amount.add(discount)
        : amount.subtract(discount);
  }

  private BigDecimal units(BigDecimal value, String currency) {
    if (!source.rows().minorUnits()) {
      return value;
    }
    int digits =
        CODES.contains(currency) ? Currency.getInstance(currency).getDefaultFractionDigits() : 2;
    return value.movePointLeft(Math.max(0, digits));
  }
}
