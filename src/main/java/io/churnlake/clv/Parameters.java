package io.churnlake.clv;

/** Checks of a model's parameters. */
final class Parameters {
  private Parameters() {}

  static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "Parameter " + name + " must be positive and finite, but is " + value);
    }
  }
}
