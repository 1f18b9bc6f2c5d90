package io.churnlake.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.churnlake.table.BronzeRejected;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * All texts in a file: its bytes as they lie there (the statistics in a Parquet footer among them),
 * and what they hold decoded: the values of Parquet, the content of gzip, the strings of JSON and
 * of JSON within JSON. Parquet is read without Spark's reader, so that no plan names what is
 * sought.
 */
final class FileTexts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CHUNK = 1 << 20;

  /** More than any text that is sought; read twice, at the end of a chunk and before the next. */
  private static final int OVERLAP = 1 << 12;

  private final Configuration hadoop;
  private final CompressionCodecFactory codecs;

  FileTexts(Configuration hadoop) {
    this.hadoop = hadoop;
    this.codecs = new CompressionCodecFactory(hadoop);
  }

  /**
   * Whether a text of the file passes a test.
   *
   * @param asBytes asked of the bytes, read as characters of one byte each, and of the values of
   *     rejected lines that only wait for a header: they have no column of ids
   * @param decoded asked of each decoded value
   */
  boolean holds(Path file, TextTest asBytes, TextTest decoded) {
    try {
      if (bytesHold(file, asBytes)) {
        return true;
      }
      String name = file.getName();
      if (name.endsWith(".parquet")) {
        return parquetHolds(file, decoded, asBytes);
      }
      return name.endsWith(".json") && jsonHolds(file, decoded);
    } catch (FileNotFoundException gone) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot search " + file, e);
    }
  }

  private boolean bytesHold(Path file, TextTest test) throws IOException {
    try (InputStream bytes = file.getFileSystem(hadoop).open(file)) {
      if (streamHolds(bytes, test)) {
        return true;
      }
    }
    CompressionCodec codec = codecs.getCodec(file);
    if (codec == null) {
      return false;
    }
    try (InputStream content = codec.createInputStream(file.getFileSystem(hadoop).open(file))) {
      return streamHolds(content, test);
    }
  }

  private static boolean streamHolds(InputStream in, TextTest test) throws IOException {
    byte[] buffer = new byte[OVERLAP + CHUNK];
    int kept = 0;
    while (true) {
      int read = in.readNBytes(buffer, kept, CHUNK);
      int filled = kept + read;
      if (read == 0) {
        return false;
      }
      if (kept > 0) {
        // No word begins here: where one does, the chunk before has shown it whole.
        buffer[0] = 'x';
      }
      if (test.holds(new String(buffer, 0, filled, StandardCharsets.ISO_8859_1))) {
        return true;
      }
      kept = Math.min(OVERLAP, filled);
      System.arraycopy(buffer, filled - kept, buffer, 0, kept);
    }
  }

  // ---- JSON ------------------------------------------------------------------------------------

  private boolean jsonHolds(Path file, TextTest test) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(file.getFileSystem(hadoop).open(file), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        if (textHolds(line, test)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Strings with escapes, also of JSON that a string holds, such as the statistics of a file. */
  private static boolean textHolds(String text, TextTest test) {
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return false;
    }
    try {
      return nodeHolds(JSON.readTree(text), test);
    } catch (JsonProcessingException noJson) {
      return false;
    }
  }

  private static boolean nodeHolds(JsonNode node, TextTest test) {
    if (node.isTextual()) {
      return test.holds(node.textValue()) || textHolds(node.textValue(), test);
    }
    for (JsonNode child : node) {
      if (nodeHolds(child, test)) {
        return true;
      }
    }
    return false;
  }

  // ---- Parquet ---------------------------------------------------------------------------------

  private boolean parquetHolds(Path file, TextTest test, TextTest withoutIds) throws IOException {
    MessageType texts = texts(file);
    if (texts.getFieldCount() == 0) {
      return false;
    }
    Configuration columns = new Configuration(hadoop);
    columns.set(ReadSupport.PARQUET_READ_SCHEMA, texts.toString());
    try (ParquetReader<Group> rows =
        ParquetReader.builder(new GroupReadSupport(), file).withConf(columns).build()) {
      Group row;
      while ((row = rows.read()) != null) {
        if (groupHolds(row, onlyWaits(row) ? withoutIds : test)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Whether the row is a rejected line that only waits for a header. */
  private static boolean onlyWaits(Group row) {
    String column = BronzeRejected.REASONS;
    if (!row.getType().containsField(column)
        || row.getType().getType(column).isPrimitive()
        || row.getFieldRepetitionCount(column) == 0) {
      return false;
    }
    Group reasons = row.getGroup(column, 0);
    return groupHolds(reasons, BronzeRejected.HEADER_MISSING::equals)
        && !groupHolds(reasons, reason -> !reason.equals(BronzeRejected.HEADER_MISSING));
  }

  private MessageType texts(Path file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop))) {
      MessageType all = reader.getFooter().getFileMetaData().getSchema();
      return new MessageType(all.getName(), texts(all));
    }
  }

  /** The fields that are texts or have texts in them. */
  private static List<Type> texts(GroupType group) {
    List<Type> kept = new ArrayList<>();
    for (Type field : group.getFields()) {
      if (field.isPrimitive()) {
        if (field.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY) {
          kept.add(field);
        }
      } else {
        List<Type> inside = texts(field.asGroupType());
        if (!inside.isEmpty()) {
          kept.add(field.asGroupType().withNewFields(inside));
        }
      }
    }
    return kept;
  }

  private static boolean groupHolds(Group group, TextTest test) {
    GroupType type = group.getType();
    for (int field = 0; field < type.getFieldCount(); field++) {
      for (int i = 0; i < group.getFieldRepetitionCount(field); i++) {
        if (type.getType(field).isPrimitive()) {
          String value = group.getBinary(field, i).toStringUsingUTF8();
          if (test.holds(value) || textHolds(value, test)) {
            return true;
          }
        } else if (groupHolds(group.getGroup(field, i), test)) {
          return true;
        }
      }
    }
    return false;
  }
}
