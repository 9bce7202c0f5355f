package dev.tarn.storage;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The object store on a local directory: {@code objects/<bucket>/<key>} are the objects, {@code
 * objects-meta/} what is remembered of them, {@code objects-tmp/} what is being written. Only one
 * process may have a directory open; temp files of the one before are deleted when it is opened.
 */
public final class LocalObjectStore implements ObjectStore {

  /** How long an upload in parts may take; older ones are forgotten when the store is opened. */
  private static final Duration KEPT_UPLOADS = Duration.ofDays(7);

  private final AtomicFiles files;
  private final Buckets buckets;
  private final ObjectPaths paths;
  private final ObjectFiles objects;
  private final ObjectChanges changes;
  private final ObjectVersions versions;
  private final MultipartUploads uploads;
  private final BucketDocuments documents;
  private final Path temporary;
  private final DirectoryKeys directories = new DirectoryKeys();
  private final KeyLocks locks = new KeyLocks();
  private final AtomicLong temporaryNames = new AtomicLong();

  /** A writer of an earlier opening, which may end late, must not meet a file of this one. */
  private final String opening = UUID.randomUUID().toString();

  private volatile Consumer<String> published = uri -> {};
  private volatile Consumer<String> deleted = uri -> {};

  private LocalObjectStore(Path directory, AtomicFiles files) {
    Path objectsDirectory = directory.resolve("objects");
    Path meta = directory.resolve("objects-meta");
    this.temporary = directory.resolve("objects-tmp");
    this.files = files;
    this.paths = new ObjectPaths(objectsDirectory::resolve, files);
    this.buckets = new Buckets(objectsDirectory, meta, files);
    AttributeFiles attributes = new AttributeFiles(meta, files);
    this.objects = new ObjectFiles(buckets, paths, attributes);
    this.documents = new BucketDocuments(this, meta, files);
    VersionHistories histories = new VersionHistories(meta, temporary, files);
    BucketVersioning versioning = new BucketVersioning(documents);
    this.changes = new ObjectChanges(objects, paths, attributes, histories, versioning, locks);
    this.versions =
        new ObjectVersions(
            objects, histories, versioning, changes, locks, this::keys, this::announce);
    this.uploads = new MultipartUploads(this, meta, files);
  }

  /** Opens the store in a data directory, which is created if need be. */
  public static LocalObjectStore open(Path directory, Durability durability) throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    LocalObjectStore store = new LocalObjectStore(absolute, new AtomicFiles(durability));
    Files.createDirectories(absolute.resolve("objects"));
    Files.createDirectories(absolute.resolve("objects-meta"));
    FileTrees.delete(store.temporary);
    Files.createDirectories(store.temporary);
    Instant abandoned = Instant.now().minus(KEPT_UPLOADS);
    for (String bucket : store.buckets()) {
      store.uploads.abortStartedBefore(bucket, abandoned);
    }
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

  /** The earlier versions of the objects. */
  public ObjectVersions versions() {
    return versions;
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
      documents.forget(bucket);
    }
  }

  @Override
  public void deleteBucket(String bucket) throws IOException {
    try (KeyLocks.Held _ = locks.bucket(bucket)) {
      requireBucket(bucket);
      if (versions.cursor(bucket, "", "").next() != null) {
        throw S3Errors.bucketNotEmpty();
      }
      buckets.delete(bucket);
      documents.forget(bucket);
    }
  }

  @Override
  public Optional<ObjectHead> head(ObjectKey key) throws IOException {
    return find(key).map(StoredObject::head);
  }

  /** The object without its bytes. Fails with NoSuchBucket; a missing object is empty. */
  public Optional<StoredObject> find(ObjectKey key) throws IOException {
    return objects.find(key);
  }

  /** The object without its bytes; fails with NoSuchKey. */
  public StoredObject get(ObjectKey key) throws IOException {
    return find(key).orElseThrow(S3Errors::noSuchKey);
  }

  @Override
  public SeekableByteChannel read(ObjectKey key) throws IOException {
    return objects.read(key);
  }

  /** Opens the object and describes exactly what was opened. */
  public OpenObject open(ObjectKey key) throws IOException {
    return objects.open(key);
  }

  @Override
  public LocalObjectWriter write(ObjectKey key, WriteOptions options) throws IOException {
    Precondition precondition =
        options.onlyIfAbsent() ? current -> requireAbsent(key, current) : Precondition.NONE;
    return write(
        key,
        ObjectAttributes.NONE
            .withMetadata(options.contentType(), options.userMetadata())
            .withHeaders(options.headers()),
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
    return delete(key, Precondition.NONE).existed();
  }

  /** Deletes under a condition. */
  public Deletion delete(ObjectKey key, Precondition precondition) throws IOException {
    requireBucket(key.bucket());
    Deletion deletion = changes.delete(key, precondition);
    if (deletion.existed()) {
      deleted.accept(key.uri());
    }
    return deletion;
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
  public StoredObject updateAttributes(
      ObjectKey key, Optional<String> versionId, UnaryOperator<ObjectAttributes> change)
      throws IOException {
    return changes.updateAttributes(key, versionId, change);
  }

  @Override
  public Stream<ObjectHead> list(String bucket, String prefix, String startAfter)
      throws IOException {
    return cursor(bucket, prefix, startAfter).heads();
  }

  /** A listing that can also leave out common prefixes. */
  public ObjectCursor cursor(String bucket, String prefix, String startAfter) throws IOException {
    requireBucket(bucket);
    return new ObjectCursor(objects, bucket, keys(bucket, prefix, startAfter));
  }

  private KeyCursor keys(String bucket, String prefix, String startAfter) throws IOException {
    return new KeyCursor(directories, paths.bucketDirectory(bucket), prefix, startAfter);
  }

  @Override
  public List<String> listDirectories(String bucket, String prefix) throws IOException {
    return cursor(bucket, prefix, "").directories(prefix);
  }

  private void announce(ObjectKey changed) throws IOException {
    (find(changed).isPresent() ? published : deleted).accept(changed.uri());
  }

  /** Gives a finished file its time and name, and the attributes to what has them. */
  StoredObject publish(
      Path finished, ObjectKey key, ObjectAttributes attributes, Precondition precondition)
      throws IOException {
    StoredObject stored = changes.publish(finished, key, attributes, precondition);
    published.accept(key.uri());
    return stored;
  }

  /** Gives a file a time that no other file of this store has. */
  void stamp(Path finished) throws IOException {
    changes.stamp(finished);
  }

  TemporaryFile newTemporaryFile() throws IOException {
    String name = opening + "-" + Long.toHexString(temporaryNames.incrementAndGet());
    return new TemporaryFile(temporary.resolve(name), files.durability());
  }

  private static void requireAbsent(ObjectKey key, Optional<ObjectHead> current)
      throws FileAlreadyExistsException {
    if (current.isPresent()) {
      throw new FileAlreadyExistsException(key.uri());
    }
  }

  /** Fails with NoSuchBucket. */
  public void requireBucket(String bucket) {
    objects.requireBucket(bucket);
  }
}
