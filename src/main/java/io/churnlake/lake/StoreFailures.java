package io.churnlake.lake;

import io.churnlake.error.Errors;
import io.churnlake.error.UserException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.PathIOException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * What a user can mend where an object store does not answer as wished. Its client's own kinds of
 * failures are known by their names: the program is built, and often runs, without it.
 */
final class StoreFailures {
  private static final Pattern MISSING_CLASS =
      Pattern.compile(
          "(?:Class )?((?:org[./]apache[./]hadoop[./]fs|software[./]amazon|com[./]google[./]cloud[./]hadoop)"
              + "[./][\\w./$]+)(?: not found)?");

  private static final Pattern BUCKET = Pattern.compile("\\b\\w+://([^/]+)");

  private static final Set<String> NO_CREDENTIALS =
      Set.of(
          "NoAuthWithAWSException",
          "NoAwsCredentialsException",
          "CredentialInitializationException");

  private static final Set<String> UNREACHED =
      Set.of(
          "AWSClientIOException",
          "ConnectException",
          "ConnectTimeoutException",
          "NoRouteToHostException",
          "UnknownHostException");

  private StoreFailures() {}

  /** The user's error among the causes of a failure, if one is. */
  static Optional<UserException> behind(List<Throwable> causes) {
    return causes.stream().map(StoreFailures::told).flatMap(Optional::stream).findFirst();
  }

  private static Optional<UserException> told(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    String kind = cause.getClass().getSimpleName();
    Matcher missing = MISSING_CLASS.matcher(message);
    if (cause instanceof UnsupportedFileSystemException) {
      return Optional.of(Errors.storeClientMissing(message + "."));
    }
    if ((cause instanceof ClassNotFoundException || cause instanceof NoClassDefFoundError)
        && missing.matches()) {
      return Optional.of(
          Errors.storeClientMissing(
              "The class " + missing.group(1).replace('/', '.') + " is missing."));
    }
    if (kind.equals("UnknownStoreException") && cause instanceof PathIOException at) {
      Matcher bucket = BUCKET.matcher(String.valueOf(at.getPath()) + " " + message);
      return Optional.of(Errors.bucketMissing(bucket.find() ? bucket.group(1) : message));
    }
    boolean denied = cause instanceof AccessDeniedException && message.contains("://");
    if (denied || NO_CREDENTIALS.contains(kind)) {
      return Optional.of(
          Errors.storeRefused("The object store refuses this user.", firstLine(message)));
    }
    boolean unreached = UNREACHED.contains(kind) && message.contains("s3a://");
    return unreached
        ? Optional.of(
            Errors.storeRefused("The object store cannot be reached.", firstLine(message)))
        : Optional.empty();
  }

  private static String firstLine(String message) {
    return message.strip().lines().findFirst().orElse("");
  }
}
