package io.churnlake.customer;

/**
 * Two tallies of the same customers, each of whose histories is then opened once for both.
 *
 * @param <A> the one
 * @param <B> the other
 */
public record BothTallies<A extends LogTally<A>, B extends LogTally<B>>(A first, B second)
    implements LogTally<BothTallies<A, B>> {
  @Override
  public void add(CustomerLog log) {
    first.add(log);
    second.add(log);
  }

  @Override
  public BothTallies<A, B> plus(BothTallies<A, B> other) {
    return new BothTallies<>(first.plus(other.first), second.plus(other.second));
  }

  @Override
  public int cells() {
    return first.cells() + second.cells();
  }
}
