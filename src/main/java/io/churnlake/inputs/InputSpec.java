package io.churnlake.inputs;

import static org.apache.spark.sql.functions.col;

import io.churnlake.inputs.InputField.Kind;
import io.churnlake.table.CampaignContacts;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.Engagement;
import io.churnlake.table.MarketingCosts;
import io.churnlake.table.Products;
import io.churnlake.table.SurveyAnswers;
import io.churnlake.table.Table;
import io.churnlake.table.Tickets;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;

/**
 * What an input's rows hold.
 *
 * @param name of the input, as in the mapping
 * @param table its silver table
 * @param content what several rows with the same key or the same content mean
 * @param fields in no order
 * @param rules conditions on typed rows that break them, by reason
 */
public record InputSpec(
    String name, Table table, Content content, List<InputField> fields, Map<String, Column> rules) {

  /** What rows that come again mean. */
  public enum Content {
    /** The state of a thing: the last delivered row of the table's key holds. */
    SNAPSHOT,
    /** What happened: a row counts as often as in the file that holds it most often. */
    LOG
  }

  private static final int EARLIEST_BIRTH = 1850;
  private static final int LATEST_BIRTH = 2200;
  private static final int HIGHEST_NPS = 10;

  private static final List<InputSpec> ALL =
      List.of(
          snapshot(
              "customers",
              CustomerAttributes.TABLE,
              InputField.customer("customer-id", CustomerAttributes.CUSTOMER_KEY).required(),
              InputField.of("signed-up", CustomerAttributes.SIGNED_UP_ON, Kind.DATE),
              InputField.name("channel", CustomerAttributes.CHANNEL),
              InputField.customer("referrer-id", CustomerAttributes.REFERRER_KEY),
              InputField.whole(
                  "birth-year", CustomerAttributes.BIRTH_YEAR, EARLIEST_BIRTH, LATEST_BIRTH),
              InputField.of("consent", CustomerAttributes.CONSENT, Kind.FLAG)),
          snapshot(
              "products",
              Products.TABLE,
              InputField.name("product-code", Products.PRODUCT_CODE).required(),
              InputField.name("category", Products.CATEGORY),
              InputField.of("unit-cost", Products.UNIT_COST, Kind.COST)),
          log(
              "marketing-costs",
              MarketingCosts.TABLE,
              Map.of(),
              InputField.of("date", MarketingCosts.SPENT_ON, Kind.DATE).required(),
              InputField.name("channel", MarketingCosts.CHANNEL),
              InputField.choice(
                      "purpose",
                      MarketingCosts.PURPOSE,
                      MarketingCosts.ACQUISITION,
                      MarketingCosts.RETENTION)
                  .required(),
              InputField.of("amount", MarketingCosts.AMOUNT, Kind.MONEY).required()),
          log(
              "surveys",
              SurveyAnswers.TABLE,
              Map.of(),
              InputField.of("date", SurveyAnswers.ANSWERED_ON, Kind.DATE).required(),
              InputField.customer("customer-id", SurveyAnswers.CUSTOMER_KEY),
              InputField.whole("nps", SurveyAnswers.NPS, 0, HIGHEST_NPS).required(),
              InputField.code("reason", SurveyAnswers.REASON)),
          log(
              "engagement",
              Engagement.TABLE,
              Map.of(),
              InputField.of("time", Engagement.EVENT_AT, Kind.TIME).required(),
              InputField.of("time", Engagement.EVENT_DATE, Kind.DATE),
              InputField.customer("customer-id", Engagement.CUSTOMER_KEY),
              InputField.choice(
                      "kind",
                      Engagement.KIND,
                      Engagement.VISIT,
                      Engagement.EMAIL_OPEN,
                      Engagement.EMAIL_CLICK)
                  .required()),
          log(
              "tickets",
              Tickets.TABLE,
              Map.of("closed_before_opened", col(Tickets.CLOSED_ON).lt(col(Tickets.OPENED_ON))),
              InputField.of("opened", Tickets.OPENED_ON, Kind.DATE).required(),
              InputField.customer("customer-id", Tickets.CUSTOMER_KEY),
              InputField.code("category", Tickets.CATEGORY),
              InputField.of("closed", Tickets.CLOSED_ON, Kind.DATE)),
          log(
              "contacts",
              CampaignContacts.TABLE,
              Map.of(),
              InputField.of("date", CampaignContacts.CONTACTED_ON, Kind.DATE).required(),
              InputField.customer("customer-id", CampaignContacts.CUSTOMER_KEY).required(),
              InputField.code("measure", CampaignContacts.MEASURE).required(),
              InputField.choice(
                      "group",
                      CampaignContacts.CONTACT_GROUP,
                      CampaignContacts.CONTROL,
                      CampaignContacts.TREATED)
                  .required(),
              InputField.of("cost", CampaignContacts.COST, Kind.COST)));

  /** All inputs, in the order in which they are told of. */
  public static List<InputSpec> all() {
    return ALL;
  }

  /**
   * The input of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static InputSpec named(String name) {
    return ALL.stream()
        .filter(spec -> spec.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no input is named " + name));
  }

  /** The columns that hold keys of customers. */
  public List<String> customerColumns() {
    return fields.stream()
        .filter(field -> field.kind() == Kind.CUSTOMER)
        .map(InputField::column)
        .toList();
  }

  /** Whether a mapping may name texts beside the fields. */
  boolean hasAttributes() {
    return table.columnNames().contains(CustomerAttributes.ATTRIBUTES);
  }

  private static InputSpec snapshot(String name, Table table, InputField... fields) {
    return new InputSpec(name, table, Content.SNAPSHOT, List.of(fields), Map.of());
  }

  private static InputSpec log(
      String name, Table table, Map<String, Column> rules, InputField... fields) {
    return new InputSpec(name, table, Content.LOG, List.of(fields), rules);
  }
}
