package io.churnlake.clv.model;

/** Checks of a model's parameters. */
public final class Parameters {
  private Parameters() {}

  public static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "Parameter " + name + " must be positive and finite, but is " + value);
    }
  }
}
