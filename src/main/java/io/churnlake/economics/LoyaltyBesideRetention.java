package io.churnlake.economics;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.quality.MeanColumns;
import io.churnlake.quality.NpsColumns;
import io.churnlake.quality.RatioColumns;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Loyalty;
import io.churnlake.table.Referrers;
import io.churnlake.table.Types;
import io.churnlake.table.UnitEconomics;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * gold.loyalty: what a segment's customers say and prefer, and apart from it, whether they stay.
 */
public final class LoyaltyBesideRetention {
  private static final String CUSTOMER_KEY = Members.CUSTOMER_KEY;
  private static final String SEGMENT = Members.SEGMENT;
  private static final String IS_MEMBER = "is_member";
  private static final String CATEGORY = "category";
  private static final String CATEGORIES = "categories";
  private static final String CATEGORIES_SQUARED = "categories_squared";
  private static final String AT_START = "at_start";
  private static final String AT_END = "at_end";
  private static final String REFERRED = "referred";
  private static final String PROMOTERS = "promoters";
  private static final String DETRACTORS = "detractors";
  private static final String LINE_BUYERS = "line_buyers";
  private static final String FULL_SQUARED = "full_squared";
  private static final String FULL_TIMES_LINES = "full_times_lines";
  private static final String LINES_SQUARED = "lines_squared";
  private static final String DISCOUNTED = "discounted";
  private static final String ALL_DISCOUNTED = "all_discounted";

  private LoyaltyBesideRetention() {}

  /**
   * One row a segment that has a customer, and one for all.
   *
   * @param members see {@link Members}
   * @param months see {@link CustomerMonths}
   * @param customerDays silver.customer_days
   * @param referrers the slice of gold.referrers; empty if nobody knows who referred whom
   * @param answers silver.survey_answers, if there is one
   */
  public static Dataset<Row> of(
      Dataset<Row> members,
      Dataset<Row> months,
      Dataset<Row> customerDays,
      Optional<Dataset<Row>> referrers,
      Optional<Dataset<Row>> answers,
      Scope scope) {
    Dataset<Row> facts =
        members
            .select(col(CUSTOMER_KEY), col(SEGMENT), col(Members.OCCASIONS), lit(1).as(IS_MEMBER))
            .unionByName(bought(months, scope), true)
            .unionByName(categories(customerDays, scope), true);
    facts =
        facts.unionByName(
            referrers
                .map(rows -> rows.select(col(Referrers.CUSTOMER_KEY), lit(1).as(REFERRED)))
                .orElse(members.limit(0).select(col(CUSTOMER_KEY), lit(1).as(REFERRED))),
            true);
    facts =
        facts.unionByName(
            answers
                .map(rows -> Answers.newest(rows, scope.asOf()))
                .orElse(members.limit(0).select(col(CUSTOMER_KEY), lit(1).as(Answers.NPS)))
                .select(col(CUSTOMER_KEY), col(Answers.NPS)),
            true);
    return rows(
        bySegment(byCustomer(facts)),
        scope,
        notDelivered(referrers.isPresent()),
        notDelivered(answers.isPresent()));
  }

  private static Column notDelivered(boolean delivered) {
    return lit(delivered ? null : Loyalty.NOT_DELIVERED).cast(Types.STRING);
  }

  /** Lines, and whether a run of months covers the ends of the last two months that ended. */
  private static Dataset<Row> bought(Dataset<Row> months, Scope scope) {
    return months.select(
        col(CUSTOMER_KEY),
        col(CustomerMonths.LINES),
        col(CustomerMonths.FULL_PRICE_LINES),
        covers(scope.lastEnded() - 1).as(AT_START),
        covers(scope.lastEnded()).as(AT_END));
  }

  private static Column covers(int month) {
    return lit(month).between(col(CustomerMonths.AT), col(CustomerMonths.ACTIVE_UNTIL));
  }

