package io.churnlake.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShadedJarIT {
  private final Path jar = Path.of(System.getProperty("churnlake.jar"));

  @Test
  void repeatsNoClassThatSparkProvides() throws IOException {
    Set<String> ours = classes(jar);
    Map<String, Set<String>> repeated = new TreeMap<>();
    for (Path provided : sparkJars()) {
      Set<String> both = classes(provided);
      both.retainAll(ours);
      if (!both.isEmpty()) {
        repeated.put(provided.getFileName().toString(), both);
      }
    }
    assertThat(ours).contains("io/delta/tables/DeltaTable.class");
    assertThat(repeated).isEmpty();
  }

  @Test
  void holdsLibrariesOnlyUnderNamesThatAreTheirApiOrOurs() throws IOException {
    Set<String> foreign =
        classes(jar).stream()
            .filter(name -> !name.startsWith("io/churnlake/"))
            .map(name -> name.replaceFirst("^((?:[^/]+/){2}).*", "$1"))
            .collect(Collectors.toSet());
    // Delta and the catalog client that it names in settings and log entries; JLine, which finds
    // its
    // terminals by names in META-INF and is the version of Spark's own shell.
    assertThat(foreign)
        .containsExactlyInAnyOrder(
            "com/databricks/", "io/delta/", "io/unitycatalog/", "org/apache/", "org/jline/");
    try (JarFile open = new JarFile(jar.toFile())) {
      assertThat(open.stream().map(JarEntry::getName))
          .contains("META-INF/LICENSE", "NOTICE.txt")
          .noneMatch(name -> name.endsWith(".SF") || name.endsWith("module-info.class"));
    }
  }

  private static Iterable<Path> sparkJars() throws IOException {
    String classpath =
        Files.readString(Path.of(System.getProperty("churnlake.spark.classpath"))).strip();
    return java.util.Arrays.stream(classpath.split(File.pathSeparator)).map(Path::of).toList();
  }

  private static Set<String> classes(Path jar) throws IOException {
    try (JarFile open = new JarFile(jar.toFile())) {
      return open.stream()
          .map(JarEntry::getName)
          .filter(name -> name.endsWith(".class"))
          .collect(Collectors.toCollection(HashSet::new));
    }
  }
}
