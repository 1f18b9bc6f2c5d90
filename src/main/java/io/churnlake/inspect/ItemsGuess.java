package io.churnlake.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which array of an order's object has its lines. */
final class ItemsGuess {
  private static final Pattern OF_LINES =
      Pattern.compile("quantity|qty|sku|price|product|variant|menge|artikel|unit_price|title");

  private static final Pattern NAMED =
      Pattern.compile(".*(line|item|product|position|artikel|row|detail).*");

  private static final int EXAMPLES = 50;

  private ItemsGuess() {}

  /** The array's path; empty if objects are lines themselves. */
  static String of(Table objects) {
    String best = "";
    double most = 1.5;
    for (ColumnValues column : objects.columns().values()) {
      double score = score(column.name(), column.values());
      if (score > most) {
        most = score;
        best = column.name();
      }
    }
    return best;
  }

  private static double score(String name, List<String> values) {
    List<String> arrays =
        values.stream().filter(value -> value.startsWith("[{")).limit(EXAMPLES).toList();
    if (arrays.isEmpty()) {
      return 0;
    }
    double known = 0;
    ObjectMapper mapper = new ObjectMapper();
    for (String array : arrays) {
      try {
        JsonNode first = mapper.readTree(array).path(0);
        int found = 0;
        for (String key : (Iterable<String>) first::fieldNames) {
          found += OF_LINES.matcher(key.toLowerCase(Locale.ROOT)).find() ? 1 : 0;
        }
        known += found;
      } catch (JsonProcessingException notAnArray) {
        return 0;
      }
    }
    boolean named = NAMED.matcher(name.toLowerCase(Locale.ROOT)).matches();
    return known / arrays.size() * arrays.size() / Math.max(1, values.size()) + (named ? 1 : 0);
  }
}