  private static Dataset<Row> categories(Dataset<Row> customerDays, Scope scope) {
    return customerDays
        .filter(col(CustomerDays.LINES).gt(0).and(scope.known(col(CustomerDays.ORDER_DATE))))
        .select(
            col(CustomerDays.CUSTOMER_KEY).as(CUSTOMER_KEY),
            explode(col(CustomerDays.CATEGORIES)).as(CATEGORY));
  }

  /** All sources lie below each other and are folded by customer: one shuffle. */
  private static Dataset<Row> byCustomer(Dataset<Row> facts) {
    return facts
        .groupBy(CUSTOMER_KEY)
        .agg(
            max(SEGMENT).as(SEGMENT),
            max(IS_MEMBER).as(IS_MEMBER),
            max(Members.OCCASIONS).as(Members.OCCASIONS),
            coalesce(sum(CustomerMonths.LINES), lit(0L)).as(Loyalty.LINES),
            coalesce(sum(CustomerMonths.FULL_PRICE_LINES), lit(0L)).as(Loyalty.FULL_PRICE_LINES),
            coalesce(max(AT_START), lit(false)).as(AT_START),
            coalesce(max(AT_END), lit(false)).as(AT_END),
            size(collect_set(CATEGORY)).cast("long").as(CATEGORIES),
            max(REFERRED).as(REFERRED),
            max(Answers.NPS).as(Answers.NPS))
        .filter(col(IS_MEMBER).equalTo(1));
  }

  private static Dataset<Row> bySegment(Dataset<Row> customers) {
    Column lines = col(Loyalty.LINES);
    Column full = col(Loyalty.FULL_PRICE_LINES);
    Column categories = col(CATEGORIES);
    Dataset<Row> sums =
        customers
            .groupBy(coalesce(col(SEGMENT), lit(UnitEconomics.UNKNOWN)).as(SEGMENT))
            .agg(
                count(lit(1)).as(Loyalty.CUSTOMERS),
                count(REFERRED).as(Loyalty.REFERRING_CUSTOMERS),
                count(Answers.NPS).as(Loyalty.ANSWERS),
                count_if(Answers.promotes()).as(PROMOTERS),
                count_if(Answers.detracts()).as(DETRACTORS),
                sum(lines).as(Loyalty.LINES),
                sum(full).as(Loyalty.FULL_PRICE_LINES),
                sum(lines.minus(full)).as(DISCOUNTED),
                count_if(lines.gt(0)).as(LINE_BUYERS),
                sum(full.multiply(full)).as(FULL_SQUARED),
                sum(full.multiply(lines)).as(FULL_TIMES_LINES),
                sum(lines.multiply(lines)).as(LINES_SQUARED),
                count_if(categories.gt(0)).as(Loyalty.CATEGORISED_CUSTOMERS),
                sum(categories).as(CATEGORIES),
                sum(categories.multiply(categories)).as(CATEGORIES_SQUARED),
                count_if(col(AT_START)).as(Loyalty.ACTIVE_AT_START),
                count_if(col(AT_START).and(col(AT_END))).as(Loyalty.RETAINED),
                count_if(col(Members.OCCASIONS).geq(1)).as(Loyalty.BUYERS),
                count_if(col(Members.OCCASIONS).geq(2)).as(Loyalty.REPEAT_BUYERS));
    Column[] names = Arrays.stream(sums.columns()).map(name -> col(name)).toArray(Column[]::new);
    Column[] fields =
        Arrays.stream(sums.columns())
            .map(name -> col("row").getField(name).as(name))
            .toArray(Column[]::new);
    // Whether the log has discounts at all is seen from all segments together.
    Dataset<Row> withTotal =
        sums.agg(collect_list(struct(names)).as("rows"), sum(DISCOUNTED).as(ALL_DISCOUNTED))
            .select(explode(col("rows")).as("row"), col(ALL_DISCOUNTED));
    Column[] all = Arrays.copyOf(fields, fields.length + 1);
    all[fields.length] = col(ALL_DISCOUNTED);
    Dataset<Row> parts =
        withTotal
            .select(all)
            .withColumn(SEGMENT, explode(array(col(SEGMENT), lit(UnitEconomics.ALL))));
    return Cells.summed(parts, SEGMENT);
  }

