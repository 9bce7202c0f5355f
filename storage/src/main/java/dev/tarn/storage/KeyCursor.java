package dev.tarn.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Walks the keys of a bucket in the order of their UTF-8 bytes, holding the names of the
 * directories on the way to the current key and nothing else. Symbolic links are passed over. Not
 * thread-safe.
 *
 * <p>A directory {@code a} holds keys that start with {@code a/}, and {@code a-b} sorts before
 * those although the name {@code a} sorts before the name {@code a-b}: a directory met by its name
 * waits in {@link Frame#waiting} until its turn as {@code a/} comes.
 */
final class KeyCursor {

  /** An object: its key, its file and the attributes of the file. */
  record Entry(String key, Path file, BasicFileAttributes attributes) {}

  private final DirectoryKeys directories;
  private final String after;
  private final Deque<Frame> frames = new ArrayDeque<>();

  /** The objects of the bucket whose key starts with prefix and sorts after the key given. */
  KeyCursor(DirectoryKeys directories, Path bucketDirectory, String prefix, String startAfter)
      throws IOException {
    this.directories = directories;
    this.after = startAfter;
    int prefixBytes = Utf8Order.encodedLength(prefix);
    if (prefixBytes < 0 || prefixBytes > ObjectKey.MAX_KEY_BYTES) {
      return; // no key starts so, and its path might be too long to ask for
    }
    String keyPrefix = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    Path directory = bucketDirectory;
    for (String name : KeyPath.directoriesOf(keyPrefix)) {
      directory = directory.resolve(name);
      BasicFileAttributes attributes = ObjectPaths.attributesOf(directory);
      if (attributes == null || !attributes.isDirectory()) {
        return;
      }
    }
    push(directory, keyPrefix, prefix.substring(keyPrefix.length()));
  }

  /** The next object, or null after the last. */
  @Nullable Entry next() throws IOException {
    while (!frames.isEmpty()) {
      Frame frame = frames.peek();
      if (frame.isDirectoryDue()) {
        DirectoryKeys.Child directory = frame.waiting.remove();
        push(
            frame.directory.resolve(directory.path()),
            frame.keyPrefix + directory.segment() + "/",
            "");
      } else if (frame.hasNext()) {
        Entry entry = visit(frame, frame.children.get(frame.position++));
        if (entry != null) {
          return entry;
        }
      } else {
        frames.pop();
      }
    }
    return null;
  }

  /** Leaves out all further keys that start with a prefix of the key that was last returned. */
  void skipPast(String prefix) {
    while (!frames.isEmpty() && frames.peek().keyPrefix.startsWith(prefix)) {
      frames.pop();
    }
    if (!frames.isEmpty() && prefix.startsWith(frames.peek().keyPrefix)) {
      frames.peek().skipPast(prefix);
    }
  }

  private @Nullable Entry visit(Frame frame, DirectoryKeys.Child child) throws IOException {
    Path path = frame.directory.resolve(child.path());
    BasicFileAttributes attributes = ObjectPaths.attributesOf(path);
    if (attributes == null) {
      return null;
    }
    if (attributes.isDirectory()) {
      if (!child.isAside() && mayHoldKeysAfter(frame.keyPrefix + child.segment() + "/")) {
        frame.waiting.add(child);
      }
      return null;
    }
    String key = frame.keyPrefix + child.segment();
    if (!attributes.isRegularFile()
        || Utf8Order.compare(key, after) <= 0
        || child.segment().equals(frame.lastObject)) {
      return null;
    }
    frame.lastObject = child.segment();
    return new Entry(key, path, attributes);
  }

  private void push(Path directory, String keyPrefix, String segmentPrefix) throws IOException {
    if (!mayHoldKeysAfter(keyPrefix)) {
      return;
    }
    String floor = after.startsWith(keyPrefix) ? after.substring(keyPrefix.length()) : "";
    List<DirectoryKeys.Child> all = directories.read(directory);
    int start = DirectoryKeys.lowerBound(all, segmentPrefix);
    int floorStart = DirectoryKeys.lowerBound(all, floor);
    Frame frame = new Frame(directory, keyPrefix, segmentPrefix, all, Math.max(start, floorStart));
    frames.push(frame);
    // A directory "a" sorts before a floor "a-b" or "a/b" by its name, but its keys may not.
    for (int end = 0; end <= floor.length(); end++) {
      String segment = floor.substring(0, end);
      int found = DirectoryKeys.lowerBound(all, segment);
      if (found < frame.position && segment.startsWith(segmentPrefix)) {
        DirectoryKeys.Child child = all.get(found);
        if (child.segment().equals(segment)) {
          visit(frame, child);
        }
      }
    }
  }

  private boolean mayHoldKeysAfter(String keyPrefix) {
    return after.startsWith(keyPrefix) || Utf8Order.compare(keyPrefix, after) > 0;
  }

  /** One directory on the way. */
  private static final class Frame {
    final Path directory;
    final String keyPrefix;
    final String segmentPrefix;
    final List<DirectoryKeys.Child> children;
    final PriorityQueue<DirectoryKeys.Child> waiting =
        new PriorityQueue<>((a, b) -> Utf8Order.compare(a.segment() + "/", b.segment() + "/"));
    int position;
    @Nullable String lastObject;

    Frame(
        Path directory,
        String keyPrefix,
        String segmentPrefix,
        List<DirectoryKeys.Child> children,
        int position) {
      this.directory = directory;
      this.keyPrefix = keyPrefix;
      this.segmentPrefix = segmentPrefix;
      this.children = children;
      this.position = position;
    }

    boolean hasNext() {
      return position < children.size()
          && children.get(position).segment().startsWith(segmentPrefix);
    }

    boolean isDirectoryDue() {
      DirectoryKeys.Child directory = waiting.peek();
      return directory != null
          && (!hasNext()
              || Utf8Order.compare(directory.segment() + "/", children.get(position).segment())
                  < 0);
    }

    void skipPast(String prefix) {
      waiting.removeIf(child -> (keyPrefix + child.segment() + "/").startsWith(prefix));
      while (position < children.size()
          && (keyPrefix + children.get(position).segment()).startsWith(prefix)) {
        position++;
      }
    }
  }
}
