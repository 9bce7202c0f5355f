package dev.tarn.storage;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects with S3 semantics: flat keys, listings in UTF-8 binary order, atomic publish, no
 * directories. Thread-safe. What S3 itself refuses is thrown as the SDK's S3 exceptions
 * (NoSuchBucketException, NoSuchKeyException ...), trouble with the disk as IOException.
 */
public interface ObjectStore {

  /** The names of all buckets, sorted. */
  List<String> buckets();

  boolean bucketExists(String bucket);

  /** Fails with BucketAlreadyOwnedByYou when it exists and InvalidBucketName when S3 forbids it. */
  void createBucket(String bucket) throws IOException;

  /** Fails with BucketNotEmpty while there are objects. */
  void deleteBucket(String bucket) throws IOException;

  Optional<ObjectHead> head(ObjectKey key) throws IOException;

  /** A stable snapshot of the object as it is now, whatever happens to the key meanwhile. */
  SeekableByteChannel read(ObjectKey key) throws IOException;

  ObjectWriter write(ObjectKey key, WriteOptions options) throws IOException;

  /** True when the object existed. */
  boolean delete(ObjectKey key) throws IOException;

  /** Copies bytes, content type and user metadata, atomically for readers of the target. */
  void copy(ObjectKey source, ObjectKey target) throws IOException;

  /**
   * Lazily, in key order, the objects whose key starts with {@code prefix} and sorts after {@code
   * startAfter} (exclusive; empty means from the start). Close the stream. Trouble with the disk
   * while it runs is an UncheckedIOException.
   */
  Stream<ObjectHead> list(String bucket, String prefix, String startAfter) throws IOException;

  /** The common prefixes ("directories", each ending in '/') directly under {@code prefix}. */
  List<String> listDirectories(String bucket, String prefix) throws IOException;
}
