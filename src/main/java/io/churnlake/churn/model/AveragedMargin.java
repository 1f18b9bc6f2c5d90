package io.churnlake.churn.model;

import java.io.Serializable;
import java.util.List;

/**
 * The weighted mean of several models' margins: sum of weight x margin over the sum of weights.
 *
 * @param members at least one, all with the same inputs
 */
public record AveragedMargin(List<Member> members) implements Margin {

  /**
   * A model and its weight.
   *
   * @param weight above 0
   */
  public record Member(Margin margin, double weight) implements Serializable {

    /** Checks that the weight is positive and finite. */
    public Member {
      if (!(weight > 0 && Double.isFinite(weight))) {
        throw new IllegalArgumentException("a member's weight is " + weight);
      }
    }
  }

  /** Checks that there is a member and that all have the same inputs. */
  public AveragedMargin {
    members = List.copyOf(members);
    if (members.stream().map(member -> member.margin().inputs()).distinct().count() != 1) {
      throw new IllegalArgumentException("the members of a mean must have the same inputs");
    }
  }

  @Override
  public int inputs() {
    return members.get(0).margin().inputs();
  }

  @Override
  public double margin(double[] x) {
    double sum = 0;
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      sum += member.weight() * member.margin().margin(x);
    }
    return sum / totalWeight();
  }

  /** The sum of the members' weights. */
  public double totalWeight() {
    double weights = 0;
    for (Member member : members) {
      weights += member.weight();
    }
    return weights;
  }
}
