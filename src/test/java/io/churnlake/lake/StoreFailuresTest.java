package io.churnlake.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.error.ExitCode;
import io.churnlake.error.UserException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIOException;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores that do not answer as wished, without a store. */
@Tag("fast")
class StoreFailuresTest {
  @TempDir java.nio.file.Path folder;

  /** Hadoop's client calls it so; its class is not on the tests' class path. */
  private static final class UnknownStoreException extends PathIOException {
    UnknownStoreException(String path) {
      super(path, "The specified bucket does not exist");
    }
  }

  private static UserException told(Throwable failure) {
    Optional<UserException> told = Failures.behind(new IllegalStateException(failure));
    assertThat(told).isPresent();
    assertThat(told.get().exitCode()).isEqualTo(ExitCode.USAGE);
    return told.get();
  }

  @Test
  void bucketCredentialsAddressAndClientAreTheUsersToMend() {
    assertThat(told(new UnknownStoreException("s3a://shop/lake/_lock")).problem())
        .isEqualTo("The bucket shop does not exist.");
    assertThat(told(new AccessDeniedException("s3a://shop/lake", null, "403")).problem())
        .isEqualTo("The object store refuses this user.");
    assertThat(told(new ConnectException("getFileStatus on s3a://shop: refused")).problem())
        .isEqualTo("The object store cannot be reached.");
    assertThatThrownBy(() -> LogTables.at("s3a://shop/lake"))
        .satisfies(
            missing ->
                assertThat(told(missing).reason())
                    .isEqualTo("The class org.apache.hadoop.fs.s3a.S3AFileSystem is missing."));
    assertThat(Failures.behind(new ConnectException("Connection to localhost:5432 refused")))
        .as("another server's")
        .isEmpty();
  }

  @Test
  void aDamagedFileIsNamedWithItsLakeOnDiskAndInAStore() {
    String tail = "/lake/gold/clv/as_of=2024-06-02/part-1.parquet does not exist";
    assertThat(damaged("File s3a://shop" + tail).remedy()).contains("--lake s3a://shop/lake`");
    assertThat(damaged("File file:/shop" + tail).remedy()).contains("--lake /shop/lake`");
  }

  private static UserException damaged(String message) {
    return Failures.behind(new IOException("FILE_NOT_EXIST " + message)).orElseThrow();
  }

  /** Says that it knows conditions, and ignores them. */
  public static final class Ignorant extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("ignorant:///");
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) throws IOException {
      return capability.equals(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE)
          || super.hasPathCapability(path, capability);
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public FSDataOutputStreamBuilder createFile(Path path) {
      return new FSDataOutputStreamBuilder(this, path) {
        @Override
        public FSDataOutputStreamBuilder getThisBuilder() {
          return this;
        }

        @Override
        public FSDataOutputStream build() throws IOException {
          return Ignorant.this.create(path, true);
        }
      };
    }
  }

  @Test
  void aStoreThatIgnoresTheConditionIsRefused() throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.ignorant.impl", Ignorant.class, org.apache.hadoop.fs.FileSystem.class);
    Path lock = new Path("ignorant://" + folder.resolve("_lock"));
    LockFile file = LockFile.at(lock, hadoop);
    assertThatThrownBy(() -> file.create("mine"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("cannot be taken");
    assertThat(file.exists()).as("left behind").isFalse();
  }

  @Test
  void whatIsThereWithTheSameContentIsOnesOwnWhoseAnswerWasLost() throws IOException {
    Path path = new Path(folder.resolve("commit").toUri());
    Sends once = new Sends();
    once.initialize(URI.create("file:///"), new Configuration());
    byte[] mine = "mine".getBytes(StandardCharsets.UTF_8);
    once.found = "mine";
    assertThat(NewObject.create(once, path, mine)).isTrue();
    once.found = "another's";
    assertThat(NewObject.create(once, path, mine)).isFalse();
  }

  /** Refuses each object, since it found one there. */
  private static final class Sends extends RawLocalFileSystem {
    private String found = "";

    @Override
    public boolean hasPathCapability(Path path, String capability) {
      return true;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public FSDataOutputStreamBuilder createFile(Path path) {
      return new FSDataOutputStreamBuilder(this, path) {
        @Override
        public FSDataOutputStreamBuilder getThisBuilder() {
          return this;
        }

        @Override
        public FSDataOutputStream build() throws IOException {
          FSDataOutputStream there = Sends.this.create(path, true);
          return new FSDataOutputStream(there, null) {
            @Override
            public void write(byte[] content) {}

            @Override
            public void close() throws IOException {
              there.write(found.getBytes(StandardCharsets.UTF_8));
              there.close();
              throw new IOException("412");
            }
          };
        }
      };
    }
  }
}
