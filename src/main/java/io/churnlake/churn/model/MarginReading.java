package io.churnlake.churn.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Models from the JSON that {@link MarginJson} describes; anything else is an illegal argument. */
final class MarginReading {
  private MarginReading() {}

  static Margin margin(JsonNode node) {
    String kind = node.path("kind").asText();
    return switch (kind) {
      case MarginJson.TREES -> trees(node);
      case MarginJson.LINEAR ->
          new LinearMargin(
              number(node, "intercept"),
              numbers(node, "coefficients"),
              numbers(node, "means"),
              numbers(node, "deviations"));
      case MarginJson.AVERAGE -> {
        List<AveragedMargin.Member> members = new ArrayList<>();
        for (JsonNode member : array(node, "members")) {
          members.add(
              new AveragedMargin.Member(margin(member.path("model")), number(member, "weight")));
        }
        yield new AveragedMargin(members);
      }
      default -> throw new IllegalArgumentException("a model of the unknown kind '" + kind + "'");
    };
  }

  private static TreeEnsemble trees(JsonNode node) {
    List<TreeEnsemble.Weighted> trees = new ArrayList<>();
    for (JsonNode tree : array(node, "trees")) {
      trees.add(new TreeEnsemble.Weighted(tree(tree), number(tree, "weight")));
    }
    int inputs = integer(number(node, "inputs"));
    return new TreeEnsemble(inputs, number(node, "base"), trees);
  }

  private static DecisionTree tree(JsonNode node) {
    int[] feature = integers(node, "feature");
    IntPredicate inner = i -> feature[i] >= 0;
    return new DecisionTree(
        feature,
        spread(numbers(node, "threshold"), feature.length, inner),
        toInts(spread(numbers(node, "left"), feature.length, inner)),
        toInts(spread(numbers(node, "right"), feature.length, inner)),
        spread(numbers(node, "value"), feature.length, inner.negate()),
        numbers(node, "cover"));
  }

  /** An element for each node from those of some. */
  private static double[] spread(double[] some, int size, IntPredicate among) {
    int[] nodes = IntStream.range(0, size).filter(among).toArray();
    if (nodes.length != some.length) {
      throw new IllegalArgumentException(
          "a tree has " + some.length + " numbers for " + nodes.length + " nodes");
    }
    double[] all = new double[size];
    for (int i = 0; i < nodes.length; i++) {
      all[nodes[i]] = some[i];
    }
    return all;
  }

  private static int[] integers(JsonNode node, String field) {
    return toInts(numbers(node, field));
  }

  private static int[] toInts(double[] numbers) {
    int[] integers = new int[numbers.length];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = integer(numbers[i]);
    }
    return integers;
  }

  private static int integer(double number) {
    int integer = (int) number;
    if (integer != number) {
      throw new IllegalArgumentException("a model with " + number + " for a whole number");
    }
    return integer;
  }

  private static double[] numbers(JsonNode node, String field) {
    JsonNode array = array(node, field);
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(array.get(i), field);
    }
    return numbers;
  }

  private static JsonNode array(JsonNode node, String field) {
    JsonNode array = node.path(field);
    if (!array.isArray()) {
      throw new IllegalArgumentException("a model without a list " + field);
    }
    return array;
  }

  private static double number(JsonNode node, String field) {
    JsonNode value = node.isObject() ? node.path(field) : node;
    if (!value.isNumber()) {
      throw new IllegalArgumentException("a model without a number " + field);
    }
    return value.doubleValue();
  }
}
