package dev.tarn.server.seed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is in the directory: objects of buckets, and which of them belong to one table. */
record SeedTree(Map<String, List<SeedObject>> buckets, Map<Location, List<Path>> tables) {
  /** A file and the key that it gets. */
  record SeedObject(Path file, String key) {}

  /** Where a table's files are, and the names of its partition keys. */
  record Location(String bucket, String prefix, List<String> partitionKeys) {
    String uri() {
      return "s3://" + bucket + "/" + prefix;
    }

    /** The last directory's name, as a table can be called. */
    String tableName() {
      String directory = prefix.substring(0, prefix.length() - 1);
      String last = directory.substring(directory.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
      StringBuilder name = new StringBuilder();
      last.chars()
          .forEach(c -> name.append(Character.isLetterOrDigit(c) || c == '_' ? (char) c : '_'));
      return name.toString();
    }
  }

  static SeedTree read(Path root) throws IOException {
    SeedTree tree = new SeedTree(new TreeMap<>(), new LinkedHashMap<>());
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path file : paths.filter(Files::isRegularFile).sorted().toList()) {
        tree.add(root.relativize(file), file);
      }
    }
    return tree;
  }

  private void add(Path relative, Path file) throws IOException {
    if (relative.getNameCount() < 2) {
      throw new IOException(file + " is in no bucket: the first level of directories are buckets");
    }
    String bucket = relative.getName(0).toString();
    List<String> segments = new ArrayList<>();
    relative.subpath(1, relative.getNameCount()).forEach(name -> segments.add(name.toString()));
    buckets
        .computeIfAbsent(bucket, absent -> new ArrayList<>())
        .add(new SeedObject(file, String.join("/", segments)));
    String name = segments.removeLast();
    if (segments.isEmpty() || name.startsWith("_") || name.startsWith(".")) {
      return; // no table: such files are hidden from queries, as they are on AWS
    }
    List<String> partitionKeys = new ArrayList<>();
    while (segments.size() > 1 && segments.getLast().indexOf('=') > 0) {
      String last = segments.removeLast();
      partitionKeys.addFirst(last.substring(0, last.indexOf('=')).toLowerCase(Locale.ROOT));
    }
    Location location =
        new Location(bucket, String.join("/", segments) + "/", List.copyOf(partitionKeys));
    tables.computeIfAbsent(location, absent -> new ArrayList<>()).add(file);
  }

  /** The directories with files below a table's, each with a slash at its end. */
  Set<String> directoriesOf(Location location) {
    Set<String> directories = new TreeSet<>();
    for (SeedObject object : buckets.getOrDefault(location.bucket(), List.of())) {
      boolean ofTable = tables.getOrDefault(location, List.of()).contains(object.file());
      if (ofTable) {
        String key = object.key();
        directories.add(key.substring(location.prefix().length(), key.lastIndexOf('/') + 1));
      }
    }
    return directories;
  }
}
