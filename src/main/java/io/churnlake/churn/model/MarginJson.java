package io.churnlake.churn.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Models as JSON text, for one column of a table. Every number comes back to the last bit, and the
 * same model gives the same text whatever the Java version.
 *
 * <p>An object with {@code kind} and the fields of that kind: {@code trees}, {@code linear} or
 * {@code average}. A tree is arrays over its nodes: {@code feature} and {@code cover} over all of
 * them, {@code threshold}, {@code left} and {@code right} over the inner ones, {@code value} over
 * the leaves, each in the order of the nodes.
 */
public final class MarginJson {
  // Java's own digits of a double changed with Java 19; Jackson's writer gives the shortest always.
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  static final String TREES = "trees";
  static final String LINEAR = "linear";
  static final String AVERAGE = "average";

  private MarginJson() {}

  /** The model as text, in one line. */
  public static String write(Margin margin) {
    try {
      return JSON.writeValueAsString(node(margin));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes can be written", e);
    }
  }

  /**
   * The model that {@link #write} made the text of.
   *
   * @throws IllegalArgumentException if the text is no model
   */
  public static Margin read(String text) {
    try {
      return MarginReading.margin(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the text of a model is no JSON", e);
    }
  }

  private static ObjectNode node(Margin margin) {
    if (margin instanceof TreeEnsemble ensemble) {
      return node(ensemble);
    }
    if (margin instanceof LinearMargin linear) {
      return node(linear);
    }
    ObjectNode node = JSON.createObjectNode().put("kind", AVERAGE);
    ArrayNode members = node.putArray("members");
    for (AveragedMargin.Member member : ((AveragedMargin) margin).members()) {
      members.addObject().put("weight", member.weight()).set("model", node(member.margin()));
    }
    return node;
  }

  private static ObjectNode node(LinearMargin linear) {
    int inputs = linear.inputs();
    ObjectNode node =
        JSON.createObjectNode().put("kind", LINEAR).put("intercept", linear.intercept());
    node.set("coefficients", doubles(inputs, i -> true, linear::coefficient));
    node.set("means", doubles(inputs, i -> true, linear::mean));
    node.set("deviations", doubles(inputs, i -> true, linear::deviation));
    return node;
  }

  private static ObjectNode node(TreeEnsemble ensemble) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("kind", TREES)
            .put("inputs", ensemble.inputs())
            .put("base", ensemble.base());
    ArrayNode trees = node.putArray("trees");
    for (TreeEnsemble.Weighted weighted : ensemble.trees()) {
      DecisionTree tree = weighted.tree();
      int size = tree.size();
      IntPredicate inner = i -> !tree.isLeaf(i);
      ObjectNode one = trees.addObject().put("weight", weighted.weight());
      one.set("feature", integers(size, i -> true, tree::feature));
      one.set("threshold", doubles(size, inner, tree::threshold));
      one.set("left", integers(size, inner, tree::left));
      one.set("right", integers(size, inner, tree::right));
      one.set("value", doubles(size, tree::isLeaf, tree::leafValue));
      one.set("cover", doubles(size, i -> true, tree::cover));
    }
    return node;
  }

  private static ArrayNode doubles(int size, IntPredicate among, IntToDoubleFunction value) {
    ArrayNode array = JSON.createArrayNode();
    IntStream.range(0, size).filter(among).forEach(i -> array.add(value.applyAsDouble(i)));
    return array;
  }

  private static ArrayNode integers(int size, IntPredicate among, IntUnaryOperator value) {
    ArrayNode array = JSON.createArrayNode();
    IntStream.range(0, size).filter(among).forEach(i -> array.add(value.applyAsInt(i)));
    return array;
  }
}
