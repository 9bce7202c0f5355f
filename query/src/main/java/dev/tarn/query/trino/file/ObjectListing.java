package dev.tarn.query.trino.file;

import dev.tarn.storage.ObjectHead;
import dev.tarn.storage.ObjectStore;
import io.trino.filesystem.FileEntry;
import io.trino.filesystem.FileIterator;
import io.trino.filesystem.Location;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The objects under a prefix, in key order. Reads a page at a time and holds nothing open between
 * pages, because Trino has no way to close an iterator that it abandons.
 */
final class ObjectListing implements FileIterator {
  static final int PAGE = 1000;

  private final ObjectStore objects;
  private final Location directory;
  private final String bucket;
  private final String prefix;
  private final Deque<FileEntry> page = new ArrayDeque<>();
  private String lastKey = "";
  private boolean exhausted;

  ObjectListing(ObjectStore objects, Location directory) {
    this.objects = objects;
    this.directory = directory;
    this.bucket = ObjectLocation.bucket(directory);
    this.prefix = ObjectLocation.directoryPrefix(directory);
  }

  @Override
  public boolean hasNext() throws IOException {
    while (page.isEmpty() && !exhausted) {
      int read = FileFailures.accessing(directory.toString(), this::readPage);
      exhausted = read < PAGE;
    }
    return !page.isEmpty();
  }

  private int readPage() throws IOException {
    int read = 0;
    try (var heads = objects.list(bucket, prefix, lastKey)) {
      var iterator = heads.iterator();
      while (read < PAGE && iterator.hasNext()) {
        ObjectHead head = iterator.next();
        read++;
        lastKey = head.key().key();
        if (!lastKey.endsWith("/")) {
          page.add(entry(head));
        }
      }
    }
    return read;
  }

  private FileEntry entry(ObjectHead head) {
    return new FileEntry(
        ObjectLocation.inBucketOf(directory, head.key().key()),
        head.size(),
        head.lastModified(),
        Optional.empty());
  }

  @Override
  public FileEntry next() throws IOException {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.remove();
  }
}
