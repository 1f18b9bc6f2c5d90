package io.churnlake.simulate;

import java.util.stream.Collectors;

/**
 * What a simulation delivered, by its own count. Good lines are counted once, however often they
 * were delivered.
 *
 * @param customers customers who arrived
 * @param occasions their days with a purchase
 * @param droppedOut customers who left for good within the period
 * @param sales good lines of sales, guests' among them
 * @param returns good lines of returns
 * @param cancellations good lines of cancellations
 * @param guestLines good lines without a customer, of all three kinds
 * @param lateLines good lines that were delivered after their day
 * @param repeatedLines good lines that were delivered a second time, unchanged, with the next day's
 *     file
 * @param margin what customers' sales brought, guests' not among them
 * @param malformed lines that cannot be read, beside the good ones
 */
public record SimulationSummary(
    long customers,
    long occasions,
    long droppedOut,
    long sales,
    long returns,
    long cancellations,
    long guestLines,
    long lateLines,
    long repeatedLines,
    Margin margin,
    Malformed malformed) {

  /**
   * What customers bought, cancellations and returns not taken off.
   *
   * @param revenueCents after discounts
   * @param costCents what the goods cost the shop
   */
  public record Margin(long revenueCents, long costCents) {

    /** (revenue - cost) / revenue; NaN without revenue. */
    public double rate() {
      return (double) (revenueCents - costCents) / revenueCents;
    }
  }

  /**
   * Malformed lines by what is wrong with them.
   *
   * @param quantity the quantity is no number
   * @param date there is no such date
   * @param columns the line ends too early
   * @param price the price is no number
   */
  public record Malformed(long quantity, long date, long columns, long price) {

    /** All of them. */
    public long total() {
      return quantity + date + columns + price;
    }
  }

  /** Good lines, each counted once. */
  public long cleanLines() {
    return sales + returns + cancellations;
  }

  /** Lines of all files, headers aside. */
  public long deliveredLines() {
    return cleanLines() + repeatedLines + malformed.total();
  }

  /** The summary with what it is a summary of, as JSON text with a fixed order of keys. */
  public String json(SimulationSpec spec, ShopLaw law, InputLaw inputs) {
    String channels =
        law.acquisitions().stream()
            .map(SimulationSummary::channelJson)
            .collect(Collectors.joining(",\n"));
    return """
        {
          "spec": {"customers": %d, "days": %d, "seed": %d, "start": "%s", "end": "%s"},
          "law": {
            "rate_shape": %s,
            "dropout_a": %s,
            "dropout_b": %s,
            "channels": {
        %s
            }
          },
          "inputs": %s,
          "customers": %d,
          "occasions": %d,
          "dropped_out": %d,
          "margin": {"revenue_cents": %d, "cost_cents": %d, "rate": %s},
          "lines_delivered": %d,
          "lines_clean": %d,
          "lines_sales": %d,
          "lines_returns": %d,
          "lines_cancellations": %d,
          "lines_guests": %d,
          "lines_late": %d,
          "lines_repeated": %d,
          "lines_malformed": {"quantity": %d, "date": %d, "columns": %d, "price": %d}
        }
        """
        .formatted(
            spec.customers(),
            spec.days(),
            spec.seed(),
            spec.start(),
            spec.end(),
            law.rateShape(),
            law.dropoutA(),
            law.dropoutB(),
            channels,
            inputs.json(spec),
            customers,
            occasions,
            droppedOut,
            margin.revenueCents(),
            margin.costCents(),
            margin.revenueCents() == 0 ? "null" : Double.toString(margin.rate()),
            deliveredLines(),
            cleanLines(),
            sales,
            returns,
            cancellations,
            guestLines,
            lateLines,
            repeatedLines,
            malformed.quantity(),
            malformed.date(),
            malformed.columns(),
            malformed.price());
  }

  private static String channelJson(ShopLaw.Acquisition part) {
    return "      \""
        + part.channel().label()
        + "\": {\"share\": "
        + part.share()
        + ", \"alpha_days\": "
        + part.alpha()
        + "}";
  }
}
