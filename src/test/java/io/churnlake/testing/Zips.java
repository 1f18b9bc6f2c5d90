package io.churnlake.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zip archives, and workbooks, which are some. */
public final class Zips {
  private static final String SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  private Zips() {}

  /** An archive of texts, by the names of their members. */
  public static Path write(Path file, Map<String, String> members) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return file;
  }

  /**
   * A workbook as spreadsheet programs write it. Styles 0 to 5 are: general, a day, a day and time,
   * money in two digits with a text behind it, an own format of day and time, a time of day.
   *
   * @param sheets the rows of each sheet, in XML; one whose name begins with "~" is hidden
   * @param settings attributes of its {@code workbookPr}
   */
  public static Path workbook(
      Path file, String settings, Map<String, String> sheets, String... sharedTexts)
      throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    StringBuilder types = new StringBuilder();
    StringBuilder relations = new StringBuilder();
    StringBuilder names = new StringBuilder();
    int n = 0;
    for (Map.Entry<String, String> sheet : sheets.entrySet()) {
      n++;
      boolean hidden = sheet.getKey().startsWith("~");
      types.append(override("/xl/worksheets/sheet" + n + ".xml", "worksheet+xml"));
      relations.append(relation("rId" + n, "worksheet", "worksheets/sheet" + n + ".xml"));
      names.append(
          "<sheet name=\"%s\" sheetId=\"%d\" r:id=\"rId%d\"%s/>"
              .formatted(sheet.getKey(), n, n, hidden ? " state=\"hidden\"" : ""));
      parts.put(
          "xl/worksheets/sheet" + n + ".xml",
          "<worksheet xmlns=\""
              + SHEETS
              + "\"><sheetData>"
              + sheet.getValue()
              + "</sheetData></worksheet>");
    }
    StringBuilder texts = new StringBuilder();
    for (String text : sharedTexts) {
      texts.append("<si><t>").append(text).append("</t></si>");
    }
    parts.put(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + override("/xl/workbook.xml", "sheet.main+xml")
            + override("/xl/styles.xml", "styles+xml")
            + override("/xl/sharedStrings.xml", "sharedStrings+xml")
            + types
            + "</Types>");
    parts.put(
        "xl/workbook.xml",
        "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><workbookPr %s/><sheets>%s</sheets></workbook>"
            .formatted(SHEETS, RELATIONS, settings, names));
    parts.put(
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + relations
            + "</Relationships>");
    parts.put("xl/sharedStrings.xml", "<sst xmlns=\"" + SHEETS + "\">" + texts + "</sst>");
    parts.put(
        "xl/styles.xml",
        "<styleSheet xmlns=\""
            + SHEETS
            + "\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"#,##0.00\\ &quot;days&quot;\"/>"
            + "<numFmt numFmtId=\"165\" formatCode=\"[$-407]dd\\.mm\\.yyyy\\ hh:mm;@\"/></numFmts>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/>"
            + "<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"21\"/></cellXfs>"
            + "</styleSheet>");
    return write(file, parts);
  }

  private static String override(String part, String type) {
    return "<Override PartName=\"" + part + "\" ContentType=\"" + TYPE + type + "\"/>";
  }

  private static String relation(String id, String type, String target) {
    return "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>"
        .formatted(id, RELATIONS, type, target);
  }

  /** A row of texts, which stand in the cells themselves. */
  public static String row(int number, String... texts) {
    StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
    for (int i = 0; i < texts.length; i++) {
      row.append(
          "<c r=\"%s%d\" t=\"inlineStr\"><is><t>%s</t></is></c>"
              .formatted((char) ('A' + i), number, texts[i]));
    }
    return row.append("</row>").toString();
  }
}
