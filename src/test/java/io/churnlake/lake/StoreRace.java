package io.churnlake.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Several try at the same moment to take a lock in an object store, and to make a version of a log.
 * A program of its own, since the tests' class path has no client for one.
 */
public final class StoreRace {
  private static final int ROUNDS = 20;
  private static final int RACERS = 4;

  private StoreRace() {}

  /** Takes the store's address and a folder there. */
  public static void main(String[] args) throws Exception {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.s3a.endpoint", args[0]);
    hadoop.setBoolean("fs.s3a.path.style.access", true);
    ExecutorService racers = Executors.newFixedThreadPool(RACERS);
    try {
      int locks = 0;
      for (int round = 0; round < ROUNDS; round++) {
        Path lock = new Path(args[1], "lock-" + round);
        locks += winners(racers, name -> LockFile.at(lock, hadoop).create(name));
      }
      System.out.println("locks taken: " + locks);
      System.out.println("gives way: " + givesWay(new Path(args[1], "0.json"), hadoop));
    } finally {
      racers.shutdownNow();
    }
  }

  /** What each racer tries under its own name; whether it was the one. */
  private interface Attempt {
    boolean by(String name) throws IOException;
  }

  private static int winners(ExecutorService racers, Attempt attempt) throws Exception {
    CyclicBarrier start = new CyclicBarrier(RACERS);
    List<Callable<Boolean>> attempts =
        IntStream.range(0, RACERS)
            .<Callable<Boolean>>mapToObj(
                racer ->
                    () -> {
                      start.await();
                      return attempt.by("racer " + racer);
                    })
            .toList();
    int winners = 0;
    for (Future<Boolean> result : racers.invokeAll(attempts)) {
      winners += result.get() ? 1 : 0;
    }
    return winners;
  }

  /** Whether a commit gives way to another one that appears while it is being written. */
  private static boolean givesWay(Path commit, Configuration hadoop) throws IOException {
    FileSystem files = commit.getFileSystem(hadoop);
    Iterator<String> slow =
        Stream.of("late").peek(action -> put(files, commit, "early")).iterator();
    try {
      new S3LogStore(hadoop).write(commit, slow, false, hadoop);
      return false;
    } catch (FileAlreadyExistsException there) {
      return LockFile.at(commit, hadoop).read().equals("early");
    }
  }

  private static void put(FileSystem files, Path path, String text) {
    try (FSDataOutputStream out = files.create(path, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
