package dev.tarn.storage;

import dev.tarn.storage.AttributesCodec.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Object attributes in a tree of their own, a small file for each object that has any, named by a
 * hash of the key.
 *
 * <p>Such a file holds the attributes of the next state beside those of the current one while an
 * object is being replaced, so that the single rename that publishes the object's file switches
 * both: a crash on either side of it leaves an object with its own attributes.
 */
final class AttributeFiles {

  private final Path root;
  private final AtomicFiles files;

  AttributeFiles(Path root, AtomicFiles files) {
    this.root = root;
    this.files = files;
  }

  /** Empty when nothing is remembered of this state of the file. */
  Optional<ObjectAttributes> find(ObjectKey key, FileIdentity identity) throws IOException {
    for (State state : read(key)) {
      if (state.identity().equals(identity)) {
        return Optional.of(state.attributes());
      }
    }
    return Optional.empty();
  }

  /** Remembers the attributes of a state to come, beside those of the current state. */
  void prepare(
      ObjectKey key, Optional<FileIdentity> current, FileIdentity next, ObjectAttributes attributes)
      throws IOException {
    List<State> states = new ArrayList<>();
    states.add(new State(next, attributes));
    if (current.isPresent()) {
      for (State state : read(key)) {
        if (state.identity().equals(current.get()) && !state.identity().equals(next)) {
          states.add(state);
        }
      }
    }
    files.replace(fileOf(key), AttributesCodec.encode(key.key(), states));
  }

  /** Forgets the attributes of all states. */
  void remove(ObjectKey key) throws IOException {
    files.delete(fileOf(key));
  }

  private List<State> read(ObjectKey key) throws IOException {
    Path file = fileOf(key);
    if (!file.toFile().exists()) {
      return List.of(); // far cheaper than the exception, and dropped files have none
    }
    try {
      return AttributesCodec.decode(Files.readAllBytes(file));
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException e) {
      throw new IOException("Cannot read object attributes: " + file, e);
    }
  }

  private Path fileOf(ObjectKey key) {
    byte[] hash;
    try {
      hash =
          MessageDigest.getInstance("SHA-256").digest(key.key().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    String name = HexFormat.of().formatHex(hash, 0, 20);
    return root.resolve(key.bucket())
        .resolve("objects")
        .resolve(name.substring(0, 2))
        .resolve(name + ".json");
  }
}
