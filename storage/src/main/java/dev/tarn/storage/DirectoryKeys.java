package dev.tarn.storage;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names in directories, as key segments in the order of their UTF-8 bytes. A name says nothing
 * about whether it is a file or a directory; finding out costs a system call, so that is left to
 * those who get there.
 *
 * <p>The sorted names of a few large directories are kept, so that the next page of a listing need
 * not read and sort them again. They are used as long as the directory's time is the same, and were
 * only kept if that time was old enough when they were read for a later change to show in it.
 */
final class DirectoryKeys {

  /** One file or directory: its segment of the key and its path below the directory. */
  record Child(String segment, String path) {
    boolean isAside() {
      return KeyPath.isAside(path.substring(path.lastIndexOf('/') + 1));
    }
  }

  private record Kept(Instant modified, SoftReference<List<Child>> children) {}

  /** A directory before the object of the same segment: plain names before aside names. */
  private static final Comparator<Child> ORDER =
      Comparator.comparing(Child::segment, Utf8Order.INSTANCE).thenComparing(Child::isAside);

  private static final int MIN_KEPT_NAMES = 2000;
  private static final int MAX_KEPT_DIRECTORIES = 8;

  /** Longer than any file system's clock stands still. */
  private static final long SETTLED_MILLIS = 2_500;

  private final Map<Path, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Kept> eldest) {
          return size() > MAX_KEPT_DIRECTORIES;
        }
      };

  /** All children in order; none when the directory is not there. */
  List<Child> read(Path directory) throws IOException {
    BasicFileAttributes attributes = ObjectPaths.attributesOf(directory);
    if (attributes == null || !attributes.isDirectory()) {
      return List.of();
    }
    Instant modified = attributes.lastModifiedTime().toInstant();
    List<Child> known = find(directory, modified);
    if (known != null) {
      return known;
    }
    boolean settled = modified.plusMillis(SETTLED_MILLIS).isBefore(Instant.now());
    List<Child> children = new ArrayList<>();
    boolean deep = collect(directory, List.of(), children);
    children.sort(ORDER);
    if (settled && !deep && children.size() >= MIN_KEPT_NAMES) {
      keep(directory, new Kept(modified, new SoftReference<>(children)));
    }
    return children;
  }

  /** The index of the first child whose segment does not sort before this. */
  static int lowerBound(List<Child> children, String segment) {
    int low = 0;
    int high = children.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Utf8Order.compare(children.get(middle).segment(), segment) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private @Nullable List<Child> find(Path directory, Instant modified) {
    synchronized (kept) {
      Kept found = kept.get(directory);
      return found != null && found.modified().equals(modified) ? found.children().get() : null;
    }
  }

  private void keep(Path directory, Kept children) {
    synchronized (kept) {
      kept.put(directory, children);
    }
  }

  /** True when there are names below, whose changes the directory's time does not tell. */
  private static boolean collect(Path directory, List<String> continued, List<Child> children) {
    String[] names = directory.toFile().list();
    if (names == null) {
      return false;
    }
    boolean deep = false;
    for (String name : names) {
      if (continued.isEmpty() && KeyPath.isPlain(name)) {
        children.add(new Child(name, name));
        continue;
      }
      List<String> path = new ArrayList<>(continued);
      path.add(name);
      if (KeyPath.isContinued(name)) {
        deep = true;
        collect(directory.resolve(name), path, children);
        continue;
      }
      Optional<String> segment = KeyPath.segmentOf(path);
      segment.ifPresent(text -> children.add(new Child(text, String.join("/", path))));
    }
    return deep;
  }
}
