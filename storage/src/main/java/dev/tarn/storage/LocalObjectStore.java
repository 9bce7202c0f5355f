package dev.tarn.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The object store on a local directory: {@code objects/<bucket>/<key>} are the objects, {@code
 * objects-meta/} what is remembered of them, {@code objects-tmp/} what is being written. Only one
 * process may have a directory open; temp files of the one before are deleted when it is opened.
 */
public final class LocalObjectStore implements ObjectStore {

  private final AtomicFiles files;
  private final Buckets buckets;
  private final ObjectPaths paths;
  private final AttributeFiles attributes;
  private final MultipartUploads uploads;
  private final BucketDocuments documents;
  private final Path temporary;
  private final DirectoryKeys directories = new DirectoryKeys();
  private final KeyLocks locks = new KeyLocks();
  private final AtomicLong lastTime = new AtomicLong();
  private final AtomicLong temporaryNames = new AtomicLong();
  private volatile Consumer<String> published = uri -> {};
  private volatile Consumer<String> deleted = uri -> {};

  private LocalObjectStore(Path directory, AtomicFiles files) {
    Path objects = directory.resolve("objects");
    Path meta = directory.resolve("objects-meta");
    this.files = files;
    this.paths = new ObjectPaths(objects, files);
    this.buckets = new Buckets(objects, meta, files);
    this.attributes = new AttributeFiles(meta, files);
    this.documents = new BucketDocuments(this, meta, files);
    this.uploads = new MultipartUploads(this, meta, files);
    this.temporary = directory.resolve("objects-tmp");
  }

