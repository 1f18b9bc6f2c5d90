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
        ? match.getName()
        // What programs in Western Europe write that do not write UTF-8.
        : "windows-1252";
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
