package dev.tarn.catalog.transfer;

import static java.util.Comparator.reverseOrder;

import dev.tarn.catalog.file.EntryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where each listing of an export stands: {@code databases.json}, {@code <database>/tables.json},
 * {@code <database>/functions.json} and {@code <database>/<table>/partitions.json}. An import does
 * not look at the names.
 */
final class ExportDirectory {
  private static final String DATABASES = "databases.json";
  private static final String TABLES = "tables.json";
  private static final String FUNCTIONS = "functions.json";
  private static final String PARTITIONS = "partitions.json";
  private static final Set<String> NAMES = Set.of(DATABASES, TABLES, FUNCTIONS, PARTITIONS);
  private static final int DEPTH = 3;

  private final Path directory;
  private final boolean everyMember;
  private final Set<Path> current = new HashSet<>();

  private ExportDirectory(Path directory, boolean everyMember) {
    this.directory = directory;
    this.everyMember = everyMember;
  }

  /** A directory that is not there, is empty, or holds an earlier export. */
  static ExportDirectory open(Path directory, boolean everyMember)
      throws IOException, TransferException {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new TransferException(directory + " is not a directory");
    }
    if (Files.isDirectory(directory) && Files.notExists(directory.resolve(DATABASES))) {
      try (Stream<Path> entries = Files.list(directory)) {
        if (entries.findAny().isPresent()) {
          throw new TransferException(
              directory + " holds something else than an export; name an empty directory");
        }
      }
    }
    return new ExportDirectory(directory, everyMember);
  }

  ListingFile databases() {
    return listing(directory.resolve(DATABASES), Section.DATABASES);
  }

  ListingFile tables(String database) {
    return listing(of(database).resolve(TABLES), Section.TABLES);
  }

  ListingFile functions(String database) {
    return listing(of(database).resolve(FUNCTIONS), Section.FUNCTIONS);
  }

  ListingFile partitions(String database, String table) {
    return listing(
        of(database).resolve(directoryName(table)).resolve(PARTITIONS), Section.PARTITIONS);
  }

  private Path of(String database) {
    return directory.resolve(directoryName(database));
  }

  /** No directory is named like a file that stands beside it. */
  private static String directoryName(String name) {
    String encoded = EntryName.encode(name);
    return encoded.endsWith(".json") ? encoded + "%" : encoded;
  }

  private ListingFile listing(Path file, Section section) {
    current.add(file);
    return new ListingFile(file, section, everyMember);
  }

  /** Removes the listings of an earlier export whose databases and tables this one has not. */
  void removeStaleFiles() throws IOException {
    List<Path> childrenFirst;
    try (Stream<Path> tree = Files.walk(directory, DEPTH)) {
      childrenFirst = tree.filter(path -> !path.equals(directory)).sorted(reverseOrder()).toList();
    }
    for (Path path : childrenFirst) {
      if (Files.isDirectory(path)) {
        deleteIfEmpty(path);
      } else if (NAMES.contains(path.getFileName().toString()) && !current.contains(path)) {
        Files.delete(path);
      }
    }
  }

  private static void deleteIfEmpty(Path path) throws IOException {
    boolean empty;
    try (Stream<Path> entries = Files.list(path)) {
      empty = entries.findAny().isEmpty();
    }
    if (empty) {
      Files.delete(path);
    }
  }
}