  /** Opens the store in a data directory, which is created if need be. */
  public static LocalObjectStore open(Path directory, Durability durability) throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    LocalObjectStore store = new LocalObjectStore(absolute, new AtomicFiles(durability));
    Files.createDirectories(absolute.resolve("objects"));
    Files.createDirectories(absolute.resolve("objects-meta"));
    FileTrees.delete(store.temporary);
    Files.createDirectories(store.temporary);
    return store;
  }

  /**
   * Tells somebody of every object that is published or deleted from now on, whoever does it, by
   * its URI and before the call returns that did it. There is one such listener.
   */
  public void observe(Consumer<String> whenPublished, Consumer<String> whenDeleted) {
    published = whenPublished;
    deleted = whenDeleted;
  }

  /** The multipart uploads into this store. */
  public MultipartUploads uploads() {
    return uploads;
  }

  /** The documents kept with the buckets. */
  public BucketDocuments documents() {
    return documents;
  }

  @Override
  public List<String> buckets() {
    return buckets.names();
  }

  @Override
  public boolean bucketExists(String bucket) {
    return buckets.exists(bucket);
  }

  /** When the bucket was created; for a directory made by hand, when that was. */
  public Instant bucketCreated(String bucket) throws IOException {
    requireBucket(bucket);
    return buckets.created(bucket);
  }

  @Override
  public void createBucket(String bucket) throws IOException {
    try (KeyLocks.Held _ = locks.bucket(bucket)) {
      buckets.create(bucket);
    }
  }

  @Override
  public void deleteBucket(String bucket) throws IOException {
    try (KeyLocks.Held _ = locks.bucket(bucket)) {
      requireBucket(bucket);
      if (new KeyCursor(directories, paths.bucketDirectory(bucket), "", "").next() != null) {
        throw S3Errors.bucketNotEmpty();
      }
      buckets.delete(bucket);
    }
  }

  @Override
  public Optional<ObjectHead> head(ObjectKey key) throws IOException {
    return find(key).map(StoredObject::head);
  }

  /** The object without its bytes. Fails with NoSuchBucket; a missing object is empty. */
  public Optional<StoredObject> find(ObjectKey key) throws IOException {
    Optional<ObjectPaths.Located> located = locate(key);
    while (located.isPresent()) {
      FileIdentity identity = FileIdentity.of(located.get().attributes());
      Optional<ObjectAttributes> found = attributes.find(key, identity);
      if (found.isEmpty()) {
        // Nothing remembered, or twice replaced between the two looks: the second look tells.
        Optional<ObjectPaths.Located> again = locate(key);
        if (again.isEmpty() || !FileIdentity.of(again.get().attributes()).equals(identity)) {
          located = again;
          continue;
        }
      }
      return Optional.of(
          describe(key, located.get().attributes(), found.orElse(ObjectAttributes.NONE)));
    }
    return Optional.empty();
  }

  /** The object without its bytes; fails with NoSuchKey. */
  public StoredObject get(ObjectKey key) throws IOException {
    return find(key).orElseThrow(S3Errors::noSuchKey);
  }

  @Override
  public SeekableByteChannel read(ObjectKey key) throws IOException {
    FileChannel channel;
    do {
      channel = openFile(locate(key).orElseThrow(S3Errors::noSuchKey));
    } while (channel == null);
    return channel;
  }

  /** Opens the object and describes exactly what was opened. */
  public OpenObject open(ObjectKey key) throws IOException {
    OpenObject opened;
    do {
      opened = openLocated(key, locate(key).orElseThrow(S3Errors::noSuchKey));
    } while (opened == null);
    return opened;
  }

  /** Null when the object was replaced in between. */
  private @Nullable OpenObject openLocated(ObjectKey key, ObjectPaths.Located located)
      throws IOException {
    FileChannel channel = openFile(located);
    if (channel == null) {
      return null;
    }
    boolean same = false;
    try {
      FileIdentity identity = FileIdentity.of(located.attributes());
      Optional<ObjectAttributes> found = attributes.find(key, identity);
      BasicFileAttributes after = ObjectPaths.attributesOf(located.file());
      same = after != null && FileIdentity.of(after).equals(identity);
      return same
          ? new OpenObject(
              describe(key, located.attributes(), found.orElse(ObjectAttributes.NONE)), channel)
          : null;
    } finally {
      if (!same) {
        channel.close();
      }
    }
  }

  @Override
  public LocalObjectWriter write(ObjectKey key, WriteOptions options) throws IOException {
    Precondition precondition =
        options.onlyIfAbsent() ? current -> requireAbsent(key, current) : Precondition.NONE;
    return write(
        key,
        ObjectAttributes.NONE.withMetadata(options.contentType(), options.userMetadata()),
        precondition);
  }

  /** Starts an object with these attributes, to be published under the condition. */
  public LocalObjectWriter write(
      ObjectKey key, ObjectAttributes objectAttributes, Precondition precondition)
      throws IOException {
    requireBucket(key.bucket());
    return new LocalObjectWriter(this, key, newTemporaryFile(), objectAttributes, precondition);
  }

  @Override
  public boolean delete(ObjectKey key) throws IOException {
    return delete(key, Precondition.NONE);
  }

  /** Deletes under a condition; true when the object existed. */
  public boolean delete(ObjectKey key, Precondition precondition) throws IOException {
    try (KeyLocks.Held _ = locks.object(key)) {
      Optional<StoredObject> current = find(key);
      precondition.check(current.map(StoredObject::head));
      if (current.isEmpty()) {
        return false;
      }
      paths.delete(key);
      attributes.remove(key);
      deleted.accept(key.uri());
      return true;
    }
  }

  @Override
  public void copy(ObjectKey source, ObjectKey target) throws IOException {
    try (OpenObject opened = open(source)) {
      ObjectAttributes known = opened.object().attributes();
      try (LocalObjectWriter writer = write(target, known, Precondition.NONE)) {
        writer.transferFrom(opened.channel(), 0, opened.object().head().size());
        writer.commit();
      }
    }
  }

  /** Replaces what is remembered of an object and leaves its bytes and time alone. */
  public StoredObject updateAttributes(ObjectKey key, UnaryOperator<ObjectAttributes> change)
      throws IOException {
    try (KeyLocks.Held _ = locks.object(key)) {
      ObjectPaths.Located located = locate(key).orElseThrow(S3Errors::noSuchKey);
      FileIdentity identity = FileIdentity.of(located.attributes());
      ObjectAttributes old = attributes.find(key, identity).orElse(ObjectAttributes.NONE);
      ObjectAttributes changed = change.apply(old);
      attributes.prepare(key, Optional.empty(), identity, changed);
      return describe(key, located.attributes(), changed);
    }
  }

  @Override
  public Stream<ObjectHead> list(String bucket, String prefix, String startAfter)
      throws IOException {
    ObjectCursor cursor = cursor(bucket, prefix, startAfter);
    return StreamSupport.stream(
        new Spliterators.AbstractSpliterator<>(
            Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
          @Override
          public boolean tryAdvance(Consumer<? super ObjectHead> action) {
            try {
              StoredObject next = cursor.next();
              if (next != null) {
                action.accept(next.head());
              }
              return next != null;
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        },
        false);
  }

  /** A listing that can also leave out common prefixes. */
  public ObjectCursor cursor(String bucket, String prefix, String startAfter) throws IOException {
    requireBucket(bucket);
    return new ObjectCursor(
        this,
        bucket,
        new KeyCursor(directories, paths.bucketDirectory(bucket), prefix, startAfter));
  }

  @Override
  public List<String> listDirectories(String bucket, String prefix) throws IOException {
    ObjectCursor cursor = cursor(bucket, prefix, "");
    List<String> directories = new ArrayList<>();
    for (String key; (key = cursor.nextKey()) != null; ) {
      int slash = key.indexOf('/', prefix.length());
      if (slash >= 0) {
        String directory = key.substring(0, slash + 1);
        directories.add(directory);
        cursor.skipPast(directory);
      }
    }
    return directories;
  }

  /** What a listing tells of a file that it met. */
  StoredObject describe(ObjectKey key, BasicFileAttributes file) throws IOException {
    return describe(
        key, file, attributes.find(key, FileIdentity.of(file)).orElse(ObjectAttributes.NONE));
  }

  /** Gives a finished file its time and name, and the attributes to what has them. */
  StoredObject publish(
      Path finished, ObjectKey key, ObjectAttributes objectAttributes, Precondition precondition)
      throws IOException {
    stamp(finished);
    BasicFileAttributes file = Files.readAttributes(finished, BasicFileAttributes.class);
    try (KeyLocks.Held _ = locks.object(key)) {
      Optional<ObjectPaths.Located> current = locate(key);
      if (!precondition.equals(Precondition.NONE)) {
        precondition.check(find(key).map(StoredObject::head));
      }
      if (!objectAttributes.equals(ObjectAttributes.NONE)) {
        attributes.prepare(
            key,
            current.map(located -> FileIdentity.of(located.attributes())),
            FileIdentity.of(file),
            objectAttributes);
      }
      paths.publish(finished, key);
      published.accept(key.uri());
    }
    return describe(key, file, objectAttributes);
  }

  /** Gives a file a time that no other file of this store has. */
  void stamp(Path finished) throws IOException {
    Files.setLastModifiedTime(finished, FileTime.from(nextTime()));
  }

  TemporaryFile newTemporaryFile() throws IOException {
    String name = Long.toHexString(temporaryNames.incrementAndGet());
    return new TemporaryFile(temporary.resolve(name), files.durability());
  }

  private static StoredObject describe(
      ObjectKey key, BasicFileAttributes file, ObjectAttributes known) {
    @Nullable String stored = known.eTag();
    ObjectHead head =
        new ObjectHead(
            key,
            file.size(),
            file.lastModifiedTime().toInstant(),
            stored != null ? stored : DerivedETag.of(file),
            known.contentType(),
            known.userMetadata());
    return new StoredObject(head, known);
  }

  /** Null when the object was replaced or moved after it was located. */
  private static @Nullable FileChannel openFile(ObjectPaths.Located located) throws IOException {
    try {
      return FileChannel.open(located.file(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException gone) {
      return null;
    }
  }

  private static void requireAbsent(ObjectKey key, Optional<ObjectHead> current)
      throws FileAlreadyExistsException {
    if (current.isPresent()) {
      throw new FileAlreadyExistsException(key.uri());
    }
  }

  private Optional<ObjectPaths.Located> locate(ObjectKey key) throws IOException {
    Optional<ObjectPaths.Located> located =
        BucketNames.isWellFormed(key.bucket()) ? paths.locate(key) : Optional.empty();
    if (located.isEmpty()) {
      requireBucket(key.bucket());
    }
    return located;
  }

  /** Fails with NoSuchBucket. */
  public void requireBucket(String bucket) {
    if (!buckets.exists(bucket)) {
      throw S3Errors.noSuchBucket();
    }
  }

  /** Never the same twice, so that size and time tell the states of an object apart. */
  private Instant nextTime() {
    Instant now = Instant.now();
    long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    long unique = lastTime.updateAndGet(last -> Math.max(last + 1, nanos));
    return Instant.ofEpochSecond(0, unique);
  }
}
