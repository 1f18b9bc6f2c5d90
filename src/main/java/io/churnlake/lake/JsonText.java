package io.churnlake.lake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON to and from nested maps and lists of text; numbers keep their digits. */
final class JsonText {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_NUMBER = 1000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER)
                  .maxStringLength(RecordReader.MAX_RECORD_CHARACTERS)
                  .build())
          // Which of two values is meant nobody can tell.
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonText() {}

  /** The object that {@code text} is, and nothing else; null if it is not one. */
  static @Nullable Map<String, @Nullable Object> object(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      Map<String, @Nullable Object> object = fields(parser);
      return parser.nextToken() == null ? object : null;
    } catch (IOException malformed) {
      return null;
    }
  }

  private static Map<String, @Nullable Object> fields(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return fields;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> fields(parser);
      case START_ARRAY -> {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }
        yield elements;
      }
      case VALUE_NULL -> null;
      // The text as it stands in the file: 17850.10 stays so.
      default -> parser.getText();
    };
  }

  /** The value as JSON; all leaves are texts. Written for each row of a table: no generator. */
  static String of(Object value) {
    StringBuilder text = new StringBuilder();
    write(text, value);
    return text.toString();
  }

  private static void write(StringBuilder text, @Nullable Object value) {
    if (value instanceof Map<?, ?> fields) {
      String between = "{";
      for (Map.Entry<?, ?> field : fields.entrySet()) {
        text.append(between);
        quote(text, field.getKey());
        text.append(':');
        write(text, field.getValue());
        between = ",";
      }
      text.append(fields.isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?> elements) {
      String between = "[";
      for (Object element : elements) {
        text.append(between);
        write(text, element);
        between = ",";
      }
      text.append(elements.isEmpty() ? "[]" : "]");
    } else if (value == null) {
      text.append("null");
    } else {
      quote(text, value);
    }
  }

  private static void quote(StringBuilder text, Object value) {
    text.append('"');
    JsonStringEncoder.getInstance().quoteAsString(value.toString(), text);
    text.append('"');
  }
}
