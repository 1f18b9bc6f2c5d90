package io.churnlake.inspect;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The glob that a mapping reads these files by, and those that come after them. */
final class FilePattern {
  private FilePattern() {}

  /**
   * The glob on names.
   *
   * @param files those to be read
   * @param others those of their folder that are not to be read
   */
  static String of(List<SampleFile> files, List<SampleFile> others) {
    TreeSet<String> endings = new TreeSet<>();
    TreeSet<String> beginnings = new TreeSet<>();
    for (SampleFile file : files) {
      String name = name(file);
      int dot = name.indexOf('.');
      endings.add(dot < 0 ? "" : name.substring(dot));
      beginnings.add((dot < 0 ? name : name.substring(0, dot)).replaceAll("[0-9].*", ""));
    }
    String ending = one(endings);
    String any = "*" + ending;
    if (others.stream().noneMatch(file -> endings.stream().anyMatch(name(file)::endsWith))) {
      return any;
    }
    String narrow = one(beginnings) + any;
    boolean apart =
        !beginnings.contains("")
            && others.stream()
                .noneMatch(file -> beginnings.stream().anyMatch(name(file)::startsWith));
    return apart
        ? narrow
        : one(files.stream().map(FilePattern::name).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static String name(SampleFile file) {
    return file.name().substring(file.name().lastIndexOf('/') + 1);
  }

  private static String one(Set<String> texts) {
    String all = String.join(",", texts);
    return texts.size() == 1 ? all : "{" + all + "}";
  }
}
