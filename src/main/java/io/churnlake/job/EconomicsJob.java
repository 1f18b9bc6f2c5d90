package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.config.Configuration;
import io.churnlake.economics.ChannelEconomics;
import io.churnlake.economics.EconomicsTally;
import io.churnlake.economics.EngagementRates;
import io.churnlake.economics.LoyaltyBesideRetention;
import io.churnlake.economics.Members;
import io.churnlake.economics.NpsScores;
import io.churnlake.economics.People;
import io.churnlake.economics.ReferralRates;
import io.churnlake.economics.Scope;
import io.churnlake.economics.Spend;
import io.churnlake.error.Errors;
import io.churnlake.history.Histories;
import io.churnlake.history.KnownHistory;
import io.churnlake.history.Tallies;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.privacy.MergedCustomers;
import io.churnlake.step.Check;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
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
import io.churnlake.table.Returns;
import io.churnlake.table.Rfm;
import io.churnlake.table.SurveyAnswers;
import io.churnlake.table.Table;
import io.churnlake.table.UnitEconomics;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
  public List<Table> reads() {
    return List.of(
        CustomerDays.TABLE,
        Customers.TABLE,
        Rfm.TABLE,
        Clv.TABLE,
        ClvFits.TABLE,
        Returns.TABLE,
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
    lake.require(CustomerDays.TABLE, name());
    Dataset<Row> customers = lake.require(Customers.TABLE, name());
    Dataset<Row> rfm = slice(lake, Rfm.TABLE, asOf);
    Dataset<Row> clv = slice(lake, Clv.TABLE, asOf);
    Histories histories = Histories.of(context);
    KnownHistory history = histories.known();
    Configuration configuration = context.configuration();
    Scope scope =
        new Scope(
            asOf,
            history.firstDay(),
            configuration.activity().windowDays(),
            configuration.churn().horizonDays());
    Dataset<Row> members =
        Members.of(customers, attributes(lake), rfm, clv, scope)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Written referrers = referrers(lake, members, scope);
      People people =
          new People(
              histories.byCustomer(),
              members,
              lake.read(SurveyAnswers.TABLE),
              lake.read(Engagement.TABLE));
      EconomicsTally none = new EconomicsTally(scope, marginRate(lake, asOf));
      EconomicsTally tally = Tallies.sum(people.rows(scope).javaRDD(), row -> row, none, name());
      return written(lake, history, tally, scope, referrers);
    } finally {
      members.unpersist();
    }
  }

  /** A row a customer: written where the rows are. */
  private static Written referrers(Lake lake, Dataset<Row> members, Scope scope) {
    return lake.exists(CustomerAttributes.TABLE)
        ? lake.replaceSlices(
            Referrers.TABLE, List.of(scope.asOf()), Members.referrers(members, scope))
        : lake.replaceSlice(Referrers.TABLE, scope.asOf(), List.of());
  }

  private static Outcome written(
      Lake lake, KnownHistory history, EconomicsTally tally, Scope scope, Written referrers) {
    boolean attributes = lake.exists(CustomerAttributes.TABLE);
    boolean answers = lake.exists(SurveyAnswers.TABLE);
    Optional<Spend> spend = spend(lake, scope);
    List<Row> economics = spend.map(costs -> ChannelEconomics.of(costs, tally)).orElse(List.of());
    Map<Table, List<Row>> rows = new LinkedHashMap<>();
    rows.put(UnitEconomics.TABLE, economics);
    rows.put(Referrals.TABLE, attributes ? ReferralRates.of(tally) : List.of());
    rows.put(Nps.TABLE, answers ? NpsScores.of(tally) : List.of());
    rows.put(NpsLink.TABLE, answers ? NpsScores.purchases(tally) : List.of());
    rows.put(EngagementMonths.TABLE, EngagementRates.of(tally));
    rows.put(Loyalty.TABLE, LoyaltyBesideRetention.of(tally, attributes, answers));
    List<Written> written = new ArrayList<>(List.of(referrers));
    rows.forEach((table, content) -> written.add(lake.replaceSlice(table, scope.asOf(), content)));
    List<String> missing = missing(lake);
    List<Check> checks = new ArrayList<>(notes(missing));
    spend.ifPresent(costs -> checks.addAll(checks(costs, economics)));
    return new Outcome(
        history.occasions(),
        0,
        written,
        checks,
        economics.size()
            + " months of channels"
            + (missing.isEmpty() ? "." : "; not delivered: " + String.join(", ", missing) + "."));
  }

  private static Optional<Spend> spend(Lake lake, Scope scope) {
    return lake.exists(MarketingCosts.TABLE)
        ? Optional.of(
            Spend.of(Spend.queried(lake.read(MarketingCosts.TABLE), scope).collectAsList()))
        : Optional.empty();
  }

  /** The channels have spent what was spent, and so has their sum. */
  private static List<Check> checks(Spend spend, List<Row> rows) {
    String acquisition = UnitEconomics.ACQUISITION_SPEND;
    String retention = UnitEconomics.RETENTION_SPEND;
    return List.of(
        equal("acquisition spend of the channels", spend.acquisition(), rows, acquisition, false),
        equal("acquisition spend of all", spend.acquisition(), rows, acquisition, true),
        equal("retention spend of the channels", spend.retention(), rows, retention, false),
        equal("retention spend of all", spend.retention(), rows, retention, true));
  }

  private static Check equal(
      String name, BigDecimal expected, List<Row> rows, String column, boolean all) {
    List<String> columns = UnitEconomics.TABLE.columnNames();
    BigDecimal actual =
        rows.stream()
            .filter(
                row ->
                    all
                        == UnitEconomics.ALL.equals(
                            row.getString(columns.indexOf(UnitEconomics.CHANNEL))))
            .map(row -> row.getDecimal(columns.indexOf(column)))
            .reduce(BigDecimal.ZERO.setScale(expected.scale()), BigDecimal::add);
    return new Check(name, expected.toPlainString(), actual.toPlainString(), Check.Severity.FATAL);
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
    lake.require(table, name());
    if (!lake.slices(table).contains(asOf)) {
      throw Errors.dataRefused(
          "The job " + name() + " cannot run as of " + asOf + ".",
          table.fullName() + " has no rows of that date.",
          "Run the job " + table.writer() + " for it first, or `churnlake nightly` for all steps.");
    }
    return lake.slice(table, asOf);
  }
}
