package io.churnlake.customer;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;

/** A share of the customers, chosen by a hash of their key: the same ones in each run. */
public final class CustomerSample {
  private static final int SLOTS = 1_000_000;

  private CustomerSample() {}

  /** Whether the customer of a row is in it; all are if the share is 1 or more. */
  public static Column holds(Column key, double share) {
    return pmod(xxhash64(key), lit(SLOTS)).lt(share * SLOTS);
  }

  /** The same in plain Java, by another hash: other customers than those of the column. */
  public static boolean holds(String key, double share) {
    return Math.floorMod(key.hashCode(), SLOTS) < share * SLOTS;
  }
}
