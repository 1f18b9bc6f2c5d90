package io.churnlake.churn.drift;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * References as JSON text, for one column of a table: {@code cut_off}, {@code log_days}, {@code
 * features} and {@code score}, which are objects of {@code name}, {@code limits} and {@code
 * customers}, the count of missing values last. Every number comes back to the last bit.
 */
public final class ReferenceJson {
  // The shortest digits, whatever the Java version.
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String CUT_OFF = "cut_off";
  private static final String LOG_DAYS = "log_days";
  private static final String FEATURES = "features";
  private static final String SCORE = "score";
  private static final String NAME = "name";
  private static final String LIMITS = "limits";
  private static final String CUSTOMERS = "customers";

  private ReferenceJson() {}

  /** The reference as text, in one line. */
  public static String write(Reference reference) {
    ObjectNode node =
        JSON.createObjectNode()
            .put(CUT_OFF, reference.cutOff().toString())
            .put(LOG_DAYS, reference.logDays());
    ArrayNode features = node.putArray(FEATURES);
    reference.features().forEach(binned -> features.add(node(binned)));
    node.set(SCORE, node(reference.score()));
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes can be written", e);
    }
  }

  private static ObjectNode node(Binned binned) {
    ObjectNode node = JSON.createObjectNode().put(NAME, binned.name());
    ArrayNode limits = node.putArray(LIMITS);
    binned.bins().limits().forEach(limits::add);
    ArrayNode customers = node.putArray(CUSTOMERS);
    binned.customers().forEach(customers::add);
    return node;
  }

  /**
   * The reference that {@link #write} made the text of.
   *
   * @throws IllegalArgumentException if the text is no reference
   */
  public static Reference read(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      List<Binned> features = new ArrayList<>();
      node.required(FEATURES).forEach(one -> features.add(binned(one)));
      return new Reference(
          LocalDate.parse(node.required(CUT_OFF).textValue()),
          node.required(LOG_DAYS).intValue(),
          features,
          binned(node.required(SCORE)));
    } catch (JsonProcessingException | DateTimeException e) {
      throw new IllegalArgumentException("the text of a model's reference cannot be read", e);
    }
  }

  private static Binned binned(JsonNode node) {
    List<Double> limits = new ArrayList<>();
    node.required(LIMITS).forEach(limit -> limits.add(limit.doubleValue()));
    List<Long> customers = new ArrayList<>();
    node.required(CUSTOMERS).forEach(count -> customers.add(count.longValue()));
    return new Binned(node.required(NAME).textValue(), new ReferenceBins(limits), customers);
  }
}
