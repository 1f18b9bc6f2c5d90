package io.churnlake.quality;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;
import org.apache.spark.sql.Column;

/**
 * The rules of {@link Period} where a column holds the period's {@link Period#value}, so that one
 * plan computes several kinds of period.
 */
public final class NamedPeriod {
  private NamedPeriod() {}

  /** The periods' names as an array, to be exploded. */
  public static Column names(Collection<Period> periods) {
    return array(periods.stream().map(period -> lit(period.value())).toArray(Column[]::new));
  }

  /** See {@link Period#index(Column)}. */
  public static Column index(Column name, Column date) {
    return chosen(name, period -> period.index(date));
  }

  /** See {@link Period#start(Column)}. */
  public static Column start(Column name, Column index) {
    return chosen(name, period -> period.start(index));
  }

  /** The first day of the period that holds the date. */
  public static Column startOf(Column name, Column date) {
    return chosen(name, period -> period.start(period.index(date)));
  }

  /** See {@link Period#end(Column)}. */
  public static Column end(Column name, Column index) {
    return chosen(name, period -> period.end(index));
  }

  /** See {@link Period#label(Column)}. */
  public static Column label(Column name, Column date) {
    return chosen(name, period -> period.label(date));
  }

  private static Column chosen(Column name, Function<Period, Column> rule) {
    return coalesce(
        Arrays.stream(Period.values())
            .map(period -> when(name.equalTo(period.value()), rule.apply(period)))
            .toArray(Column[]::new));
  }
}