  private static Dataset<Row> rows(
      Dataset<Row> sums, Scope scope, Column noReferrers, Column noAnswers) {
    Column n = col(Loyalty.ANSWERS);
    NpsColumns nps = new NpsColumns(col(PROMOTERS), col(DETRACTORS), n);
    Column noNps = coalesce(noAnswers, Figures.empty(n));
    Column lines = col(Loyalty.LINES);
    RatioColumns fullPrice =
        new RatioColumns(
            col(Loyalty.FULL_PRICE_LINES),
            lines,
            col(FULL_SQUARED).cast("double"),
            col(FULL_TIMES_LINES).cast("double"),
            col(LINES_SQUARED).cast("double"),
            col(LINE_BUYERS));
    Column noFullPrice =
        coalesce(
            when(col(ALL_DISCOUNTED).equalTo(0), lit(Loyalty.NO_DISCOUNTS)), Figures.empty(lines));
    MeanColumns categories =
        new MeanColumns(
            col(CATEGORIES), col(CATEGORIES_SQUARED), col(Loyalty.CATEGORISED_CUSTOMERS));
    Column noCategories =
        when(col(Loyalty.CATEGORISED_CUSTOMERS).equalTo(0), lit(Loyalty.NO_CATEGORIES));
    LocalDate asOf = scope.asOf();
    Column month = lit(scope.lastEnded());
    return sums.select(
        new Figures(List.of(lit(asOf).as(Loyalty.AS_OF)))
            .add(col(SEGMENT).as(Loyalty.SEGMENT))
            .add(col(Loyalty.CUSTOMERS))
            .add(col(Loyalty.REFERRING_CUSTOMERS))
            .share(
                Loyalty.REFERRER_SHARE,
                col(Loyalty.REFERRING_CUSTOMERS),
                col(Loyalty.CUSTOMERS),
                noReferrers)
            .add(n)
            .figure(Loyalty.NPS, nps.score(), noNps)
            .bounds(Loyalty.NPS, nps.low(), nps.high(), noNps)
            .add(lines)
            .add(col(Loyalty.FULL_PRICE_LINES))
            .figure(Loyalty.FULL_PRICE_SHARE, fullPrice.ratio(), noFullPrice)
            .bounds(
                Loyalty.FULL_PRICE_SHARE,
                fullPrice.low(),
                RatioColumns.atMostOne(fullPrice.high()),
                noFullPrice)
            .add(col(Loyalty.CATEGORISED_CUSTOMERS))
            .figure(Loyalty.CATEGORIES_PER_CUSTOMER, categories.mean(), noCategories)
            .bounds(
                Loyalty.CATEGORIES_PER_CUSTOMER, categories.low(), categories.high(), noCategories)
            .add(Scope.MONTH.start(month).as(Loyalty.RETENTION_MONTH))
            .add(col(Loyalty.ACTIVE_AT_START))
            .add(col(Loyalty.RETAINED))
            .share(
                Loyalty.CUSTOMER_RETENTION_RATE,
                col(Loyalty.RETAINED),
                col(Loyalty.ACTIVE_AT_START),
                scope.startNotObserved(month))
            .add(col(Loyalty.BUYERS))
            .add(col(Loyalty.REPEAT_BUYERS))
            .share(
                Loyalty.REPEAT_PURCHASE_RATE_LIFETIME,
                col(Loyalty.REPEAT_BUYERS),
                col(Loyalty.BUYERS),
                lit(null).cast(Types.STRING))
            .columns());
  }
}
