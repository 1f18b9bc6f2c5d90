package io.churnlake.lake;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.hadoop.conf.Configuration;

/** The order files that are in a file: itself, the members of an archive, the sheets of a book. */
final class Members {
  private final RecordFormat.Separation separation;
  private final String pattern;
  private final PathMatcher matcher;
  private final Configuration hadoop;

  /**
   * How files are looked into.
   *
   * @param pattern glob on the names of members, without folders, and of sheets
   */
  Members(RecordFormat.Separation separation, String pattern, Configuration hadoop) {
    this.separation = separation;
    this.pattern = pattern;
    this.matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    this.hadoop = hadoop;
  }

  static boolean isWorkbook(String name) {
    return name.toLowerCase(Locale.ROOT).matches("(?s).*\\.xls[xm]");
  }

  static boolean isZip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  /**
   * What is in a file.
   *
   * @throws IOException if it cannot be looked into, or has a member that cannot be read
   */
  List<OrderFile> of(OrderFile file) throws IOException {
    if (separation == RecordFormat.Separation.SHEETS) {
      if (isZip(file.name())) {
        throw new IOException("workbooks in an archive are not read; unpack it");
      }
      return sheets(file);
    }
    return isZip(file.name()) ? members(file) : List.of(file);
  }

  /** Folders of members are not asked, only whether they are hidden. */
  private List<OrderFile> members(OrderFile file) throws IOException {
    List<OrderFile> members = new ArrayList<>();
    try (ZipArchive zip = ZipArchive.open(FileOpener.path(file), hadoop)) {
      for (ZipArchiveEntry entry : zip.members()) {
        OrderFile member = file.within(entry.getName(), entry.getSize());
        if (isHidden(entry.getName()) || !matches(member.memberName())) {
          continue;
        }
        if (isZip(member.name())) {
          throw new IOException(
              "its member " + member.member() + " is an archive again; unpack it");
        }
        zip.check(entry);
        members.add(member);
      }
    }
    return some(members, "member");
  }

  private List<OrderFile> sheets(OrderFile file) throws IOException {
    return some(
        Workbook.sheets(file, hadoop).stream()
            .filter(this::matches)
            .map(sheet -> file.within(sheet, file.bytes()))
            .toList(),
        "sheet");
  }

  private boolean matches(String name) {
    return matcher.matches(Path.of(name.replace('\0', '\u2400')));
  }

  /** Names that begin with a dot or an underscore, as those do that a Mac adds. */
  private static boolean isHidden(String path) {
    for (String part : path.split("[/\\\\]", -1)) {
      if (part.startsWith(".") || part.startsWith("_")) {
        return true;
      }
    }
    return false;
  }

  private List<OrderFile> some(List<OrderFile> found, String what) throws IOException {
    if (found.isEmpty()) {
      throw new IOException(
          "it has no "
              + what
              + (pattern.equals("*") ? " to read" : " that matches files.members = " + pattern));
    }
    return found;
  }
}
