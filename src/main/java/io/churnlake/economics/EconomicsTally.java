package io.churnlake.economics;

import io.churnlake.customer.Tally;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * All sums of the step, of rows of {@link People}. There are as many as months of channels, kinds
 * of events, parts of splits and segments.
 */
public final class EconomicsTally implements Tally<Row, EconomicsTally> {
  private static final long serialVersionUID = 1L;
  private static final int RATE_SCALE = 10;

  private final Scope scope;
  private final ChannelSums channels;
  private final NpsSums nps;
  private final EngagementSums engagement = new EngagementSums();
  private final SegmentSums segments;

  /**
   * Of nobody.
   *
   * @param marginRate that of gold.clv, for revenue whose cost is not known; none: there are no
   *     amounts, and no margins
   */
  public EconomicsTally(Scope scope, OptionalDouble marginRate) {
    this.scope = scope;
    this.channels = new ChannelSums(scope, rate(marginRate));
    this.nps = new NpsSums(scope);
    this.segments = new SegmentSums(scope);
  }

  private static @Nullable BigDecimal rate(OptionalDouble rate) {
    return rate.isEmpty()
        ? null
        : BigDecimal.valueOf(rate.getAsDouble()).setScale(RATE_SCALE, RoundingMode.HALF_UP);
  }

  @Override
  public void add(Row row) {
    add(Person.of(row));
  }

  void add(Person person) {
    List<ActiveMonths> runs = ActiveMonths.of(person.log(), scope);
    channels.add(person, runs);
    nps.add(person);
    engagement.add(person, runs);
    segments.add(person, runs);
  }

  @Override
  public EconomicsTally plus(EconomicsTally other) {
    channels.add(other.channels);
    nps.add(other.nps);
    engagement.add(other.engagement);
    segments.add(other.segments);
    return this;
  }

  @Override
  public int cells() {
    return channels.cells() + nps.cells() + engagement.cells() + segments.cells();
  }

  Scope scope() {
    return scope;
  }

  ChannelSums channels() {
    return channels;
  }

  NpsSums nps() {
    return nps;
  }

  EngagementSums engagement() {
    return engagement;
  }

  SegmentSums segments() {
    return segments;
  }
}
