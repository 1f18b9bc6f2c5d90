package io.churnlake.orders;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.BronzeOrderHeaders;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.BronzeRejected;
import io.churnlake.table.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Lines get what stands in the headers of their orders. */
public final class OrderHeaders {
  /** What every header has. */
  private static final List<String> ALWAYS =
      List.of(
          LineParsing.CUSTOMER_ID,
          BronzeOrderLines.CUSTOMER_KEY,
          BronzeOrderLines.ORDERED_AT,
          BronzeOrderLines.ORDER_DATE);

  /** Why a line waits for the header of its order. */
  public static final String MISSING = BronzeRejected.HEADER_MISSING;

  private static final String HEADER = "header";
  private static final String HEADER_ORDER = "header_order";

  private static final String DIFFERS = "differs";
  private static final String TOTAL = "total";
  private static final Column[] PLACE = {
    col(BronzeOrderLines.FILE), col(BronzeOrderLines.ORDER_ID)
  };

  private OrderHeaders() {}

  /**
   * Completes lines by their headers: those of this load, else those of earlier ones. A line
   * without any is rejected.
   *
   * @param lines as of {@link LineParsing#judged}, of files without customers and times
   * @param delivered headers of this load, judged and with customer_key
   * @param earlier rows of bronze.order_headers that hold beside them
   * @param ofHeaders how the headers were read
   * @return the lines' columns and customer_key
   */
  public static Dataset<Row> joined(
      Dataset<Row> lines, Dataset<Row> delivered, Dataset<Row> earlier, LineRules ofHeaders) {
    List<String> taken = taken(ofHeaders);
    Dataset<Row> headers = latest(delivered, earlier, taken);
    Column isMissing = col(HEADER).isNull();
    Dataset<Row> joined =
        lines.join(
            headers, lines.col(BronzeOrderLines.ORDER_ID).equalTo(col(HEADER_ORDER)), "left");
    Column reasons =
        when(
                isMissing.and(col(BronzeOrderLines.ORDER_ID).isNotNull()),
                concat(col(LineParsing.REASONS), array(lit(MISSING))))
            .otherwise(col(LineParsing.REASONS));
    List<Column> columns = new ArrayList<>();
    for (String name : lines.columns()) {
      if (name.equals(LineParsing.REASONS)) {
        columns.add(reasons.as(name));
      } else {
        columns.add(taken.contains(name) ? col(HEADER).getField(name).as(name) : col(name));
      }
    }
    columns.add(
        col(HEADER).getField(BronzeOrderLines.CUSTOMER_KEY).as(BronzeOrderLines.CUSTOMER_KEY));
    return joined
        .select(columns.toArray(Column[]::new))
        .withColumn(
            BronzeOrderLines.CANCELLED, coalesce(col(BronzeOrderLines.CANCELLED), lit(false)));
  }

  /**
   * The rejected lines that wait for the header of their order.
   *
   * @param rejected rows of bronze.rejected
   * @return file and order_id
   */
  public static Dataset<Row> waiting(Dataset<Row> rejected) {
    return rejected.filter(array_contains(col(BronzeRejected.REASONS), MISSING)).select(PLACE);
  }

  /**
   * The waiting lines whose header is there.
   *
   * @param waiting as {@link #waiting} gives them; an older lake does not say of which order they
   *     are, so any header may be theirs
   * @param delivered headers of this load, judged
   * @param earlier rows of bronze.order_headers that hold beside them
   * @return file and order_id
   */
  public static Dataset<Row> ready(
      Dataset<Row> waiting, Dataset<Row> delivered, Dataset<Row> earlier) {
    String[] order = {BronzeRejected.ORDER_ID};
    Dataset<Row> sought = waiting.select(BronzeRejected.ORDER_ID).distinct();
    // Few lines wait, and there are as many headers as orders.
    Dataset<Row> known =
        good(delivered)
            .select(BronzeOrderHeaders.ORDER_ID)
            .union(earlier.select(BronzeOrderHeaders.ORDER_ID))
            .join(broadcast(sought), order, "left_semi")
            .distinct();
    return waiting
        .join(known, order, "left_semi")
        .select(PLACE)
        .union(waiting.filter(col(BronzeRejected.ORDER_ID).isNull()));
  }

