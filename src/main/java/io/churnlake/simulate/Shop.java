package io.churnlake.simulate;

/**
 * What all customers of one simulation share: its calendar, catalogue and laws. Not for use by
 * several threads.
 */
final class Shop {

  private final SimulationSpec spec;
  private final ShopLaw law;
  private final InputLaw.Campaigns campaigns;
  private final ShopCalendar calendar;
  private final Catalogue catalogue;
  private final OrderIds orderIds;
  private final Arrivals arrivals;

  Shop(SimulationSpec spec, ShopLaw law) {
    this(spec, law, InputLaw.standard().campaigns());
  }

  Shop(SimulationSpec spec, ShopLaw law, InputLaw.Campaigns campaigns) {
    this.spec = spec;
    this.law = law;
    this.campaigns = campaigns;
    calendar = new ShopCalendar(spec);
    catalogue = new Catalogue();
    orderIds = new OrderIds(spec.seed());
    arrivals = new Arrivals(calendar, law, spec.seed());
  }

  SimulationSpec spec() {
    return spec;
  }

  ShopLaw law() {
    return law;
  }

  InputLaw.Campaigns campaigns() {
    return campaigns;
  }

  ShopCalendar calendar() {
    return calendar;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  OrderIds orderIds() {
    return orderIds;
  }

  Arrivals arrivals() {
    return arrivals;
  }

  int lastDay() {
    return spec.days() - 1;
  }

  /**
   * The shop's own id of a customer, as wide as the most customers need, so that ids sort like
   * indexes.
   */
  static String customerId(long index) {
    return "K" + Long.toString(100_000_000L + index).substring(1);
  }
}
