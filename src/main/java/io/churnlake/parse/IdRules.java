package io.churnlake.parse;

import static org.apache.spark.sql.functions.instr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;

/**
 * How a source's customer ids are read, wherever they come from: order lines, other inputs, or a
 * person who types one.
 *
 * @param remove regular expression of what is no part of an id, or empty
 * @param nobody ids that stand for no customer, in small letters
 * @param foldsMail ids with an at sign are mail addresses, of which capitals make no other one
 */
public record IdRules(String remove, List<String> nobody, boolean foldsMail)
    implements Serializable {
  private static final char AT = '@';

  /** Ids as they stand. */
  public static IdRules asWritten(String remove) {
    return new IdRules(remove, List.of(), false);
  }

  /** The id that the text is; empty if it is none. */
  public Optional<String> read(String text) {
    String id = text.strip();
    if (!remove.isEmpty()) {
      id = Pattern.compile(remove).matcher(id).replaceAll("").strip();
    }
    if (foldsMail && id.indexOf(AT) >= 0) {
      id = id.toLowerCase(Locale.ROOT);
    }
    return id.isEmpty() || nobody.contains(id.toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of(id);
  }

  /** The same of a column; NULL where it is none. */
  public Column read(Column text) {
    Column id = trim(text);
    if (!remove.isEmpty()) {
      id = trim(regexp_replace(id, remove, ""));
    }
    if (foldsMail) {
      id = when(instr(id, String.valueOf(AT)).gt(0), lower(id)).otherwise(id);
    }
    id = nullif(id, lit(""));
    return nobody.isEmpty() ? id : when(not(lower(id).isin(nobody.toArray())), id);
  }
}
