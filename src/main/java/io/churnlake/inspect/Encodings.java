package io.churnlake.inspect;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** In which character set bytes are written. */
final class Encodings {
  private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] UTF_16_BIG = {(byte) 0xFE, (byte) 0xFF};
  private static final byte[] UTF_16_LITTLE = {(byte) 0xFF, (byte) 0xFE};

  /** A character of UTF-8 may be cut at the end of what was read. */
  private static final int LONGEST_CHARACTER = 4;

  private static final int CONFIDENT = 50;

  /** One character in so many may be one that is never printed. */
  private static final int MOST_CONTROLS = 100;

  /** Those that a guess by the frequency of letters is believed of. */
  private static final Set<String> BELIEVED =
      Set.of(
          "UTF-16LE",
          "UTF-16BE",
          "windows-1251",
          "KOI8-R",
          "Shift_JIS",
          "GB18030",
          "Big5",
          "EUC-JP",
          "EUC-KR",
          "ISO-8859-7",
          "ISO-8859-8",
          "ISO-8859-9",
          "ISO-8859-2",
          "windows-1250");

  /** These have the letters of German where Western Europe has them. */
  private static final Set<String> CENTRAL_EUROPE = Set.of("ISO-8859-2", "windows-1250");

  private Encodings() {}

  static boolean hasMark(byte[] bytes) {
    return begins(bytes, UTF_8_MARK) || begins(bytes, UTF_16_BIG) || begins(bytes, UTF_16_LITTLE);
  }

  /** The character set's name, as a mapping takes it. */
  static String of(byte[] bytes) {
    if (begins(bytes, UTF_16_BIG) || begins(bytes, UTF_16_LITTLE)) {
      return StandardCharsets.UTF_16.name();
    }
    if (begins(bytes, UTF_8_MARK) || isUtf8(bytes)) {
      return StandardCharsets.UTF_8.name();
    }
    CharsetMatch match = new CharsetDetector().setText(bytes).detect();
    return match != null
            && match.getConfidence() >= CONFIDENT
            && BELIEVED.contains(match.getName())
            && Charset.isSupported(match.getName())
            && !(CENTRAL_EUROPE.contains(match.getName()) && !hasOwnLetters(bytes, match.getName()))
        ? match.getName()
        // What programs in Western Europe write that do not write UTF-8.
        : "windows-1252";
  }

  /** Whether letters stand there that Western Europe reads as something else. */
  static boolean hasOwnLetters(byte[] bytes, String name) {
    String read = new String(bytes, Charset.forName(name));
    String western = new String(bytes, Charset.forName("windows-1252"));
    for (int i = 0; i < Math.min(read.length(), western.length()); i++) {
      if (Character.isLetter(read.charAt(i)) && read.charAt(i) != western.charAt(i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether what was read is text at all: no zeros, and next to no control characters. */
  static boolean isText(String read) {
    long odd =
        read.chars()
            .filter(c -> Character.isISOControl(c) && "\t\r\n\f\u001A\u0085".indexOf(c) < 0)
            .count();
    return read.indexOf('\0') < 0 && odd * MOST_CONTROLS <= read.length();
  }

  private static boolean begins(byte[] bytes, byte[] with) {
    return bytes.length >= with.length
        && Arrays.equals(bytes, 0, with.length, with, 0, with.length);
  }

  private static boolean isUtf8(byte[] bytes) {
    boolean zeros = false;
    for (byte value : bytes) {
      zeros |= value == 0;
    }
    for (int cut = 0; cut < LONGEST_CHARACTER && cut <= bytes.length; cut++) {
      try {
        var unused =
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, 0, bytes.length - cut));
        return !zeros;
      } catch (CharacterCodingException cutOrOther) {
        // Once more, without the last byte.
      }
    }
    return false;
  }
}
