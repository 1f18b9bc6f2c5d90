package io.churnlake.simulate;

/**
 * How a customer came.
 *
 * @param day day of the first purchase
 * @param channel the acquisition channel
 * @param referrer index of the customer who sent this one, or {@link #NOBODY}
 */
record Arrival(int day, Channel channel, long referrer) {
  static final long NOBODY = -1;
}