  /**
   * The lines that were loaded with another header than their order has now.
   *
   * @param lines rows of bronze.order_lines
   * @param orders ids of the orders to look at: order_id
   * @param delivered headers of this load, as in {@link #joined}
   * @param earlier rows of bronze.order_headers that hold beside them
   * @param ofHeaders how the headers were read
   * @return file and order_id, each pair once
   */
  public static Dataset<Row> outdated(
      Dataset<Row> lines,
      Dataset<Row> orders,
      Dataset<Row> delivered,
      Dataset<Row> earlier,
      LineRules ofHeaders) {
    String[] order = {BronzeOrderLines.ORDER_ID};
    List<String> taken = taken(ofHeaders);
    Dataset<Row> headers = latest(delivered, earlier.join(orders, order, "left_semi"), taken);
    Column differs = col(HEADER).isNull();
    for (String name : taken) {
      if (BronzeOrderLines.TABLE.columnNames().contains(name)) {
        differs = differs.or(not(col(name).eqNullSafe(col(HEADER).getField(name))));
      }
    }
    Column outdated = col(DIFFERS);
    Column total = lit(null).cast(Types.MONEY);
    if (ofHeaders.has(LineParsing.ORDER_AMOUNT)) {
      // The lines of an order in a file share its total.
      total = col(HEADER).getField(LineParsing.ORDER_AMOUNT);
      outdated = outdated.or(not(col(TOTAL).eqNullSafe(col(BronzeOrderLines.AMOUNT))));
    }
    return lines
        .join(orders, order, "left_semi")
        .join(headers, col(BronzeOrderLines.ORDER_ID).equalTo(col(HEADER_ORDER)), "left")
        .groupBy(PLACE)
        .agg(
            max(differs).as(DIFFERS),
            max(total).as(TOTAL),
            sum(BronzeOrderLines.AMOUNT).as(BronzeOrderLines.AMOUNT))
        .filter(outdated)
        .select(PLACE);
  }

  private static List<String> taken(LineRules ofHeaders) {
    List<String> taken = new ArrayList<>(ALWAYS);
    Stream.of(
            LineParsing.ORDER_AMOUNT,
            BronzeOrderLines.CURRENCY,
            BronzeOrderLines.CHANNEL,
            BronzeOrderLines.COUNTRY,
            BronzeOrderLines.REFERS_TO_ORDER)
        .filter(ofHeaders::has)
        .forEach(taken::add);
    if (ofHeaders.has(LineParsing.CANCELLED_BY)) {
      taken.add(BronzeOrderLines.CANCELLED);
    }
    return taken;
  }

  /** Whether nothing but the header of its order keeps a line from being loaded. */
  public static Column onlyWaits() {
    return col(LineParsing.REASONS).equalTo(array(lit(MISSING)));
  }

  /** The rows, of headers or lines, that could be read. */
  public static Dataset<Row> good(Dataset<Row> judged) {
    return judged.filter(size(col(LineParsing.REASONS)).equalTo(0));
  }

  /** One header an order: of the last load, then of the last file and place in it. */
  private static Dataset<Row> latest(
      Dataset<Row> delivered, Dataset<Row> earlier, List<String> taken) {
    Dataset<Row> ofThisLoad =
        good(delivered).withColumn(BronzeOrderHeaders.LOAD_ID, lit(Long.MAX_VALUE));
    Dataset<Row> ofOthers =
        earlier.withColumn(LineParsing.CUSTOMER_ID, lit(null).cast(Types.STRING));
    Column[] columns =
        Stream.concat(
                Stream.of(
                    BronzeOrderHeaders.ORDER_ID,
                    BronzeOrderHeaders.LOAD_ID,
                    BronzeOrderHeaders.FILE,
                    BronzeOrderHeaders.POSITION),
                taken.stream())
            .map(name -> col(name))
            .toArray(Column[]::new);
    Column all = struct(taken.stream().map(name -> col(name)).toArray(Column[]::new));
    Column order =
        struct(
            col(BronzeOrderHeaders.LOAD_ID),
            col(BronzeOrderHeaders.FILE),
            col(BronzeOrderHeaders.POSITION));
    return ofThisLoad
        .select(columns)
        .unionByName(ofOthers.select(columns))
        .groupBy(col(BronzeOrderHeaders.ORDER_ID).as(HEADER_ORDER))
        .agg(max_by(all, order).as(HEADER));
  }
}
