package io.churnlake.clv.model;

import java.util.List;
import java.util.stream.Stream;

/** The registry of all purchase models. */
public final class PurchaseFamilies {
  private static final List<PurchaseFamily> ALL =
      Stream.concat(Stream.of(BgNbd.FAMILY, ParetoNbd.FAMILY), MbgCnbd.families().stream())
          .toList();

  private PurchaseFamilies() {}

  public static List<PurchaseFamily> all() {
    return ALL;
  }

  public static List<String> names() {
    return ALL.stream().map(PurchaseFamily::name).toList();
  }

  /**
   * The family of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static PurchaseFamily named(String name) {
    return ALL.stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no purchase model " + name));
  }
}
