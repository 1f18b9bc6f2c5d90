package io.churnlake.customer;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.Customers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What divides customers into parts: attributes that are frozen at the first order, and those that
 * the shop keeps of its customers.
 */
public final class Splits {
  /** Column of {@link #of}: a value for each split, in their order. */
  public static final String VALUES = "split_values";

  /** Column of {@link #of}: days from 1970-01-01 to the first counting order. */
  public static final String FIRST_ORDER = "first_order";

  /** The part of those of whom the attribute is not known. */
  public static final String UNKNOWN = "(unknown)";

  /** The part of those whose value is too rare to be a part of its own. */
  public static final String OTHER = "(other)";

  /** A customer's channel on signing up, as the shop says. */
  public static final String SIGN_UP_CHANNEL = "sign_up_channel";

  private static final String SPLIT = "split";
  private static final String VALUE = "value";
  private static final String RANK = "rank";
  private static final int DECADE = 10;

  private static final Map<String, Column> OF_FIRST_ORDER =
      Map.of(
          "channel", col(Customers.FIRST_CHANNEL),
          "country", col(Customers.FIRST_COUNTRY),
          "source", col(Customers.FIRST_SOURCE),
          "first_product", col(Customers.FIRST_PRODUCT),
          "first_category", col(Customers.FIRST_CATEGORY),
          "discounted_first_order",
              when(col(Customers.FIRST_DISCOUNTED), lit("discounted"))
                  .when(not(col(Customers.FIRST_DISCOUNTED)), lit("full_price")));

  private static final Map<String, Column> OF_THE_SHOP =
      Map.of(
          SIGN_UP_CHANNEL,
          col(CustomerAttributes.CHANNEL),
          "consent",
          when(col(CustomerAttributes.CONSENT), lit("yes"))
              .when(col(CustomerAttributes.CONSENT).equalTo(lit(false)), lit("no")),
          "referred",
          when(col(CustomerAttributes.REFERRER_KEY).isNotNull(), lit("yes")),
          "birth_decade",
          concat(
              floor(col(CustomerAttributes.BIRTH_YEAR).divide(DECADE))
                  .multiply(DECADE)
                  .cast("string"),
              lit("s")));

  private Splits() {}

  /**
   * Customers first seen up to {@code asOf}: customer_key, {@link #FIRST_ORDER}, left_truncated,
   * {@link #VALUES}, whose first value is 'all'.
   *
   * @param customers silver.customers
   * @param attributes silver.customer_attributes; read only where a split needs it
   * @param splits names of attributes; one that is none of silver.customers or of the columns of
   *     silver.customer_attributes is looked up in its further attributes
   */
  public static Dataset<Row> of(
      Dataset<Row> customers, Dataset<Row> attributes, List<String> splits, LocalDate asOf) {
    List<Column> values = new ArrayList<>(List.of(lit(Cohorts.ALL)));
    for (String split : splits) {
      values.add(coalesce(nullif(trim(value(split)), lit("")), lit(UNKNOWN)));
    }
    Dataset<Row> members = customers.filter(col(Customers.FIRST_ORDER_DATE).leq(lit(asOf)));
    return (needAttributes(splits)
            ? members.join(attributes, new String[] {Customers.CUSTOMER_KEY}, "left")
            : members)
        .select(
            col(Customers.CUSTOMER_KEY),
            unix_date(col(Customers.FIRST_ORDER_DATE)).as(FIRST_ORDER),
            col(Customers.LEFT_TRUNCATED),
            array(values.toArray(Column[]::new)).as(VALUES));
  }

  /**
   * The values of each split that have rows of their own, the most frequent ones: split (its place
   * among {@code splits}), value.
   *
   * @param members see {@link #of}
   * @param most values of a split; unknown is one more
   */
  public static Dataset<Row> shown(Dataset<Row> members, int most) {
    Column known = col(VALUE).notEqual(UNKNOWN);
    return members
        .select(posexplode(col(VALUES)).as(new String[] {SPLIT, VALUE}))
        .filter(col(SPLIT).gt(0))
        .groupBy(SPLIT, VALUE)
        .count()
        .withColumn(
            RANK,
            row_number()
                .over(
                    Window.partitionBy(col(SPLIT), known).orderBy(col("count").desc(), col(VALUE))))
        .filter(col(RANK).leq(most))
        .orderBy(SPLIT, VALUE)
        .select(col(SPLIT).minus(1).as(SPLIT), col(VALUE));
  }

  /**
   * The same members with {@link #OTHER} for the values that are not shown.
   *
   * @param shown values of each split, in the splits' order
   */
  public static Dataset<Row> limited(Dataset<Row> members, List<Set<String>> shown) {
    List<Column> values = new ArrayList<>(List.of(lit(Cohorts.ALL)));
    for (int i = 0; i < shown.size(); i++) {
      Column value = element_at(col(VALUES), i + 2);
      values.add(when(value.isin(shown.get(i).toArray()), value).otherwise(lit(OTHER)));
    }
    return members.withColumn(VALUES, array(values.toArray(Column[]::new)));
  }

  /** Whether some of the splits are by what the shop keeps of its customers. */
  public static boolean needAttributes(List<String> splits) {
    return !OF_FIRST_ORDER.keySet().containsAll(splits);
  }

  private static Column value(String split) {
    Column ofFirstOrder = OF_FIRST_ORDER.get(split);
    Column ofTheShop = OF_THE_SHOP.get(split);
    if (ofFirstOrder != null) {
      return ofFirstOrder;
    }
    return ofTheShop != null
        ? ofTheShop
        : element_at(col(CustomerAttributes.ATTRIBUTES), lit(split));
  }
}
