package io.churnlake.table;

import java.util.List;
import java.util.Optional;

/** The registry of all tables. */
public final class Tables {
  private static final List<Table> ALL =
      List.of(
          BronzeOrderLines.TABLE,
          BronzeOrderHeaders.TABLE,
          BronzeRejected.TABLE,
          RejectedInputs.TABLE,
          RejectedContracts.TABLE,
          SilverOrderLines.TABLE,
          Returns.TABLE,
          CustomerDays.TABLE,
          Customers.TABLE,
          CustomerIdentity.TABLE,
          Contracts.TABLE,
          CustomerAttributes.TABLE,
          Products.TABLE,
          MarketingCosts.TABLE,
          SurveyAnswers.TABLE,
          Engagement.TABLE,
          Tickets.TABLE,
          CampaignContacts.TABLE,
          NightCalendar.TABLE,
          Cohorts.TABLE,
          Retention.TABLE,
          RetentionSummary.TABLE,
          Kpis.TABLE,
          RevenueRetention.TABLE,
          OrderTiming.TABLE,
          NextOrder.TABLE,
          Survival.TABLE,
          SurvivalParts.TABLE,
          SurvivalTests.TABLE,
          NextCategories.TABLE,
          ProductOutcomes.TABLE,
          Rfm.TABLE,
          RfmMigration.TABLE,
          ClvFits.TABLE,
          Clv.TABLE,
          ClvTotals.TABLE,
          ClvHoldout.TABLE,
          UnitEconomics.TABLE,
          Referrals.TABLE,
          Referrers.TABLE,
          Nps.TABLE,
          NpsLink.TABLE,
          EngagementMonths.TABLE,
          Loyalty.TABLE,
          ContractFits.TABLE,
          ContractRenewals.TABLE,
          ContractValues.TABLE,
          ContractScores.TABLE,
          ContractValidation.TABLE,
          ChurnFeatures.TABLE,
          ChurnTraining.TABLE,
          ChurnModels.TABLE,
          ChurnValidation.TABLE,
          ChurnScores.TABLE,
          ChurnScores.CURRENT,
          ChurnUnscored.TABLE,
          ChurnImportance.TABLE,
          ChurnDrift.TABLE,
          ChurnRealised.TABLE,
          ChurnEvaluation.TABLE,
          Actions.TABLE,
          MeasureEffect.TABLE,
          UpliftQuality.TABLE,
          RecommendationProducts.TABLE,
          RecommendationQuality.TABLE,
          Recommendations.TABLE,
          BiTables.CUSTOMERS,
          BiTables.COHORTS_BY_MONTH,
          BiTables.RATES_BY_MONTH,
          BiTables.CALENDAR,
          OpsTables.LAKE,
          OpsTables.LOADS,
          OpsTables.FILES,
          OpsTables.RUNS,
          OpsTables.CHECKS,
          OpsTables.PUBLISHED,
          PrivacyTables.FORGOTTEN,
          PrivacyTables.FORGET_REQUESTS,
          PrivacyTables.CUSTOMER_MERGES,
          PrivacyTables.KEY_ROTATIONS);

  private Tables() {}

  /** All tables: bronze, silver, gold, bi, ops. */
  public static List<Table> all() {
    return ALL;
  }

  /** The table of that full name, such as {@code gold.retention}. */
  public static Optional<Table> find(String fullName) {
    return ALL.stream().filter(table -> table.fullName().equals(fullName)).findFirst();
  }
}
