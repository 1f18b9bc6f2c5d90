package io.churnlake.lake;

import io.churnlake.error.Errors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The files of an order log. Spark's own readers know no line numbers and skip what they cannot
 * read; here each record has its place, and a file is read whole or refused.
 */
public final class OrderFiles implements OrderRows {
  public static final String FILE = "file";
  public static final String POSITION = "position";
  public static final String RAW = "raw";
  public static final String FIELDS = "fields";
  public static final String PROBLEM = "problem";
  public static final String FURTHER = "further";

  /** Over how many lines of the file the record goes; 0 as in {@link FileRecord}. */
  public static final String LINES = "file_lines";

  /** How many empty lines stand between the record and the next one. */
  public static final String BLANK_LINES = "blank_lines";

  /** Texts of twice as many bytes are read in parts of so many at least. */
  private static final long PART_BYTES = 1 << 26;

  /** So many of a file's JSON objects tell its columns. */
  private static final int FIRST_OBJECTS = 1000;

  static final StructType RECORDS =
      new StructType()
          .add(FILE, DataTypes.StringType, false)
          .add(POSITION, DataTypes.LongType, false)
          .add(RAW, DataTypes.StringType, false)
          .add(FIELDS, DataTypes.createArrayType(DataTypes.StringType), false)
          .add(PROBLEM, DataTypes.StringType, true)
          .add(
              FURTHER,
              DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, true),
              true)
          .add(LINES, DataTypes.IntegerType, false)
          .add(BLANK_LINES, DataTypes.LongType, false);

  private final SparkSession spark;
  private final RecordFormat format;

  public OrderFiles(SparkSession spark, RecordFormat format) {
    this.spark = spark;
    this.format = format;
  }

  /**
   * The files in {@code input/folder} whose name matches the glob, in the order of their names.
   *
   * @throws io.churnlake.error.UserException if the folder is missing or holds none
   */
  public List<OrderFile> list(String input, String folder, String pattern) {
    return list(input, folder, pattern, false, "*");
  }

  /**
   * The same, if asked for with those in folders below. Archives and workbooks give their members
   * and sheets, each a file of its own.
   *
   * @param members glob on their names
   * @throws io.churnlake.error.UserException if the folder is missing or holds none, or if a file
   *     cannot be looked into
   */
  public List<OrderFile> list(
      String input, String folder, String pattern, boolean below, String members) {
    Path base = folder.equals(".") ? new Path(input) : new Path(input, folder);
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    List<OrderFile> files = new ArrayList<>();
    try {
      FileSystem fileSystem = base.getFileSystem(Hadoop.conf(spark));
      Links links = Links.of(base, fileSystem);
      Deque<Folder> folders = new ArrayDeque<>();
      folders.add(new Folder(base, folder.equals(".") ? "" : folder + "/"));
      while (!folders.isEmpty()) {
        Folder looked = folders.remove();
        for (FileStatus status : fileSystem.listStatus(looked.path())) {
          String name = status.getPath().getName();
          boolean hidden = name.startsWith(".") || name.startsWith("_");
          if (status.isDirectory() && below && !hidden) {
            links.refuseOutside(status.getPath());
            folders.add(new Folder(status.getPath(), looked.name() + name + "/"));
          }
          if (status.isFile() && !hidden && matcher.matches(java.nio.file.Path.of(name))) {
            links.refuseOutside(status.getPath());
            files.add(
                new OrderFile(
                    looked.name() + name,
                    status.getPath().toUri().toString(),
                    status.getLen(),
                    status.getModificationTime()));
          }
        }
      }
    } catch (FileNotFoundException e) {
      throw Errors.inputMissing(base.toString());
    } catch (IOException e) {
      throw Failures.told(
          e,
          "The input folder " + base + " cannot be listed.",
          "Check --input and the rights of this user.");
    }
    if (files.isEmpty()) {
      throw Errors.inputEmpty(base.toString(), pattern);
    }
    return opened(files, members);
  }

  private List<OrderFile> opened(List<OrderFile> files, String pattern) {
    Members members = new Members(format.separation(), pattern, Hadoop.conf(spark));
    List<OrderFile> opened = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (OrderFile file : files) {
      try {
        opened.addAll(members.of(file));
      } catch (IOException e) {
        unreadable.add(file.name() + ": " + e.getMessage());
      }
    }
    if (!unreadable.isEmpty()) {
      throw Errors.filesUnreadable(unreadable);
    }
    opened.sort(Comparator.comparing(OrderFile::name));
    return opened;
  }

  /**
   * The one file of that path below {@code input}, if it is there.
   *
   * @throws io.churnlake.error.UserException if the folder cannot be looked into
   */
  public Optional<OrderFile> find(String input, String name) {
    Path path = new Path(input, name);
    try {
      FileSystem fileSystem = path.getFileSystem(Hadoop.conf(spark));
      FileStatus status = fileSystem.getFileStatus(path);
      Links.of(new Path(input), fileSystem).refuseOutside(path);
      return status.isFile()
          ? Optional.of(
              new OrderFile(
                  name,
                  status.getPath().toUri().toString(),
                  status.getLen(),
                  status.getModificationTime()))
          : Optional.empty();
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Failures.told(
          e,
          "The file " + path + " cannot be looked at.",
          "Check --input and the rights of this user.");
    }
  }

  /** One Spark job. */
  @Override
  public List<FileFacts> inspect(List<OrderFile> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    RecordFormat recordFormat = format;
    SerializableConfiguration hadoop = new SerializableConfiguration(Hadoop.conf(spark));
    return distribute(
            files.stream()
                .map(file -> new Portion(file, FilePart.WHOLE, List.<String>of()))
                .toList())
        .mapPartitions(
            share -> {
              FileOpener opener = new FileOpener(hadoop.value());
              List<FileFacts> facts = new ArrayList<>();
              share.forEachRemaining(
                  portion -> facts.add(facts(portion.file(), recordFormat, opener)));
              return facts.iterator();
            })
        .collect();
  }

  @Override
  public Dataset<Row> records(List<FileFacts> files, List<String> columns) {
    List<Portion> portions =
        files.stream()
            .flatMap(
                fact ->
                    fact.parts().stream()
                        .map(part -> new Portion(fact.file(), part, fact.header())))
            .toList();
    RecordFormat recordFormat = format;
    SerializableConfiguration hadoop = new SerializableConfiguration(Hadoop.conf(spark));
    List<String> wanted = new ArrayList<>(columns);
    return spark.createDataFrame(
        distribute(portions)
            .mapPartitions(
                share -> {
                  FileOpener opener = new FileOpener(hadoop.value());
                  return chained(
                      share, portion -> new Records(portion, recordFormat, wanted, opener));
                }),
        RECORDS);
  }

  /** A folder and what stands before the names of its files. */
  private record Folder(Path path, String name) {}

  /** What a task reads in one go: a part of a file, or all of it, and the names of its columns. */
  private record Portion(OrderFile file, FilePart part, List<String> header)
      implements Serializable {
    long bytes() {
      return Math.min(part.to(), file.bytes()) - part.from();
    }
  }

  /** Large ones first, spread over the partitions, since each is read by one task. */
  private org.apache.spark.api.java.JavaRDD<Portion> distribute(List<Portion> portions) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int slices = Math.max(1, Math.min(portions.size(), context.defaultParallelism() * 3));
    List<Portion> bySize = new ArrayList<>(portions);
    bySize.sort(
        Comparator.comparingLong(Portion::bytes)
            .reversed()
            .thenComparing(portion -> portion.file().name())
            .thenComparing(portion -> portion.part().from()));
    List<Portion> dealt = new ArrayList<>(portions.size());
    for (int slice = 0; slice < slices; slice++) {
      for (int i = slice; i < bySize.size(); i += slices) {
        dealt.add(bySize.get(i));
      }
    }
    return context.parallelize(dealt, slices);
  }

  /** The rows of one file after those of another, each opened when its turn comes. */
  private static Iterator<Row> chained(
      Iterator<Portion> portions, Function<Portion, Iterator<Row>> rows) {
    return new Iterator<>() {
      private Iterator<Row> current = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!current.hasNext() && portions.hasNext()) {
          current = rows.apply(portions.next());
        }
        return current.hasNext();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return current.next();
      }
    };
  }

  private static FileFacts facts(OrderFile file, RecordFormat format, FileOpener opener) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long lines = -1;
      List<FilePart> parts = List.of(FilePart.WHOLE);
      boolean hasLines = format.hasLines();
      boolean isShared =
          file.bytes() >= 2 * PART_BYTES
              && FileParts.arePossible(format)
              && !opener.isCompressed(file)
              && !isArray(file, format, opener);
      if (format.separation() == RecordFormat.Separation.SHEETS) {
        opener.digestSheet(file, digest);
        return facts(file, hex(digest), lines, parts, format, opener);
      }
      try (DigestInputStream bytes = new DigestInputStream(opener.bytes(file), digest);
          InputStream content = hasLines ? opener.text(file, bytes) : bytes) {
        if (isShared) {
          LineCount.Counted counted = new LineCount.Counted(content);
          parts = FileParts.of(counted, format, PART_BYTES);
          lines = counted.lines();
        } else if (hasLines) {
          lines = LineCount.of(content, format.encoding());
        }
        bytes.transferTo(OutputStream.nullOutputStream());
      }
      return facts(file, hex(digest), lines, parts, format, opener);
    } catch (IOException e) {
      return new FileFacts(
          file, "", List.of(), FileLines.NONE, List.of(), String.valueOf(e.getMessage()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static boolean isArray(OrderFile file, RecordFormat format, FileOpener opener)
      throws IOException {
    if (format.separation() != RecordFormat.Separation.JSON_LINES) {
      return false;
    }
    try (RecordReader reader = RecordReader.open(file, format, List.of(), opener)) {
      return reader instanceof JsonArrayRecords;
    }
  }

  /** JSON tells its columns object by object; the first ones speak for the file. */
  private static FileFacts facts(
      OrderFile file,
      String checksum,
      long lines,
      List<FilePart> parts,
      RecordFormat format,
      FileOpener opener)
      throws IOException {
    int records = format.separation() == RecordFormat.Separation.JSON_LINES ? FIRST_OBJECTS : 1;
    try (RecordReader reader = RecordReader.open(file, format, List.of(), opener)) {
      boolean more = reader.next() != null;
      long blank = reader.blankLines();
      for (int i = 1; i < records && more; i++) {
        more = reader.next() != null;
      }
      boolean lacksHeader =
          reader.columns().isEmpty()
              && !format.isNested()
              && format.header() == RecordFormat.Header.FIRST_LINE;
      return new FileFacts(
          file,
          checksum,
          reader.columns(),
          lines < 0 ? FileLines.NONE : new FileLines(lines, reader.headerLines(), blank),
          parts,
          lacksHeader ? FileFacts.EMPTY : "");
    }
  }

  /** A row of {@link #RECORDS}. */
  static Row row(String file, FileRecord record, long blankLines) {
    return RowFactory.create(
        file,
        record.line(),
        record.raw(),
        record.fields().toArray(String[]::new),
        record.problem(),
        record.further().isEmpty() ? null : CollectionConverters.asScala(record.further()),
        record.lines(),
        blankLines);
  }

  /** The records of one portion, as rows. */
  private static final class Records implements Iterator<Row> {
    private final OrderFile file;
    private final RecordReader reader;
    private @Nullable FileRecord next;
    private long blankLines;

    Records(Portion portion, RecordFormat format, List<String> columns, FileOpener opener) {
      this.file = portion.file();
      try {
        this.reader =
            RecordReader.open(file, portion.part(), portion.header(), format, columns, opener);
        closeWithTask();
        this.next = reader.next();
        this.blankLines = reader.blankLines();
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      FileRecord record = next;
      if (record == null) {
        throw new NoSuchElementException();
      }
      long blankBefore = blankLines;
      advance();
      return row(file.name(), record, blankLines - blankBefore);
    }

    /** A task that fails or is cancelled does not read to the end. */
    private void closeWithTask() {
      TaskContext task = TaskContext.get();
      if (task != null) {
        RecordReader opened = reader;
        task.addTaskCompletionListener(
            (TaskCompletionListener)
                ended -> {
                  try {
                    opened.close();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
      }
    }

    private void advance() {
      try {
        next = reader.next();
        blankLines = reader.blankLines();
        if (next == null) {
          reader.close();
        }
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    private UnreadableFileException unreadable(IOException e) {
      return new UnreadableFileException(file.name() + ": " + e.getMessage(), e);
    }
  }
}
