package io.churnlake.customer;

import io.churnlake.parse.IdRules;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds persons in text: their keys wherever they stand; their ids, and other texts such as names,
 * as whole words. An id that may as well be something else (a number, or very short) proves nothing
 * in a column of product codes: it is looked for only where ids are kept.
 */
public final class PersonSearch implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int KEY_CHARACTERS = 22;
  private static final int UNMISTAKABLE_CHARACTERS = 5;

  private final Set<String> keys;
  private final Set<String> ids;
  private final String delimiter;
  private final IdRules rules;
  private final @Nullable PersonSearch folded;

  /** Whole words by their first run of ASCII letters and digits. */
  private final Map<String, List<Word>> words = new HashMap<>();

  /** Words without such a run. */
  private final List<String> others = new ArrayList<>();

  /** A text to find, and where in it its first run of ASCII letters and digits begins. */
  private record Word(String text, int runAt) implements Serializable {}

  /**
   * A search for persons.
   *
   * @param keys their customer keys
   * @param ids their ids as the source cleans them
   * @param texts what else names them
   * @param delimiter the source's field delimiter
   * @param rules how the source reads customer ids
   */
  public PersonSearch(
      Collection<String> keys,
      Collection<String> ids,
      Collection<String> texts,
      String delimiter,
      IdRules rules) {
    this.keys = new HashSet<>(keys);
    this.ids = new HashSet<>(ids);
    this.delimiter = delimiter;
    this.rules = rules;
    ids.stream().filter(PersonSearch::isUnmistakable).forEach(this::add);
    this.folded = texts.isEmpty() ? null : new PersonSearch(texts);
  }

  /** Names and e-mails, of which capitals are nobody's own. */
  private PersonSearch(Collection<String> texts) {
    this.keys = Set.of();
    this.ids = Set.of();
    this.delimiter = "";
    this.rules = IdRules.asWritten("");
    this.folded = null;
    for (String text : texts) {
      add(folded(text));
      index(folded(asBytes(text)));
    }
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** As it looks where bytes are read as characters. */
  private static String asBytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Whether an id can be told from other codes and numbers of a shop. */
  public static boolean isUnmistakable(String id) {
    return id.length() >= UNMISTAKABLE_CHARACTERS && !id.chars().allMatch(Character::isDigit);
  }

  private void add(String text) {
    index(text);
    String bytes = asBytes(text);
    if (!bytes.equals(text)) {
      index(bytes);
    }
  }

  private void index(String text) {
    int from = 0;
    while (from < text.length() && !isWord(text.charAt(from))) {
      from++;
    }
    if (from == text.length()) {
      others.add(text);
    } else {
      words
          .computeIfAbsent(text.substring(from, endOfWord(text, from)), run -> new ArrayList<>())
          .add(new Word(text, from));
    }
  }

  /** Whether a key, an id that is unmistakable, or another text of theirs stands in the text. */
  public boolean isIn(String text) {
    return holdsKey(text) || holdsWord(text) || (folded != null && folded.holdsWord(folded(text)));
  }

  /** The same in raw text or a column of ids, where every id counts. */
  public boolean isWhereIdsAre(String text) {
    return ids.contains(text)
        || isIn(text)
        || RawTokens.of(text, delimiter, rules).stream().anyMatch(ids::contains);
  }

  private boolean holdsKey(String text) {
    int run = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      run = isWord(c) || c == '-' || c == '_' ? run + 1 : 0;
      if (run >= KEY_CHARACTERS && keys.contains(text.substring(at + 1 - KEY_CHARACTERS, at + 1))) {
        return true;
      }
    }
    return false;
  }

  private boolean holdsWord(String text) {
    if (!others.isEmpty() && others.stream().anyMatch(text::contains)) {
      return true;
    }
    if (words.isEmpty()) {
      return false;
    }
    int at = 0;
    while (at < text.length()) {
      if (!isWord(text.charAt(at))) {
        at++;
        continue;
      }
      int end = endOfWord(text, at);
      for (Word word : words.getOrDefault(text.substring(at, end), List.of())) {
        if (stands(word, text, at)) {
          return true;
        }
      }
      at = end;
    }
    return false;
  }

  /** Whether the word stands there, and nothing goes on behind it. */
  private static boolean stands(Word word, String text, int runAt) {
    int from = runAt - word.runAt();
    int end = from + word.text().length();
    return from >= 0
        && text.startsWith(word.text(), from)
        && (end == text.length()
            || !isWord(text.charAt(end))
            || !isWord(word.text().charAt(word.text().length() - 1)));
  }

  private static int endOfWord(String text, int from) {
    int end = from;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
