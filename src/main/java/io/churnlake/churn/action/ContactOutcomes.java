package io.churnlake.churn.action;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.CampaignContacts;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.MeasureEffect;
import io.churnlake.table.Types;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** What customers did after a campaign's contact, treated or left alone. */
public final class ContactOutcomes {
  /** The newest date of scores before the contact. */
  private static final String SCORED_ON = "scored_on";

  private static final String FIRST = "first";

  /** Of {@link #first}: left alone. */
  public static final String IS_CONTROL = "is_control";

  private static final String BUYER = "buyer";
  private static final String RETAINED = "retained";
  private static final String REVENUE = "revenue";

  /** Rows that tell of a day with contacts which scores were the newest then. */
  public static final StructType NEWEST_SCORES =
      new StructType().add(CampaignContacts.CONTACTED_ON, Types.DATE).add(SCORED_ON, Types.DATE);

  private ContactOutcomes() {}

  /**
   * Each customer's first contact by each measure. Who is in both groups on that day was treated.
   *
   * @param contacts silver.campaign_contacts
   * @param until the last day whose window has ended
   */
  public static Dataset<Row> first(Dataset<Row> contacts, LocalDate until) {
    Column contact =
        struct(
            col(CampaignContacts.CONTACTED_ON),
            col(CampaignContacts.CONTACT_GROUP).equalTo(CampaignContacts.CONTROL).as(IS_CONTROL),
            col(CampaignContacts.COST));
    return contacts
        .filter(col(CampaignContacts.CONTACTED_ON).leq(lit(until)))
        .groupBy(CampaignContacts.MEASURE, CampaignContacts.CUSTOMER_KEY)
        .agg(min(contact).as(FIRST))
        .select(
            col(CampaignContacts.MEASURE),
            col(CampaignContacts.CUSTOMER_KEY),
            col(FIRST).getField(CampaignContacts.CONTACTED_ON).as(CampaignContacts.CONTACTED_ON),
            col(FIRST).getField(IS_CONTROL).as(IS_CONTROL),
            col(FIRST).getField(CampaignContacts.COST).as(CampaignContacts.COST));
  }

  /**
   * Adds the risk band at the contact.
   *
   * @param first of {@link #first}
   * @param newest rows of {@link #NEWEST_SCORES}, at most one a day
   * @param scores gold.churn_scores of the dates in {@code newest}
   */
  public static Dataset<Row> banded(Dataset<Row> first, Dataset<Row> newest, Dataset<Row> scores) {
    Dataset<Row> bands =
        scores.select(
            col(ChurnScores.AS_OF).as(SCORED_ON),
            col(ChurnScores.CUSTOMER_KEY),
            col(ChurnScores.RISK_BAND));
    return first
        .join(newest, new String[] {CampaignContacts.CONTACTED_ON}, "left")
        .join(bands, new String[] {SCORED_ON, CampaignContacts.CUSTOMER_KEY}, "left")
        .select(
            col(CampaignContacts.MEASURE),
            coalesce(col(ChurnScores.RISK_BAND), lit(MeasureEffect.UNKNOWN))
                .as(MeasureEffect.RISK_BAND),
            col(CampaignContacts.CUSTOMER_KEY),
            col(CampaignContacts.CONTACTED_ON),
            col(IS_CONTROL),
            col(CampaignContacts.COST));
  }

  /**
   * Sums over the customers of each measure, band and group.
   *
   * @param banded of {@link #banded}
   * @param customerDays silver.customer_days
   * @param windowDays how long after the day of the contact. That day itself does not count: many
   *     contacts follow an order of the same day, by which everybody would be retained
   * @return measure, risk_band, is_control; customers, retained ones; sum and sum of squares of
   *     their revenue; sum and number of known costs: as {@link GroupSums#of} reads them
   */
  public static Dataset<Row> sums(Dataset<Row> banded, Dataset<Row> customerDays, int windowDays) {
    Dataset<Row> occasions =
        customerDays
            .filter(col(CustomerDays.LINES).gt(0))
            .select(
                col(CustomerDays.CUSTOMER_KEY).as(BUYER),
                col(CustomerDays.ORDER_DATE),
                col(CustomerDays.REVENUE));
    Column after = datediff(col(CustomerDays.ORDER_DATE), col(CampaignContacts.CONTACTED_ON));
    Column known = col(CampaignContacts.COST);
    return banded
        .join(
            occasions,
            col(BUYER)
                .equalTo(col(CampaignContacts.CUSTOMER_KEY))
                .and(after.between(1, windowDays)),
            "left")
        .groupBy(
            col(CampaignContacts.MEASURE),
            col(MeasureEffect.RISK_BAND),
            col(CampaignContacts.CUSTOMER_KEY),
            col(IS_CONTROL),
            col(CampaignContacts.COST))
        .agg(
            count(col(BUYER)).gt(0).as(RETAINED),
            coalesce(sum(CustomerDays.REVENUE), lit(0)).cast(Types.MONEY).as(REVENUE))
        .groupBy(CampaignContacts.MEASURE, MeasureEffect.RISK_BAND, IS_CONTROL)
        .agg(
            count(lit(1)),
            count(when(col(RETAINED), lit(1))),
            sum(REVENUE),
            sum(col(REVENUE).multiply(col(REVENUE))),
            coalesce(sum(known), lit(0)),
            count(known));
  }
}
