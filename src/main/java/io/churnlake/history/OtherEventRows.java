package io.churnlake.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.upper;

import io.churnlake.churn.feature.OtherEvents;
import io.churnlake.churn.feature.OtherEvents.Kind;
import io.churnlake.lake.Lake;
import io.churnlake.table.CampaignContacts;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Engagement;
import io.churnlake.table.Feature.Source;
import io.churnlake.table.SurveyAnswers;
import io.churnlake.table.Table;
import io.churnlake.table.Tickets;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What is known of customers beside the order log, from the tables of inputs. */
final class OtherEventRows {
  static final List<Table> TABLES =
      List.of(Engagement.TABLE, Tickets.TABLE, CampaignContacts.TABLE, SurveyAnswers.TABLE);

  static final String EVENTS = "events";
  private static final String SOURCE = "source";
  private static final String KIND = "kind";
  private static final String DATE = "date";
  private static final String VALUE = "value";

  private final @Nullable Dataset<Row> events;

  private OtherEventRows(@Nullable Dataset<Row> events) {
    this.events = events;
  }

  /** Those dated up to {@code asOf}, of the tables that exist. */
  static OtherEventRows of(Lake lake, LocalDate asOf) {
    Dataset<Row> all = null;
    for (Dataset<Row> each :
        List.of(
            kept(
                lake,
                Engagement.TABLE,
                Engagement.EVENT_DATE,
                Source.ENGAGEMENT,
                upper(col(Engagement.KIND)),
                lit(0),
                lit(true)),
            kept(
                lake,
                Tickets.TABLE,
                Tickets.OPENED_ON,
                Source.TICKETS,
                lit(Kind.TICKET.name()),
                lit(0),
                lit(true)),
            kept(
                lake,
                CampaignContacts.TABLE,
                CampaignContacts.CONTACTED_ON,
                Source.CONTACTS,
                lit(Kind.CONTACT.name()),
                lit(0),
                col(CampaignContacts.CONTACT_GROUP).notEqual(CampaignContacts.CONTROL)),
            kept(
                lake,
                SurveyAnswers.TABLE,
                SurveyAnswers.ANSWERED_ON,
                Source.SURVEYS,
                lit(Kind.NPS.name()),
                col(SurveyAnswers.NPS),
                lit(true)))) {
      all = all == null ? each : all.unionAll(each);
    }
    boolean isAnythingThere = TABLES.stream().anyMatch(lake::exists);
    return new OtherEventRows(
        isAnythingThere && all != null ? all.filter(col(DATE).leq(lit(asOf))) : null);
  }

  private static Dataset<Row> kept(
      Lake lake, Table table, String date, Source source, Column kind, Column value, Column which) {
    return lake.read(table)
        .filter(which)
        .select(
            col(CustomerDays.CUSTOMER_KEY),
            lit(source.name()).as(SOURCE),
            kind.as(KIND),
            col(date).as(DATE),
            value.as(VALUE));
  }

  /** The first date of each source that has one. */
  Map<Source, LocalDate> first() {
    Map<Source, LocalDate> first = new EnumMap<>(Source.class);
    if (events != null) {
      for (Row row : events.groupBy(SOURCE).agg(min(DATE)).collectAsList()) {
        first.put(Source.valueOf(row.getString(0)), row.getDate(1).toLocalDate());
      }
    }
    return first;
  }

  /** Whether there is any such table. */
  boolean isAnythingThere() {
    return events != null;
  }

  /** One row a customer: customer_key, {@link #EVENTS}; null where there is no such table. */
  @Nullable Dataset<Row> byCustomer() {
    return events == null
        ? null
        : events
            .filter(col(CustomerDays.CUSTOMER_KEY).isNotNull())
            .groupBy(CustomerDays.CUSTOMER_KEY)
            .agg(
                collect_list(struct(col(KIND), unix_date(col(DATE)).as(DATE), col(VALUE)))
                    .as(EVENTS));
  }

  /** The events of a row's list. */
  static OtherEvents events(@Nullable List<Row> rows) {
    return rows == null
        ? OtherEvents.NONE
        : new OtherEvents(
            rows.stream()
                .map(
                    row ->
                        new OtherEvents.Event(
                            Kind.valueOf(row.getString(0)), row.getInt(1), row.getInt(2)))
                .toList());
  }
}
