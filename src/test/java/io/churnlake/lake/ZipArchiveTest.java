package io.churnlake.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.testing.Zips;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members of archives are files; archives that are not what they say are refused. */
@Tag("fast")
class ZipArchiveTest {
  /** Where the directory's entry of a member has what is changed here. */
  private static final int FLAGS = 8;

  private static final int CHECKSUM = 16;
  private static final int SIZE = 24;

  @TempDir Path folder;

  private static List<OrderFile> members(Path file, String pattern) throws IOException {
    return new Members(RecordFormat.Separation.DELIMITED, pattern, new Configuration())
        .of(new OrderFile(file.getFileName().toString(), file.toUri().toString(), 1, 7));
  }

  private static String content(OrderFile member) throws IOException {
    try (InputStream bytes = new FileOpener(new Configuration()).bytes(member)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Path archive(String... members) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String member : members) {
      texts.put(member, member.endsWith("/") ? "" : "text of " + member);
    }
    return Zips.write(folder.resolve("export.zip"), texts);
  }

  @Test
  void membersAreFilesButThoseThatAreHidden() throws IOException {
    Path zip =
        archive("2024/", "2024/b.csv", "__MACOSX/._b.csv", ".DS_Store", "a.csv", "liesmich.txt");

    List<OrderFile> members = members(zip, "*.csv");

    assertThat(members)
        .extracting(OrderFile::name)
        .containsExactly("export.zip!/2024/b.csv", "export.zip!/a.csv");
    assertThat(members).extracting(OrderFile::container).containsOnly("export.zip");
    assertThat(members).extracting(OrderFile::bytes).containsExactly(18L, 13L);
    assertThat(content(members.get(0))).isEqualTo("text of 2024/b.csv");
    assertThatThrownBy(() -> members(zip, "*.json"))
        .hasMessage("it has no member that matches files.members = *.json");
  }

  /** Changes the archive's directory, which has an entry for each member behind the contents. */
  private void change(Path zip, int at, int... values) throws IOException {
    byte[] bytes = Files.readAllBytes(zip);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int entry = text.indexOf("PK\u0001\u0002");
    for (int i = 0; i < values.length; i++) {
      bytes[entry + at + i] = (byte) values[i];
    }
    Files.write(zip, bytes);
  }

  @Test
  void whatIsNotAsItsArchiveSaysIsNoContent() throws IOException {
    Path zip = archive("a.csv");
    change(zip, CHECKSUM, 1, 2, 3, 4);
    assertThatThrownBy(() -> content(members(zip, "*").get(0)))
        .hasMessageContaining("the archive is broken");

    Path shorter = archive("a.csv");
    change(shorter, SIZE, 5, 0, 0, 0);
    assertThatThrownBy(() -> content(members(shorter, "*").get(0)))
        .hasMessageContaining("longer than its archive says");
  }

  @Test
  void encryptedAndMonstrousMembersAreRefusedByName() throws IOException {
    Path encrypted = archive("a.csv");
    change(encrypted, FLAGS, 0x09, 0x08);
    assertThatThrownBy(() -> members(encrypted, "*"))
        .hasMessage("its member a.csv is encrypted; unpack it with its password");

    Path bomb = archive("a.csv");
    change(bomb, SIZE, 0, 0, 0, 0x7f);
    assertThatThrownBy(() -> members(bomb, "*"))
        .hasMessageContaining("its member a.csv would be 2130706432 bytes");

    Path nested = archive("a.zip");
    assertThatThrownBy(() -> members(nested, "*"))
        .hasMessage("its member a.zip is an archive again; unpack it");
  }

  @Test
  void anArchiveThatIsCutOffIsNone() throws IOException {
    Path zip = archive("a.csv", "b.csv");
    byte[] bytes = Files.readAllBytes(zip);
    Files.write(zip, java.util.Arrays.copyOf(bytes, bytes.length - 30));
    assertThatThrownBy(() -> members(zip, "*")).hasMessage("it is no zip archive, or a broken one");
    Files.writeString(zip, "order,total\n1,5\n");
    assertThatThrownBy(() -> members(zip, "*")).hasMessage("it is no zip archive, or a broken one");
  }
}
