package io.churnlake.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.economics.ChannelEconomics;
import io.churnlake.economics.CustomerMonths;
import io.churnlake.economics.EngagementRates;
import io.churnlake.economics.LoyaltyBesideRetention;
import io.churnlake.economics.Members;
import io.churnlake.economics.NpsPurchases;
import io.churnlake.economics.NpsScores;
import io.churnlake.economics.ReferralRates;
import io.churnlake.economics.Scope;
import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.table.Clv;
import io.churnlake.table.ClvFits;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Engagement;
import io.churnlake.table.EngagementMonths;
import io.churnlake.table.Loyalty;
import io.churnlake.table.MarketingCosts;
import io.churnlake.table.Nps;
import io.churnlake.table.NpsLink;
import io.churnlake.table.PrivacyTables;
import io.churnlake.table.Referrals;
import io.churnlake.table.Referrers;
import io.churnlake.table.Rfm;
import io.churnlake.table.SurveyAnswers;
import io.churnlake.table.Table;
import io.churnlake.table.Types;
import io.churnlake.table.UnitEconomics;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What customers cost to win and to keep, whom they bring, what they say and do. An input that was
 * never delivered leaves the tables made of it without rows.
 */
public final class EconomicsJob implements Job {
  /** The inputs by their names in a mapping, and what is empty without them. */
  private static final Map<Table, String> INPUTS =
      Map.of(
          MarketingCosts.TABLE, "marketing-costs",
          CustomerAttributes.TABLE, "customers",
          SurveyAnswers.TABLE, "surveys",
          Engagement.TABLE, "engagement");

  @Override
  public String name() {
    return "economics";
  }

