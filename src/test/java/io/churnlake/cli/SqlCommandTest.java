package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.error.ExitCode;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.PublishedViews;
import io.churnlake.testing.SparkTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Parser;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries read the lake's tables and nothing else, and their mistakes are told as theirs. */
class SqlCommandTest {
  @TempDir static Path folder;
  private static String lake = "";
  private static String table = "";
  private static String secret = "";

  @BeforeAll
  static void aLake() throws Exception {
    Lake made = Lake.at(SparkTest.spark(), folder.resolve("lake").toString());
    new LakeRecord(Lake.FORMAT_VERSION, "tiny", "Europe/Berlin", "EUR", "k", "0").write(made);
    lake = made.root();
    table = "delta.`" + lake + "/ops/lake`";
    secret = Files.writeString(folder.resolve("key"), "do not read me").toString();
  }

  private static Ended sql(String query, String... options) {
    String[] args = new String[options.length + 4];
    args[0] = "sql";
    args[1] = "--lake";
    args[2] = lake;
    System.arraycopy(options, 0, args, 3, options.length);
    args[args.length - 1] = query.replace("TABLE_PATH", table).replace("FILE_PATH", secret);
    return Ended.run(args);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO TABLE_PATH SELECT * FROM ops.lake",
        "WITH t AS (SELECT * FROM ops.lake) INSERT INTO TABLE_PATH SELECT * FROM t",
        "WITH t AS (SELECT 1 AS a) INSERT OVERWRITE DIRECTORY 'FILE_PATH' USING csv SELECT * FROM t",
        "FROM ops.lake INSERT INTO TABLE_PATH SELECT * INSERT INTO TABLE_PATH SELECT *",
        "WITH t AS (SELECT 1 AS a) DELETE FROM TABLE_PATH WHERE true",
        "MERGE INTO TABLE_PATH a USING ops.lake b ON a.source = b.source WHEN MATCHED THEN DELETE",
        "RESTORE TABLE TABLE_PATH TO VERSION AS OF 0",
        "VACUUM TABLE_PATH",
        "DESCRIBE HISTORY TABLE_PATH",
        "BEGIN SELECT 1; END",
        "SET spark.sql.ansi.enabled = false",
        "SELECT TRANSFORM (source) USING 'cat FILE_PATH' AS (x STRING) FROM ops.lake",
      })
  void whatIsNoQueryIsRefused(String statement) {
    sql(statement).mustTell(ExitCode.USAGE, "Only queries are run here");
    assertThat(sql("SELECT count(*) FROM ops.lake", "--format", "csv").out()).endsWith("\n1\n");
    assertThat(Path.of(secret)).hasContent("do not read me");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM text.`FILE_PATH`",
        "SELECT * FROM binaryFile.`FILE_PATH`",
        "SELECT * FROM TABLE_PATH VERSION AS OF 0",
        "TABLE csv.`FILE_PATH`",
        "WITH t AS (SELECT * FROM text.`FILE_PATH`) SELECT * FROM t",
        "WITH t AS (WITH u AS (TABLE text.`FILE_PATH`) TABLE u) SELECT * FROM t",
        "SELECT (SELECT max(value) FROM text.`FILE_PATH`)",
        "SELECT 1 FROM ops.lake WHERE EXISTS (SELECT 1 FROM text.`FILE_PATH`)",
        "SELECT sum(1) OVER w FROM ops.lake"
            + " WINDOW w AS (ORDER BY (SELECT max(value) FROM text.`FILE_PATH`))",
        "SELECT * FROM ops.lake, LATERAL (SELECT * FROM json.`FILE_PATH`)",
        "SELECT * FROM IDENTIFIER('text.`FILE_PATH`')",
        "SELECT * FROM IDENTIFIER(concat('text.`', 'FILE_PATH`'))",
        "SELECT * FROM read_files('FILE_PATH')",
        "SELECT * FROM table_changes_by_path('FILE_PATH', 0)",
        "SELECT java_method('java.lang.System', 'getenv', 'HOME')",
        "SELECT IDENTIFIER('reflect')('java.lang.System', 'getenv', 'HOME')",
      })
  void filesAndJavaAreOutOfReach(String query) {
    Ended ended = sql(query);
    ended.mustTell(ExitCode.USAGE, "Queries read the lake's tables only");
    assertThat(ended.err()).doesNotContain("do not read me");
  }

  @Test
  void ordinaryQueriesPass() {
    Ended ended =
        sql(
            "WITH t AS (SELECT source FROM ops.lake), u AS (SELECT explode(array(1, 2)) AS k)"
                + " SELECT t.source, k, (SELECT count(*) FROM OPS.`lake`) AS n,"
                + " row_number() OVER w AS r FROM t CROSS JOIN u JOIN range(1, 3) ON k = id"
                + " WINDOW w AS (ORDER BY k) ORDER BY k",
            "--format",
            "csv");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).isEqualTo("source,k,n,r\ntiny,1,1,1\ntiny,2,1,2\n");
  }

  @Test
  void aSpreadsheetIsGivenNoFormulas() {
    assertThat(
            sql(
                    "SELECT '=cmd()' AS a, '@x' AS b, '-Ab_3' AS c, '-1+f(2)' AS d, -5 AS e",
                    "--format",
                    "csv")
                .out())
        .isEqualTo("a,b,c,d,e\n'=cmd(),'@x,-Ab_3,'-1+f(2),-5\n");
  }

  @Test
  void aNameMayOccurTwiceButNotInJson() {
    String twice = "SELECT a.source, b.source FROM ops.lake a JOIN ops.lake b ON true";
    assertThat(sql(twice, "--format", "csv").out()).isEqualTo("source,source\ntiny,tiny\n");
    assertThat(sql(twice).out()).startsWith("source  source\n");
    sql(twice, "--format", "json").mustTell(ExitCode.USAGE, "is named source", "AS");
    assertThat(sql("SELECT 1 AS `a.b`, 2 AS `c``d`", "--format", "json").out())
        .isEqualTo("{\"a.b\":1,\"c`d\":2}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "csv", "json"})
  void aValueThatDoesNotFitIsAMistakeOfTheQuery(String format) {
    sql("SELECT 1 / (format_version - format_version) FROM ops.lake", "--format", format)
        .mustTell(ExitCode.USAGE, "fails on the data", "DIVIDE_BY_ZERO");
    sql("SELECT CAST(source AS INT) AS n FROM ops.lake", "--format", format)
        .mustTell(ExitCode.USAGE, "fails on the data", "CAST_INVALID_INPUT", "tiny");
  }

  @Test
  void aMisspeltNameGivesTheNearestOnes() {
    sql("SELECT * FROM ops.lakes").mustTell(ExitCode.USAGE, "no table ops.lakes", "are ops.lake.");
    sql("SELECT * FROM lake").mustTell(ExitCode.USAGE, "no table lake", "are ops.lake.");
    sql("SELECT * FROM obs.lake").mustTell(ExitCode.USAGE, "there is ops.lake");
    sql("DESCRIBE ops.lkae").mustTell(ExitCode.USAGE, "no table ops.lkae", "are ops.lake.");
    sql("SELECT l.sorce FROM ops.lake l")
        .mustTell(ExitCode.USAGE, "no column l.sorce", "are source,", "DESCRIBE");
  }

  @Test
  void onlyTheTablesThatAQueryReadsAreOpened() {
    assertThat(sql("SELECT 'gold.clv' AS a FROM ops.lake -- not gold.rfm", "--format", "csv").out())
        .isEqualTo("a\ngold.clv\n");
    sql("SELECT * FROM gold . `clv`").mustTell(ExitCode.USAGE, "gold.clv has nothing published");
  }

  @Test
  void tablesAndColumnsAreExplained() {
    assertThat(sql("SHOW TABLES", "--format", "csv").out()).contains("ops.lake,");
    assertThat(sql("SHOW TABLES IN gold", "--format", "csv").out()).isEqualTo("table,comment\n");
    assertThat(sql("SHOW TABLES LIKE '*.lake'", "--format", "csv").out()).contains("ops.lake,");
    assertThat(sql("DESCRIBE ops.lake", "--format", "csv").out())
        .startsWith("column,type,unit,key,comment\n")
        .contains("source,string,");
  }

  @Test
  void severalQueriesHaveSemicolonsBetweenThem() {
    assertThat(
            sql("SELECT ';' AS a; -- one; more\n SELECT 2 AS b /* ; */;\n", "--format", "csv")
                .out())
        .isEqualTo("a\n;\nb\n2\n");
    sql(" -- nothing").mustTell(ExitCode.USAGE, "no query");
  }

  @Test
  void standardInputIsReadUntilAQueryFails() {
    Ended ended = piped("SELECT 1 AS a;\nSELECT b FROM ops.lake;\nSELECT 3 AS c");
    assertThat(ended.out()).isEqualTo("a\n1\n");
    assertThat(ended.err()).contains("no column b");
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE.code());
    piped("").mustTell(ExitCode.USAGE, "Standard input holds none");
  }

  private static Ended piped(String input) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return Ended.run("sql", "--lake", lake, "--format", "csv");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aQueryWithoutQuotesIsToldSo() {
    Ended.run("sql", "--lake", lake, "SELECT", "a.txt", "b.txt", "FROM", "ops.lake")
        .mustTell(ExitCode.USAGE, "several arguments", "\"SELECT a.txt b.txt FROM ops.lake\"");
  }

  @Test
  void aPromptGoesOnAfterErrorsAndKeepsItsHistory() throws Exception {
    String typed =
        "SELECT\n  source\nFROM ops.lake;\nSELECT nope;\nSELECT 7 AS seven;\nquit\nSELECT 8;\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Clock.systemUTC());
    Path history = folder.resolve("home/history");
    Lake opened = Lake.at(SparkTest.spark(), lake);
    try (Prompt prompt =
        new Prompt(
            new DumbTerminal(
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                new ByteArrayOutputStream()))) {
      new SqlShell(opened, new Queries(opened, ResultFormat.csv, terminal), history, terminal)
          .run(prompt);
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("source\ntiny\nseven\n7\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("1 row,", "no column nope");
    assertThat(history).content().contains("FROM ops.lake;", "SELECT 7").doesNotContain("SELECT 8");
    assertThat(Files.getPosixFilePermissions(history))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void tablesAndTheirColumnsAreCompleted() {
    SqlCompleter completer = new SqlCompleter(PublishedViews.of(Lake.at(SparkTest.spark(), lake)));
    List<Candidate> found = new ArrayList<>();
    String line = "SELECT so FROM ops.lake";
    completer.complete(
        null, new Prompt.StatementParser().parse(line, 9, Parser.ParseContext.COMPLETE), found);
    assertThat(found)
        .extracting(Candidate::value)
        .contains("ops.lake", "source", "format_version")
        .doesNotContain("gold.clv", "customer_key");
    assertThat(new Prompt.StatementParser().parse(line, 9, Parser.ParseContext.COMPLETE).word())
        .isEqualTo("so");
  }
}
