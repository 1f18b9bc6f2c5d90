package io.churnlake.simulate;

/**
 * Order ids: 13 characters from a 64-bit number. It is a bijection of (unit, number), so no two
 * orders share an id, stirred with the seed, so that neither customer nor order can be read off it.
 */
final class OrderIds {

  private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final int LENGTH = 13;
  private static final int NUMBER_BITS = 20;

  private final long stirBefore;
  private final long stirAfter;
  private final char[] text = new char[LENGTH];

  OrderIds(long seed) {
    stirBefore = Draws.mix(seed);
    stirAfter = Draws.mix(~seed);
  }

  /** The id of a unit's order of that number, both from 0. */
  String id(long unit, int number) {
    if (number >= 1 << NUMBER_BITS) {
      throw new IllegalStateException(
          "unit " + unit + " has more than " + (1 << NUMBER_BITS) + " orders");
    }
    long rest = Draws.mix(Draws.mix((unit << NUMBER_BITS | number) ^ stirBefore) ^ stirAfter);
    for (int i = LENGTH - 1; i >= 0; i--) {
      text[i] = ALPHABET[(int) (rest & 31)];
      rest >>>= 5;
    }
    return new String(text);
  }
}