  @Override
  public String summary() {
    return "Sets what customers cost against what they bring; referrals, NPS, engagement, loyalty.";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        CustomerDays.TABLE,
        Customers.TABLE,
        Rfm.TABLE,
        Clv.TABLE,
        ClvFits.TABLE,
        MarketingCosts.TABLE,
        CustomerAttributes.TABLE,
        SurveyAnswers.TABLE,
        Engagement.TABLE,
        PrivacyTables.CUSTOMER_MERGES);
  }

  @Override
  public List<Table> writes() {
    return List.of(
        UnitEconomics.TABLE,
        Referrals.TABLE,
        Referrers.TABLE,
        Nps.TABLE,
        NpsLink.TABLE,
        EngagementMonths.TABLE,
        Loyalty.TABLE);
  }

  @Override
  public boolean followsFromTables() {
    return true;
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf();
    Dataset<Row> days = lake.require(CustomerDays.TABLE, name());
    Dataset<Row> customers = lake.require(Customers.TABLE, name());
    Dataset<Row> rfm = slice(lake, Rfm.TABLE, asOf);
    Dataset<Row> clv = slice(lake, Clv.TABLE, asOf);
    KnownHistory history = KnownHistory.of(context);
    Scope scope =
        new Scope(asOf, history.firstDay(), context.configuration().activity().windowDays());
    Dataset<Row> members =
        Members.of(customers, attributes(lake), rfm, clv, scope)
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> months =
        CustomerMonths.of(days, members, marginRate(lake, asOf), scope)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return written(context, history, days, members, months, scope);
    } finally {
      months.unpersist();
      members.unpersist();
    }
  }

  private Outcome written(
      JobContext context,
      KnownHistory history,
      Dataset<Row> days,
      Dataset<Row> members,
      Dataset<Row> months,
      Scope scope) {
    Lake lake = context.lake();
    Writer writer = new Writer(lake, scope.asOf());
    Optional<Dataset<Row>> costs = input(lake, MarketingCosts.TABLE);
    Optional<Dataset<Row>> attributes = input(lake, CustomerAttributes.TABLE);
    Optional<Dataset<Row>> answers = input(lake, SurveyAnswers.TABLE);
    Optional<Spend> spend = costs.map(rows -> Spend.upTo(scope.asOf(), rows));
    Written economics =
        writer.write(
            UnitEconomics.TABLE,
            costs,
            rows ->
                ChannelEconomics.of(
                    rows,
                    members,
                    months,
                    scope,
                    spend
                        .flatMap(Spend::first)
                        .filter(scope.logStart()::isAfter)
                        .orElse(scope.logStart())));
    writer.write(Referrals.TABLE, attributes, rows -> ReferralRates.of(members, scope));
    Written referrers =
        writer.writeLarge(
            Referrers.TABLE, attributes, rows -> ReferralRates.referrers(members, scope));
    writer.write(Nps.TABLE, answers, rows -> NpsScores.of(rows, members, scope));
    writer.write(
        NpsLink.TABLE,
        answers,
        rows -> NpsPurchases.of(rows, days, scope, context.configuration().churn().horizonDays()));
    writer.write(
        EngagementMonths.TABLE,
        input(lake, Engagement.TABLE),
        rows -> EngagementRates.of(rows, months, scope));
    writer.write(
        Loyalty.TABLE,
        Optional.of(days),
        bought ->
            LoyaltyBesideRetention.of(
                members,
                months,
                bought,
                attributes.map(rows -> slice(lake, referrers, scope.asOf())),
                answers,
                scope));
    List<String> missing = missing(lake);
    List<Check> checks = new ArrayList<>(notes(missing));
    spend.ifPresent(total -> checks.addAll(total.checks(slice(lake, economics, scope.asOf()))));
    return new Outcome(
        history.occasions(),
        0,
        writer.written,
        checks,
        economics.rows()
            + " months of channels"
            + (missing.isEmpty() ? "." : "; not delivered: " + String.join(", ", missing) + "."));
  }

  /** Writes a slice of each table, empty where its input was not delivered. */
  private static final class Writer {
    private final Lake lake;
    private final LocalDate asOf;
    private final List<Written> written = new ArrayList<>();

    Writer(Lake lake, LocalDate asOf) {
      this.lake = lake;
      this.asOf = asOf;
    }

    /** A row a customer. */
    Written writeLarge(
        Table table, Optional<Dataset<Row>> input, Function<Dataset<Row>, Dataset<Row>> rows) {
      if (input.isEmpty()) {
        return write(table, input, rows);
      }
      Written write = lake.replaceSlices(table, List.of(asOf), rows.apply(input.get()));
      written.add(write);
      return write;
    }

    /** Rows of a bounded number: months, channels, groups. */
    Written write(
        Table table, Optional<Dataset<Row>> input, Function<Dataset<Row>, Dataset<Row>> rows) {
      Dataset<Row> content =
          input.map(rows).orElseGet(() -> lake.spark().createDataFrame(List.of(), table.schema()));
      Written write = lake.replaceSmallSlice(table, asOf, content);
      written.add(write);
      return write;
    }
  }

  /** What was spent by a date, and since when. */
  private record Spend(BigDecimal acquisition, BigDecimal retention, Optional<LocalDate> first) {

    static Spend upTo(LocalDate asOf, Dataset<Row> costs) {
      Row row =
          costs
              .filter(col(MarketingCosts.SPENT_ON).leq(lit(asOf)))
              .agg(
                  of(MarketingCosts.ACQUISITION),
                  of(MarketingCosts.RETENTION),
                  min(MarketingCosts.SPENT_ON))
              .first();
      return new Spend(
          row.getDecimal(0),
          row.getDecimal(1),
          Optional.ofNullable(row.getDate(2)).map(date -> date.toLocalDate()));
    }

    private static Column of(String purpose) {
      return total(when(col(MarketingCosts.PURPOSE).equalTo(purpose), col(MarketingCosts.AMOUNT)));
    }

    private static Column total(Column amount) {
      return coalesce(sum(amount), lit(0)).cast(Types.MONEY);
    }

    /** The channels have spent what was spent, and so has their sum. */
    List<Check> checks(Dataset<Row> slice) {
      Column all = col(UnitEconomics.CHANNEL).equalTo(UnitEconomics.ALL);
      Column channel = col(UnitEconomics.CHANNEL).notEqual(UnitEconomics.ALL);
      Row found =
          slice
              .agg(
                  total(when(channel, col(UnitEconomics.ACQUISITION_SPEND))),
                  total(when(all, col(UnitEconomics.ACQUISITION_SPEND))),
                  total(when(channel, col(UnitEconomics.RETENTION_SPEND))),
                  total(when(all, col(UnitEconomics.RETENTION_SPEND))))
              .first();
      return List.of(
          equal("acquisition spend of the channels", acquisition, found.getDecimal(0)),
          equal("acquisition spend of all", acquisition, found.getDecimal(1)),
          equal("retention spend of the channels", retention, found.getDecimal(2)),
          equal("retention spend of all", retention, found.getDecimal(3)));
    }

    private static Check equal(String name, BigDecimal expected, BigDecimal actual) {
      return new Check(
          name, expected.toPlainString(), actual.toPlainString(), Check.Severity.FATAL);
    }
  }

  /** The rate that gold.clv was made with; none where the log has no amounts. */
  private static OptionalDouble marginRate(Lake lake, LocalDate asOf) {
    return lake
        .read(ClvFits.TABLE)
        .filter(
            col(Table.AS_OF)
                .equalTo(lit(asOf))
                .and(col(ClvFits.ROLE).equalTo(ClvFits.ROLE_SCORES))
                .and(col(ClvFits.MARGIN_RATE).isNotNull()))
        .select(ClvFits.MARGIN_RATE)
        .collectAsList()
        .stream()
        .mapToDouble(row -> row.getDouble(0))
        .findFirst();
  }

  /** silver.customer_attributes with merged referrers under the key that they have now. */
  private static Dataset<Row> attributes(Lake lake) {
    String own = "own_key";
    Dataset<Row> byReferrer =
        lake.read(CustomerAttributes.TABLE)
            .withColumnRenamed(CustomerAttributes.CUSTOMER_KEY, own)
            .withColumnRenamed(CustomerAttributes.REFERRER_KEY, CustomerAttributes.CUSTOMER_KEY);
    return MergedCustomers.canonical(lake, byReferrer)
        .withColumnRenamed(CustomerAttributes.CUSTOMER_KEY, CustomerAttributes.REFERRER_KEY)
        .withColumnRenamed(own, CustomerAttributes.CUSTOMER_KEY);
  }

  private static Optional<Dataset<Row>> input(Lake lake, Table table) {
    return lake.exists(table) ? Optional.of(lake.read(table)) : Optional.empty();
  }

  private static List<String> missing(Lake lake) {
    return INPUTS.entrySet().stream()
        .filter(input -> !lake.exists(input.getKey()))
        .map(Map.Entry::getValue)
        .sorted()
        .toList();
  }

  /** Nothing is wrong: what was found is what was expected. */
  private static List<Check> notes(List<String> missing) {
    String what = "not delivered: what is made of it is left out";
    return missing.stream()
        .map(input -> new Check("input " + input, what, what, Check.Severity.NOTE))
        .toList();
  }

  private Dataset<Row> slice(Lake lake, Table table, LocalDate asOf) {
    Dataset<Row> all = lake.require(table, name());
    if (!lake.slices(table).contains(asOf)) {
      throw Errors.dataRefused(
          "The job " + name() + " cannot run as of " + asOf + ".",
          table.fullName() + " has no rows of that date.",
          "Run the job " + table.writer() + " for it first, or `churnlake nightly` for all steps.");
    }
    return all.filter(col(Table.AS_OF).equalTo(lit(asOf)));
  }

  private static Dataset<Row> slice(Lake lake, Written written, LocalDate asOf) {
    return lake.read(written.table(), written.version())
        .filter(col(Table.AS_OF).equalTo(lit(asOf)));
  }
}
