package io.churnlake.inspect;

import io.churnlake.lake.OrderFile;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * By which names a mapping reads these files, and those that come after them.
 *
 * @param files glob on the names of files
 * @param members glob on those of members and sheets; "*" for all
 * @param subfolders whether some files lie in folders below
 */
record FilePattern(String files, String members, boolean subfolders) {
  private static final String ALL = "*";

  /**
   * The globs.
   *
   * @param read those to be read
   * @param others those beside them that are not to be read
   */
  static FilePattern of(List<SampleFile> read, List<SampleFile> others) {
    Set<String> containers = names(read, OrderFile::container);
    Predicate<SampleFile> isInside = file -> containers.contains(file.file().container());
    boolean some = others.stream().anyMatch(isInside);
    return new FilePattern(
        of(
            containers,
            names(others.stream().filter(isInside.negate()).toList(), OrderFile::container)),
        some ? one(names(read, file -> escaped(file.memberName()))) : ALL,
        containers.stream().anyMatch(name -> name.contains("/")));
  }

  private static Set<String> names(
      List<SampleFile> files, java.util.function.Function<OrderFile, String> name) {
    return files.stream()
        .map(file -> name.apply(file.file()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String of(Set<String> files, Set<String> others) {
    TreeSet<String> endings = new TreeSet<>();
    TreeSet<String> beginnings = new TreeSet<>();
    for (String file : files) {
      String name = last(file);
      int dot = name.indexOf('.');
      endings.add(dot < 0 ? "" : name.substring(dot));
      beginnings.add((dot < 0 ? name : name.substring(0, dot)).replaceAll("[0-9].*", ""));
    }
    String any = ALL + one(endings);
    if (others.stream().noneMatch(file -> endings.stream().anyMatch(last(file)::endsWith))) {
      return any;
    }
    boolean apart =
        !beginnings.contains("")
            && others.stream()
                .noneMatch(file -> beginnings.stream().anyMatch(last(file)::startsWith));
    return apart
        ? one(beginnings) + any
        : one(files.stream().map(FilePattern::last).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static String escaped(String name) {
    return name.replaceAll("[\\\\*?\\[\\]{},]", "\\\\$0");
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String one(Set<String> texts) {
    String all = String.join(",", texts);
    return texts.size() == 1 ? all : "{" + all + "}";
  }

  /** The keys, as far as they differ from what they are without being named. */
  void writeTo(Hocon text) {
    text.value("files.pattern", files);
    if (!members.equals(ALL)) {
      text.value("files.members", members);
    }
    if (subfolders) {
      text.raw("files.subfolders", "true");
    }
  }
}
