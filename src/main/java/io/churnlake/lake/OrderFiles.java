package io.churnlake.lake;

import io.churnlake.error.Errors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
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

/**
 * The files of an order log. Spark's own readers know no line numbers and skip what they cannot
 * read; here each record has its place, and a file is read whole or refused.
 */
public final class OrderFiles {
  public static final String FILE = "file";
  public static final String POSITION = "position";
  public static final String RAW = "raw";
  public static final String FIELDS = "fields";
  public static final String PROBLEM = "problem";

  private static final StructType RECORDS =
      new StructType()
          .add(FILE, DataTypes.StringType, false)
          .add(POSITION, DataTypes.LongType, false)
          .add(RAW, DataTypes.StringType, false)
          .add(FIELDS, DataTypes.createArrayType(DataTypes.StringType), false)
          .add(PROBLEM, DataTypes.StringType, true);

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
    Path base = folder.equals(".") ? new Path(input) : new Path(input, folder);
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    List<OrderFile> files = new ArrayList<>();
    try {
      FileSystem fileSystem = base.getFileSystem(Hadoop.conf(spark));
      for (FileStatus status : fileSystem.listStatus(base)) {
        String name = status.getPath().getName();
        boolean hidden = name.startsWith(".") || name.startsWith("_");
        if (status.isFile() && !hidden && matcher.matches(java.nio.file.Path.of(name))) {
          files.add(
              new OrderFile(
                  folder.equals(".") ? name : folder + "/" + name,
                  status.getPath().toUri().toString(),
                  status.getLen(),
                  status.getModificationTime()));
        }
      }
    } catch (FileNotFoundException e) {
      throw Errors.inputMissing(base.toString());
    } catch (IOException e) {
      throw Errors.usage(
          "The input folder " + base + " cannot be listed.",
          String.valueOf(e.getMessage()),
          "Check --input and the rights of this user.");
    }
    if (files.isEmpty()) {
      throw Errors.inputEmpty(base.toString(), pattern);
    }
    files.sort(Comparator.comparing(OrderFile::name));
    return files;
  }

  /**
   * The one file of that path below {@code input}, if it is there.
   *
   * @throws io.churnlake.error.UserException if the folder cannot be looked into
   */
  public Optional<OrderFile> find(String input, String name) {
    Path path = new Path(input, name);
    try {
      FileStatus status = path.getFileSystem(Hadoop.conf(spark)).getFileStatus(path);
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
      throw Errors.usage(
          "The file " + path + " cannot be looked at.",
          String.valueOf(e.getMessage()),
          "Check --input and the rights of this user.");
    }
  }

  /** Looks into the files, one Spark job: checksum, header, and whether they can be read. */
  public List<FileFacts> inspect(List<OrderFile> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    RecordFormat recordFormat = format;
    SerializableConfiguration hadoop = new SerializableConfiguration(Hadoop.conf(spark));
    return distribute(files)
        .mapPartitions(
            part -> {
              FileOpener opener = new FileOpener(hadoop.value());
              List<FileFacts> facts = new ArrayList<>();
              part.forEachRemaining(file -> facts.add(facts(file, recordFormat, opener)));
              return facts.iterator();
            })
        .collect();
  }

  /**
   * Every record of the files: file, position, raw text, the {@code columns} asked for (header
   * names, or positions from 1 where there is no header; blanks around a value removed), and what
   * is wrong with its shape, or NULL.
   */
  public Dataset<Row> records(List<OrderFile> files, List<String> columns) {
    RecordFormat recordFormat = format;
    SerializableConfiguration hadoop = new SerializableConfiguration(Hadoop.conf(spark));
    List<String> wanted = new ArrayList<>(columns);
    return spark.createDataFrame(
        distribute(files)
            .mapPartitions(
                part -> {
                  FileOpener opener = new FileOpener(hadoop.value());
                  return chained(part, file -> new Records(file, recordFormat, wanted, opener));
                }),
        RECORDS);
  }

  /** Large files first, spread over the partitions, since a file is read by one task. */
  private org.apache.spark.api.java.JavaRDD<OrderFile> distribute(List<OrderFile> files) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int slices = Math.max(1, Math.min(files.size(), context.defaultParallelism() * 3));
    List<OrderFile> bySize = new ArrayList<>(files);
    bySize.sort(
        Comparator.comparingLong(OrderFile::bytes).reversed().thenComparing(OrderFile::name));
    List<OrderFile> dealt = new ArrayList<>(files.size());
    for (int slice = 0; slice < slices; slice++) {
      for (int i = slice; i < bySize.size(); i += slices) {
        dealt.add(bySize.get(i));
      }
    }
    return context.parallelize(dealt, slices);
  }

  /** The rows of one file after those of another, each opened when its turn comes. */
  private static Iterator<Row> chained(
      Iterator<OrderFile> files, Function<OrderFile, Iterator<Row>> rows) {
    return new Iterator<>() {
      private Iterator<Row> current = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!current.hasNext() && files.hasNext()) {
          current = rows.apply(files.next());
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
      try (InputStream bytes = new DigestInputStream(opener.bytes(file), digest)) {
        bytes.transferTo(java.io.OutputStream.nullOutputStream());
      }
      String[] header = null;
      try (RecordReader reader = RecordReader.over(opener.text(file), format)) {
        header = reader.next();
      }
      return new FileFacts(
          file,
          HexFormat.of().formatHex(digest.digest()),
          header == null ? List.of() : Arrays.stream(header).map(OrderFiles::clean).toList(),
          header == null && format.header() == RecordFormat.Header.FIRST_LINE
              ? "it is empty, without even a header"
              : "");
    } catch (IOException e) {
      return new FileFacts(file, "", List.of(), String.valueOf(e.getMessage()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Without blanks around it and without the mark that some programs put before the first field.
   */
  private static String clean(@Nullable String field) {
    if (field == null) {
      return "";
    }
    String text = field.startsWith("\uFEFF") ? field.substring(1) : field;
    return text.strip();
  }

  /** The records of one file, as rows. */
  private static final class Records implements Iterator<Row> {
    private final OrderFile file;
    private final RecordReader reader;
    private final int[] indices;
    private final int width;
    private String @Nullable [] next;

    Records(OrderFile file, RecordFormat format, List<String> columns, FileOpener opener) {
      this.file = file;
      try {
        this.reader = RecordReader.over(opener.text(file), format);
        this.indices = new int[columns.size()];
        String[] first = reader.next();
        if (format.header() == RecordFormat.Header.FIRST_LINE) {
          List<String> header =
              first == null ? List.of() : Arrays.stream(first).map(OrderFiles::clean).toList();
          for (int i = 0; i < indices.length; i++) {
            indices[i] = header.indexOf(columns.get(i));
          }
          this.width = header.size();
          this.next = reader.next();
        } else {
          for (int i = 0; i < indices.length; i++) {
            indices[i] = Integer.parseInt(columns.get(i)) - 1;
          }
          this.width = 1 + Arrays.stream(indices).max().orElse(-1);
          this.next = first;
        }
        closeWithTask();
        this.exact = format.header() == RecordFormat.Header.FIRST_LINE;
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    /** With a header a record has exactly its columns; without one at least those asked for. */
    private final boolean exact;

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      String[] record = next;
      if (record == null) {
        throw new NoSuchElementException();
      }
      String[] fields = new String[indices.length];
      for (int i = 0; i < indices.length; i++) {
        fields[i] = indices[i] >= 0 && indices[i] < record.length ? clean(record[indices[i]]) : "";
      }
      String problem = null;
      if (record.length < width || (exact && record.length > width)) {
        problem = record.length < width ? "too_few_columns" : "too_many_columns";
      }
      Row row = RowFactory.create(file.name(), reader.line(), reader.raw(), fields, problem);
      advance();
      return row;
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
