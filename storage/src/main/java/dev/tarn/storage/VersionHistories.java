package dev.tarn.storage;

import dev.tarn.storage.AttributesCodec.State;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What came before the current object of a key. A key with a history has one small file in a tree
 * of the same shape as that of the objects: its versions and delete markers, newest first. The
 * bytes of earlier versions are files with names of their own.
 *
 * <p>A history is written before the file of the current object changes. When it names the current
 * object, then that change never happened, and neither did anything newer in the history.
 */
final class VersionHistories {

  private static final int DATA_NAME_BYTES = 16;

  private final Path meta;
  private final ObjectPaths paths;
  private final Path temporary;
  private final AtomicFiles files;

  VersionHistories(Path meta, Path temporary, AtomicFiles files) {
    this.meta = meta;
    this.temporary = temporary;
    this.files = files;
    this.paths = new ObjectPaths(bucket -> meta.resolve(bucket).resolve("versions"), files);
  }

  /** The tree of the histories, with keys as in the tree of the objects. */
  Path tree(String bucket) {
    return paths.bucketDirectory(bucket);
  }

  /** Newest first, without the current object; a state without data is a delete marker. */
  List<State> read(ObjectKey key, Optional<State> current) throws IOException {
    Optional<ObjectPaths.Located> located = paths.locate(key);
    return located.isEmpty() ? List.of() : read(located.get().file(), current);
  }

  static List<State> read(Path file, Optional<State> current) throws IOException {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException gone) {
      return List.of();
    }
    List<State> states = AttributesCodec.decode(content);
    return current.isEmpty() ? states : before(current.get(), states);
  }

  private static List<State> before(State current, List<State> states) {
    int start = 0;
    for (int i = 0; i < states.size(); i++) {
      boolean sameId = idOf(states.get(i)).equals(idOf(current));
      boolean sameFile = states.get(i).identity().equals(current.identity());
      if (sameId && (sameFile || !isNull(current))) {
        start = i + 1;
      }
    }
    List<State> before = new ArrayList<>(states.subList(start, states.size()));
    if (isNull(current)) {
      before.removeIf(VersionHistories::isNull); // there is one null version at most
    }
    return before;
  }

  /** Replaces the history; an empty one leaves no file. */
  void write(ObjectKey key, List<State> states) throws IOException {
    if (states.isEmpty()) {
      paths.delete(key);
      return;
    }
    Files.createDirectories(tree(key.bucket()));
    Path file = temporary.resolve("history-" + newName());
    try (TemporaryFile writer = new TemporaryFile(file, files.durability())) {
      writer.write(AttributesCodec.encode(key.key(), states));
      paths.publish(writer.finish(), key);
    }
  }

  /** Gives the bytes of the current object a second name, under which they will stay. */
  String keep(ObjectKey key, Path current) throws IOException {
    String name = newName();
    Path file = dataFile(key.bucket(), name);
    Path directory = Objects.requireNonNull(file.getParent());
    Files.createDirectories(directory);
    try {
      Files.createLink(file, current);
    } catch (UnsupportedOperationException | FileSystemException noLinks) {
      Files.copy(current, file, StandardCopyOption.COPY_ATTRIBUTES);
    }
    files.syncDirectory(directory);
    return name;
  }

  Path dataFile(ObjectKey key, State version) {
    return dataFile(key.bucket(), version.data());
  }

  /** Deletes the bytes of versions that no history names any more. */
  void deleteData(ObjectKey key, List<State> versions) throws IOException {
    for (State version : versions) {
      if (!version.data().isEmpty()) {
        Files.deleteIfExists(dataFile(key, version));
      }
    }
  }

  static boolean isNull(State state) {
    return state.attributes().versionId() == null;
  }

  static String idOf(State state) {
    return ObjectVersion.idOf(state.attributes());
  }

  static @Nullable State find(List<State> states, String versionId) {
    for (State state : states) {
      if (idOf(state).equals(versionId)) {
        return state;
      }
    }
    return null;
  }

  private Path dataFile(String bucket, String name) {
    return meta.resolve(bucket).resolve("version-data").resolve(name.substring(0, 2)).resolve(name);
  }

  private static String newName() {
    byte[] name = new byte[DATA_NAME_BYTES];
    ThreadLocalRandom.current().nextBytes(name);
    return HexFormat.of().formatHex(name);
  }
}
